/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures the offline clustering: how well it finds known groups, at the one
 * default strictness, and how long it takes. Without arguments it reads the
 * labeled sets of the test data, and then makes lists of up to a million
 * queries; --sets leaves those out. With a file of one keyword a line it prints
 * that file's clusters. cluster-peer.py compares with another program. */
#include "../offline/keyword-maker.h"
#include "../offline/label-score.h"
#include "bench-verdict.h"
#include "igny-clustering.h"
#include "igny-text.h"
#include "igny-words.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define MADE_SEED 20260801

typedef struct
{
  const char *name;
  guint       step;
  gboolean    with_labels;
  gboolean    in_mean;
} Set;

static const Set sets[] = {
  { "ahrefs-socks-parent-labels.tsv", 1, TRUE, TRUE },
  { "clinc150-labels.tsv", 4, TRUE, TRUE },
  { "clinc150-labels.tsv", 1, TRUE, FALSE },
  { "stackoverflow-titles-labels.tsv", 4, TRUE, FALSE },
  { "plain-list-union.txt", 1, FALSE, FALSE },
};

static double
read_peak_mib (void)
{
  struct rusage usage = { 0 };

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

/* Processor time of this program, which other programs do not lengthen. */
static double
read_processor (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
count_word_cb (const char *word,
               gsize       length,
               gpointer    user_data)
{
  *(guint64 *) user_data += length;
}

/* The least that any clustering must do: look at every word once. */
static double
measure_skeleton (const LabelSet *set)
{
  double           start = read_processor ();
  volatile guint64 bytes = 0;
  guint64          sum = 0;

  for (guint i = 0; i < set->texts->len; i++)
    igny_words_foreach (set->texts->pdata[i], count_word_cb, &sum);
  bytes = sum;
  (void) bytes;
  return read_processor () - start;
}

static IgnyClustering *
cluster (const LabelSet *set,
         guint           times,
         double         *seconds,
         double         *processor)
{
  IgnyClustering *result = NULL;

  *seconds = G_MAXDOUBLE;
  *processor = G_MAXDOUBLE;
  for (guint i = 0; i < times; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double used = read_processor ();

      igny_clustering_free (result);
      result = igny_clustering_run ((const char *const *) set->texts->pdata, NULL, set->texts->len,
                                    IGNY_CLUSTERING_DEFAULT_STRICTNESS, NULL, NULL, NULL, NULL);
      *seconds = MIN (*seconds, (double) (g_get_monotonic_time () - start) / 1e6);
      *processor = MIN (*processor, read_processor () - used);
    }
  return result;
}

static GPtrArray *
read_lines (const char *path)
{
  g_autofree char *bytes = NULL;
  g_auto(GStrv) lines = NULL;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (path, &bytes, NULL, NULL))
    {
      g_printerr ("bench-cluster: cannot read %s\n", path);
      return texts;
    }
  lines = g_strsplit (bytes, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (texts, igny_text_normalize (lines[i]));
  return texts;
}

static void
print_clusters (const char *path,
                double      strictness)
{
  g_autoptr(GPtrArray) texts = read_lines (path);
  g_autoptr(IgnyClustering) result = NULL;

  result = igny_clustering_run ((const char *const *) texts->pdata, NULL, texts->len, strictness,
                                NULL, NULL, NULL, NULL);
  for (gint c = -1; c < (gint) result->n_clusters; c++)
    {
      printf ("%s:", c < 0 ? "(unclustered)" : (char *) texts->pdata[result->names[c]]);
      for (guint i = 0; i < texts->len; i++)
        if (result->clusters[i] == c)
          printf (" | %s", (char *) texts->pdata[i]);
      printf ("\n");
    }
  printf ("%u clusters\n", result->n_clusters);
}

/* The cluster of each line, a number a line, after a line with the seconds:
 * what the comparison with another program reads. */
static void
print_numbers (const char *path)
{
  LabelSet set = { read_lines (path), NULL, 0 };
  double   seconds;
  double   processor;
  g_autoptr(IgnyClustering) result = cluster (&set, 3, &seconds, &processor);

  printf ("%.6f %.6f\n", seconds, processor);
  for (guint i = 0; i < set.texts->len; i++)
    printf ("%d\n", result->clusters[i]);
  g_ptr_array_unref (set.texts);
}

static void
write_made (guint count)
{
  g_autoptr(LabelSet) set = keyword_maker_make (count, MADE_SEED);

  for (guint i = 0; i < set->texts->len; i++)
    printf ("%s\t%u\n", (char *) set->texts->pdata[i], g_array_index (set->labels, guint, i));
}

/* In a process of its own, so that its memory is its own. */
static void
print_made (guint count)
{
  g_autoptr(LabelSet) set = keyword_maker_make (count, MADE_SEED);
  double start_mib = read_peak_mib ();
  double skeleton = measure_skeleton (set);
  g_autoptr(IgnyClustering) result = NULL;
  LabelScore score;
  double     seconds;
  double     processor;

  result = cluster (set, count < 1000000 ? 3 : 1, &seconds, &processor);
  printf ("%8u %8.3f %9.3f %12.2f %6.1f %6.0f %6.0f", count, seconds, processor,
          processor * 1e6 / count, processor / skeleton, start_mib, read_peak_mib ());
  score = label_set_score (set, result->clusters);
  printf (" %6.3f %8.3f %8u %7u\n", score.pairs, score.b_cubed, score.clusters, score.largest);
}

/* The line of print_made: seconds are the second of it, and the peak the seventh. */
static void
judge_made (const char *line,
            guint       count,
            double      limit)
{
  g_autofree char *what = g_strdup_printf ("clustering of %u made-up queries", count);
  double           parts[7] = { 0 };
  char            *rest = (char *) line;

  printf ("%s", line);
  fflush (stdout);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = g_ascii_strtod (rest, &rest);
  if (limit > 0)
    bench_verdict (what, parts[1], limit, " s");
  if (count == 1000000)
    bench_verdict ("memory of it", parts[6], 1536, " MiB");
}

static void
print_growth (const char *program)
{
  static const guint  counts[] = { 10000, 100000, 1000000 };
  static const double limits[] = { 0, 3, 60 };

  printf ("\nMade-up queries (tests/offline/keyword-maker.h), each list in a process of its own;\n"
          "memory in MiB with the list read and at most:\n"
          "%8s %8s %9s %12s %6s %6s %6s %6s %8s %8s %7s\n",
          "rows", "seconds", "processor", "µs a keyword", "ratio", "list", "peak", "pairs",
          "b-cubed", "clusters", "largest");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char  *count = g_strdup_printf ("%u", counts[i]);
      const char *const argv[] = { program, "--made", count, NULL };
      g_autofree char  *line = NULL;

      if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &line, NULL, NULL,
                        NULL))
        judge_made (line, counts[i], limits[i]);
    }
}

