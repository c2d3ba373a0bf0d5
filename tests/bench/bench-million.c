/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-verdict.h"
#include "bench-words.h"
#include "igny-keyword-import.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-test-folder.h"

/* An import of many keywords from a CSV file, beside the sqlite3 program doing
 * `.import` of the same file into a table of the same columns that already has
 * its unique index. Each import is a process of its own, so that memory and
 * processor time are its own; the two take turns, and medians are compared. */

typedef struct
{
  double wall_ms;
  double cpu_ms;
  double rss_mib;
} Spent;

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

/* --- ours: bench-million --import FOLDER FILE ------------------------------- */

typedef struct
{
  IgnyScope   scope;
  IgnyImport *source;
  gint64      added;
} Run;

static gboolean
find_site_cb (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Run    *run = data;
  IgnyDb *db = igny_step_get_db (step);

  if (!igny_db_get_integer (db, "SELECT max(row) FROM sectors WHERE name = 'Bench'", NULL,
                            &run->scope.sector, error) ||
      !igny_db_get_integer (db, "SELECT max(site) FROM sectors WHERE name = 'Bench'", NULL,
                            &run->scope.site, error))
    return FALSE;
  if (run->scope.sector != IGNY_UNKNOWN)
    return TRUE;
  return igny_sites_add (step, "Bench", NULL, "Bench", &run->scope.site, &run->scope.sector, error);
}

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Run *run = data;
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();

  if (!igny_keyword_import (step, &run->scope, run->source, report, NULL, NULL, NULL, error))
    return FALSE;
  run->added = report->added;
  return TRUE;
}

static int
run_import (const char *folder,
            const char *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyStore) store =
                 igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error);
  Run    run = { 0 };
  gint64 start;

  g_assert_no_error (error);
  igny_store_write (store, IGNY_STEP_SYSTEM, "Site", find_site_cb, &run, NULL, &error);
  g_assert_no_error (error);
  start = now_us ();
  run.source = igny_import_open (igny_env_get_system (), file, &error);
  g_assert_no_error (error);
  igny_store_write (store, IGNY_STEP_DO, "Import", import_cb, &run, NULL, &error);
  g_assert_no_error (error);
  printf ("%.3f %" G_GINT64_FORMAT "\n", (double) (now_us () - start) / 1000, run.added);
  fflush (stdout);
  igny_import_free (run.source);
  igny_store_close (store);
  return 0;
}

/* --- processes --------------------------------------------------------------- */

static double
ms_of (struct timeval time)
{
  return (double) time.tv_sec * 1000 + (double) time.tv_usec / 1000;
}

/* Starts it and waits; the first line that it prints goes to line. */
static Spent
run_process (const char *const *argv,
             char               line[64])
{
  Spent         spent = { 0 };
  struct rusage usage;
  gint64        start = now_us ();
  int           pipe_fds[2];
  int           status = -1;
  pid_t         pid;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      dup2 (pipe_fds[1], STDOUT_FILENO);
      execvp (argv[0], (char *const *) argv);
      _exit (127);
    }
  close (pipe_fds[1]);
  memset (line, 0, 64);
  while (read (pipe_fds[0], line + strlen (line), 63 - strlen (line)) > 0)
    ;
  close (pipe_fds[0]);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  spent.wall_ms = (double) (now_us () - start) / 1000;
  spent.cpu_ms = ms_of (usage.ru_utime) + ms_of (usage.ru_stime);
  spent.rss_mib = (double) usage.ru_maxrss / 1024;
  if (status != 0)
    g_error ("%s ended with %d", argv[0], status);
  return spent;
}

static const char *self_path;

/* The time of ours is that of opening the file to the commit; the peer's is
 * that of its process, which starts within some milliseconds. */
static Spent
run_ours (const char *folder,
          const char *file,
          guint       n_rows)
{
  const char *const argv[] = { self_path, "--import", folder, file, NULL };
  char              line[64];
  Spent             spent = run_process (argv, line);
  char             *end = NULL;

  spent.wall_ms = g_ascii_strtod (line, &end);
  g_assert_cmpint (g_ascii_strtoll (end, NULL, 10), ==, n_rows);
  return spent;
}

static Spent
run_peer (const char *folder,
          const char *file,
          const char *columns)
{
  g_autofree char  *path = g_build_filename (folder, "peer.db", NULL);
  g_autofree char  *create = g_strdup_printf ("CREATE TABLE IF NOT EXISTS keywords (%s) STRICT",
                                              columns);
  g_autofree char  *import = g_strdup_printf (".import --csv --skip 1 %s keywords", file);
  const char *const argv[] = {
    "sqlite3",
    "-bail",
    path,
    create,
    "CREATE UNIQUE INDEX IF NOT EXISTS keywords_key ON keywords (keyword)",
    import,
    NULL,
  };
  char line[64];

  return run_process (argv, line);
}

/* --- rounds ------------------------------------------------------------------ */

#define MAX_ROUNDS 9

typedef struct
{
  double ours[MAX_ROUNDS];
  double ours_cpu[MAX_ROUNDS];
  double rss[MAX_ROUNDS];
  double peer[MAX_ROUNDS];
  double peer_cpu[MAX_ROUNDS];
} Times;

static void
note (Times *times,
      guint  round,
      Spent  ours,
      Spent  peer)
{
  times->ours[round] = ours.wall_ms;
  times->ours_cpu[round] = ours.cpu_ms;
  times->rss[round] = ours.rss_mib;
  times->peer[round] = peer.wall_ms;
  times->peer_cpu[round] = peer.cpu_ms;
}

