/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "igny-csv-reader.h"
#include "igny-import-source.h"

/* How fast rows come out of large files of the shapes that tools write, and
 * that memory does not grow with them. */

#define N_ROWS 1000000

typedef struct
{
  const char *name;
  const char *header;
  void (*write_row) (FILE *file,
                     guint i);
} Shape;

static void
write_line (FILE *file,
            guint i)
{
  fprintf (file, "how to choose hiking boots %u\n", i);
}

static void
write_label (FILE *file,
             guint i)
{
  fprintf (file, "how to choose hiking boots %u\ttopic %u\n", i, i / 10);
}

static void
write_semrush (FILE *file,
               guint i)
{
  fprintf (file,
           "hiking boots %u,\"Informational, Commercial\",%u,"
           "\"0.23,0.28,0.35,0.44,0.55,0.67,0.82,1.00,0.82,0.55,0.44,0.28\",34,1.20,0.97,"
           "\"Sitelinks, Reviews, Video\",12000000\n",
           i, i);
}

static void
write_accents (FILE *file,
               guint i)
{
  fprintf (file, "Ботинки для походов %u,%u,3,1%%,3.74\n", i, i);
}

static void
write_ours (FILE *file,
            guint i)
{
  fprintf (file, "hiking boots %u,%u,%u,commercial,1.2,pending,\n", i, i, i % 101);
}

static const Shape shapes[] = {
  { "plain list", "", write_line },
  { "IGNY8", "keyword,volume,difficulty,intent,cpc,status,cluster\n", write_ours },
  { "labeled list", "keyword\tlabel\n", write_label },
  { "Semrush Keyword Magic",
    "Keyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),Competitive Density,SERP Features,"
    "Number of Results\n",
    write_semrush },
  { "Search Console, Cyrillic", "Top queries,Clicks,Impressions,CTR,Position\n", write_accents },
};

static char *
write_file (const Shape *shape)
{
  char *path = g_build_filename (g_get_tmp_dir (), "igny-bench-XXXXXX", NULL);
  FILE *file = fdopen (g_mkstemp (path), "w");

  g_assert_nonnull (file);
  fputs (shape->header, file);
  for (guint i = 0; i < N_ROWS; i++)
    shape->write_row (file, i);
  g_assert_cmpint (fclose (file), ==, 0);
  return path;
}

static long
get_peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* Seconds of this process on a processor: other load changes it little. */
static double
get_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Splitting alone. */
static void
measure_cells (const Shape *shape,
               const char  *path,
               char         delimiter)
{
  g_autofree char *text = NULL;
  g_autoptr(IgnyCsvReader) reader = NULL;
  gsize  length;
  double start;
  double seconds;
  gsize  n_cells = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  reader = igny_csv_reader_new_for_text (text, length, delimiter);
  start = get_seconds ();
  while (igny_csv_reader_next (reader, NULL))
    n_cells += igny_csv_reader_get_n_cells (reader);
  seconds = get_seconds () - start;
  g_print ("%-26s %8.0f rows/s, %6.1f MB/s for splitting into %" G_GSIZE_FORMAT " cells\n",
           shape->name, N_ROWS / seconds, (double) length / seconds / 1e6, n_cells);
}

static void
measure (const Shape *shape)
{
  g_autofree char *path = write_file (shape);
  long             before = get_peak_kib ();
  gint64           start = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = igny_import_open (igny_env_get_system (), path, &error);
  gint64        opened = g_get_monotonic_time ();
  IgnyImportRow row;
  gint64        bytes;
  gint64        total;
  double        begun = get_seconds ();
  double        seconds;

  g_assert_no_error (error);
  while (igny_import_next (import, &row, &error))
    ;
  g_assert_no_error (error);
  g_assert_cmpint (igny_import_get_n_rows (import), ==, N_ROWS);
  g_assert_cmpint (igny_import_get_n_rejected (import), ==, 0);

  seconds = get_seconds () - begun;
  igny_import_get_progress (import, &bytes, &total);
  g_print ("%-26s %8.0f rows/s, %6.1f MB/s for rows, open %5.1f ms, peak memory +%ld KiB\n",
           shape->name, N_ROWS / seconds, (double) bytes / seconds / 1e6,
           (double) (opened - start) / 1000, get_peak_kib () - before);
  measure_cells (shape, path, igny_import_get_delimiter (import));
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    measure (&shapes[i]);
  return 0;
}