/* The other way round, since these have to be large. */
static void
judge_quality (double pairs,
               double b_cubed)
{
  printf ("mean of the first two: pairs %.3f, b-cubed %.3f\n", pairs, b_cubed);
  bench_verdict ("mean pairwise F1: 0.30 to it", 0.30 / pairs, 1, " x");
  bench_verdict ("mean B-cubed F1: 0.47 to it", 0.47 / b_cubed, 1, " x");
}

static void
print_sets (void)
{
  double pairs = 0;
  double b_cubed = 0;
  guint  in_mean = 0;

  printf ("%-34s %7s %6s %8s %8s %6s %7s %8s %9s %9s %6s\n", "set", "rows", "pairs", "b-cubed",
          "clusters", "alone", "largest", "seconds", "processor", "skeleton", "ratio");
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr(LabelSet) set = label_set_load (sets[i].name, sets[i].step, sets[i].with_labels);
      g_autoptr(IgnyClustering) result = NULL;
      LabelScore score;
      double     seconds;
      double     processor;
      double     skeleton;

      if (set == NULL)
        {
          printf ("%-34s not there\n", sets[i].name);
          continue;
        }
      skeleton = measure_skeleton (set);
      result = cluster (set, 3, &seconds, &processor);
      score = label_set_score (set, result->clusters);
      if (!sets[i].with_labels)
        score.pairs = score.b_cubed = 0;
      printf ("%-34s %7u %6.3f %8.3f %8u %6u %7u %8.3f %9.3f %9.4f %6.1f\n", sets[i].name,
              set->texts->len, score.pairs, score.b_cubed, result->n_clusters, score.alone,
              score.largest, seconds, processor, skeleton, processor / skeleton);
      if (sets[i].in_mean)
        {
          pairs += score.pairs;
          b_cubed += score.b_cubed;
          in_mean++;
        }
    }
  if (in_mean > 0)
    judge_quality (pairs / in_mean, b_cubed / in_mean);
  printf ("peak memory %.0f MiB\n", read_peak_mib ());
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 2 && g_str_equal (argv[1], "--made"))
    print_made ((guint) g_ascii_strtoull (argv[2], NULL, 10));
  else if (argc > 2 && g_str_equal (argv[1], "--write-made"))
    write_made ((guint) g_ascii_strtoull (argv[2], NULL, 10));
  else if (argc > 2 && g_str_equal (argv[1], "--numbers"))
    print_numbers (argv[2]);
  else if (argc > 1 && !g_str_has_prefix (argv[1], "--"))
    print_clusters (argv[1], argc > 2 ? g_ascii_strtod (argv[2], NULL)
                                      : IGNY_CLUSTERING_DEFAULT_STRICTNESS);
  else
    {
      print_sets ();
      if (argc < 2)
        print_growth (argv[0]);
    }
  return bench_verdict_get_status ();
}
