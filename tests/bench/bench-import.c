/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

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

static const Shape shapes[] = {
  { "plain list", "", write_line },
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
  double        seconds;

  g_assert_no_error (error);
  while (igny_import_next (import, &row, &error))
    ;
  g_assert_no_error (error);
  g_assert_cmpint (igny_import_get_n_rows (import), ==, N_ROWS);
  g_assert_cmpint (igny_import_get_n_rejected (import), ==, 0);

  seconds = (double) (g_get_monotonic_time () - opened) / G_USEC_PER_SEC;
  igny_import_get_progress (import, &bytes, &total);
  g_print ("%-26s %8.0f rows/s, %6.1f MB/s, open %5.1f ms, peak memory +%ld KiB\n",
           shape->name, N_ROWS / seconds, (double) bytes / seconds / 1e6,
           (double) (opened - start) / 1000, get_peak_kib () - before);
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