static void
print_times (const char *what,
             Times      *times,
             guint       n_rounds,
             guint       n_rows,
             double     *ours_us,
             double     *peer_us)
{
  double ours = bench_median (times->ours, n_rounds);
  double peer = bench_median (times->peer, n_rounds);

  g_print ("  %-22s ours %8.1f ms (cpu %8.1f), sqlite3 %8.1f ms (cpu %8.1f), ratio %.2f;"
           " %.2f and %.2f us a row; %.0f MiB\n",
           what, ours, bench_median (times->ours_cpu, n_rounds), peer,
           bench_median (times->peer_cpu, n_rounds), ours / peer, ours * 1000 / n_rows,
           peer * 1000 / n_rows, bench_median (times->rss, n_rounds));
  *ours_us = ours * 1000 / n_rows;
  *peer_us = peer * 1000 / n_rows;
}

/* The folder's CSV file of rows from..from + n. */
static char *
write_csv (const char       *folder,
           const BenchShape *shape,
           guint             from,
           guint             n)
{
  g_autofree char *name = g_strdup_printf ("keywords-%u-%u.csv", from, n);
  char            *path = g_build_filename (folder, name, NULL);

  bench_words_write_csv (path, shape, from, n);
  return path;
}

/* The slowest and largest round counts where a limit is asked for. */
static double
find_most (const double *values,
           guint         n)
{
  double most = 0;

  for (guint i = 0; i < n; i++)
    most = MAX (most, values[i]);
  return most;
}

static void
judge_million (const char *shape,
               Times       times[3],
               guint       n)
{
  double           peer = bench_median (times[0].peer, n);
  g_autofree char *first = g_strdup_printf ("%s: a million into an empty file, to sqlite3", shape);
  g_autofree char *second = g_strdup_printf ("%s: another million, to sqlite3's first", shape);
  g_autofree char *memory = g_strdup_printf ("%s: memory of both", shape);
  g_autofree char *more = g_strdup_printf ("%s: 10,000 more", shape);

  bench_verdict (first, bench_median (times[0].ours, n) / peer, 1.5, " x");
  bench_verdict (second, bench_median (times[1].ours, n) / peer, 3, " x");
  bench_verdict (memory, MAX (find_most (times[0].rss, n), find_most (times[1].rss, n)), 300,
                 " MiB");
  bench_verdict (more, bench_median (times[2].ours, n), 1000, " ms");
}

static void
measure_size (const BenchShape *shape,
              guint             n_rows,
              guint             n_rounds,
              double           *ours_us,
              double           *peer_us)
{
  g_autofree char *label = g_strdup_printf ("%u rows, empty", n_rows);
  char            *files = igny_test_folder_new ();
  g_autofree char *first = write_csv (files, shape, 0, n_rows);
  g_autofree char *second = write_csv (files, shape, BENCH_WORDS_MILLION, n_rows);
  g_autofree char *more = write_csv (files, shape, 2 * BENCH_WORDS_MILLION, 10000);
  Times            times[3];

  for (guint round = 0; round < n_rounds; round++)
    {
      char *folder = igny_test_folder_new ();

      note (&times[0], round, run_ours (folder, first, n_rows),
            run_peer (folder, first, shape->columns));
      note (&times[1], round, run_ours (folder, second, n_rows),
            run_peer (folder, second, shape->columns));
      note (&times[2], round, run_ours (folder, more, 10000),
            run_peer (folder, more, shape->columns));
      igny_test_folder_free (folder);
    }
  print_times (label, &times[0], n_rounds, n_rows, ours_us, peer_us);
  if (n_rows == BENCH_WORDS_MILLION)
    {
      double unused;

      print_times ("the same number again", &times[1], n_rounds, n_rows, &unused, &unused);
      print_times ("10,000 more", &times[2], n_rounds, 10000, &unused, &unused);
      judge_million (shape->name, times, n_rounds);
    }
  igny_test_folder_free (files);
}

static void
measure_shape (const BenchShape *shape,
               guint             n_rounds)
{
  static const guint sizes[] = { 10000, 100000, BENCH_WORDS_MILLION };
  static const guint rounds[] = { MAX_ROUNDS, 5 };
  double             ours[3];
  double             peer[3];
  g_autofree char   *growth = g_strdup_printf ("%s: cost of a row, 1e5 to 1e6", shape->name);
  g_autofree char   *less = g_strdup_printf ("%s: that growth, to sqlite3's", shape->name);

  g_print ("%s\n", shape->name);
  for (guint i = 0; i < 3; i++)
    measure_size (shape, sizes[i], i < 2 ? rounds[i] : n_rounds, &ours[i], &peer[i]);
  g_print ("  us a row at 1e4, 1e5, 1e6: ours %.2f, %.2f, %.2f; sqlite3 %.2f, %.2f, %.2f\n",
           ours[0], ours[1], ours[2], peer[0], peer[1], peer[2]);
  g_print ("  growth from 1e5 to 1e6: ours %.2f, sqlite3 %.2f\n", ours[2] / ours[1],
           peer[2] / peer[1]);
  bench_verdict (growth, ours[2] / ours[1], 1.3, " x");
  bench_verdict (less, ours[2] / ours[1] / (peer[2] / peer[1]), 1, " x");
}

int
main (int   argc,
      char *argv[])
{
  guint n_rounds = 3;

  if (argc == 4 && g_str_equal (argv[1], "--import"))
    return run_import (argv[2], argv[3]);
  if (argc == 3 && g_str_equal (argv[1], "--rounds"))
    n_rounds = CLAMP ((guint) atoi (argv[2]), 1, MAX_ROUNDS);
  self_path = argv[0];
  for (guint i = 0; bench_words_shapes[i].name != NULL; i++)
    measure_shape (&bench_words_shapes[i], n_rounds);
  return bench_verdict_get_status ();
}
