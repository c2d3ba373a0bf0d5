/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/resource.h>

#include "bench-verdict.h"
#include "igny-backup.h"
#include "igny-keyword.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-test-folder.h"

/* A million keywords: undo and redo of their import, and a backup while a
 * person goes on writing. */

#define N_KEYWORDS 1000000

typedef struct
{
  IgnyStore *store;
  gint64     site;
  gint64     sector;
  gint       stop;  /* atomic */
  gint64     worst; /* microseconds that one write took */
  guint      n_writes;
} Bench;

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
report (const char *what,
        gint64      start,
        double      cpu)
{
  double seconds = (double) (g_get_monotonic_time () - start) / 1e6;

  g_print ("%-28s %6.2f s, %6.2f s of processor\n", what, seconds, cpu_seconds () - cpu);
  return seconds;
}

static gboolean
make_place (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Bench *bench = data;

  return igny_sites_add (step, "Bench", NULL, NULL, &bench->site, &bench->sector, error);
}

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  static const char sql[] =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
      " INSERT INTO keywords (account, id, created_at, updated_at, site, sector, keyword, key,"
      " volume, difficulty, intent, cpc, currency, volume_estimated, intent_guessed, status)"
      " SELECT ?4, randomblob (16), 1, 1, ?2, ?3, k, k, i % 100000, i % 101, 'commercial',"
      " 1200000, 'USD', 0, 0, 'pending' FROM (SELECT i,"
      " 'best hiking boots for ' || (i * 7919 % 1000003) AS k FROM n)";
  Bench *bench = data;

  return igny_step_begin_bulk (step, &igny_keyword_entity, error) &&
         igny_db_exec (igny_step_get_db (step), sql,
                       IGNY_BINDS (IGNY_BIND_INT (N_KEYWORDS), IGNY_BIND_INT (bench->site),
                                   IGNY_BIND_INT (bench->sector),
                                   IGNY_BIND_INT (igny_step_get_account (step))),
                       error) &&
         igny_step_end_bulk (step, error);
}

static gboolean
edit_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return igny_db_exec (igny_step_get_db (step), "UPDATE keywords SET volume = ?1 WHERE row = ?2",
                       IGNY_BINDS (IGNY_BIND_INT (g_random_int_range (0, 1000000)),
                                   IGNY_BIND_INT (g_random_int_range (1, N_KEYWORDS))),
                       error);
}

/* As fast as a person and an engine together. */
static gpointer
write_thread (gpointer data)
{
  Bench *bench = data;

  while (g_atomic_int_get (&bench->stop) == 0)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;

      igny_store_write (bench->store, IGNY_STEP_DO, "Edit", edit_cb, NULL, NULL, &error);
      g_assert_no_error (error);
      bench->worst = MAX (bench->worst, g_get_monotonic_time () - start);
      bench->n_writes++;
      g_usleep (2000);
    }
  return NULL;
}

static void
run_writes (Bench      *bench,
            const char *what,
            const char *path)
{
  GThread       *thread;
  gint64         start = g_get_monotonic_time ();
  double         cpu = cpu_seconds ();
  IgnyBackupInfo info = { 0 };
  double         seconds;
  g_autoptr(GError) error = NULL;

  bench->worst = 0;
  bench->n_writes = 0;
  g_atomic_int_set (&bench->stop, 0);
  thread = g_thread_new ("write", write_thread, bench);
  if (path != NULL)
    igny_backup_write (igny_env_get_system (), igny_store_get_folder (bench->store), path, NULL,
                       &info, &error);
  else
    g_usleep (3 * G_USEC_PER_SEC);
  g_assert_no_error (error);
  seconds = report (what, start, cpu);
  g_atomic_int_set (&bench->stop, 1);
  g_thread_join (thread);
  g_print ("    %u writes meanwhile, the slowest %.1f ms; file of %.0f MB\n", bench->n_writes,
           (double) bench->worst / 1000, (double) info.size / 1e6);
  if (path == NULL)
    return;
  bench_verdict (what, seconds, 5, " s");
  bench_verdict ("longest pause of a write meanwhile", (double) bench->worst / 1000, 50, " ms");
}

static void
run_undo (Bench      *bench,
          const char *what,
          gboolean    redo)
{
  gint64   start = g_get_monotonic_time ();
  double   cpu = cpu_seconds ();
  IgnyUndo undo;
  g_autoptr(GError) error = NULL;

  igny_store_undo (bench->store, redo, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undo.kept, ==, 0);
  igny_undo_clear (&undo);
  bench_verdict (what, report (what, start, cpu), 10, " s");
}

int
main (void)
{
  char            *folder = igny_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out.zip", NULL);
  Bench            bench = { 0 };
  gint64           start;
  double           cpu;
  g_autoptr(GError) error = NULL;

  bench.store = igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
      igny_store_write (bench.store, IGNY_STEP_DO, "Place", make_place, &bench, NULL, &error));
  start = g_get_monotonic_time ();
  cpu = cpu_seconds ();
  igny_store_write (bench.store, IGNY_STEP_DO, "Import", import_cb, &bench, NULL, &error);
  g_assert_no_error (error);
  report ("insert of 1,000,000", start, cpu);
  run_undo (&bench, "undo", FALSE);
  run_undo (&bench, "redo", TRUE);
  run_writes (&bench, "no backup", NULL);
  run_writes (&bench, "backup, checked", path);
  run_writes (&bench, "backup, checked, again", path);
  igny_store_close (bench.store);
  g_object_unref (bench.store);
  igny_test_folder_free (folder);
  return bench_verdict_get_status ();
}
