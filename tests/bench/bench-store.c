/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench-verdict.h"
#include "igny-clusters.h"
#include "igny-keyword-import.h"
#include "igny-keyword.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-test-folder.h"
#include "igny-text.h"
#include "igny-view.h"

/* What a person waits for: an import, its undo and redo, the questions that a
 * list asks, one edited cell. Each beside the same work in bare SQLite, in the
 * same run, since only the ratio means something on another machine. */

#define MILLION 1000000
#define N_EDITS 200

typedef struct
{
  char       *folder;
  IgnyStore  *store;
  IgnyScope   scope;
  GPtrArray  *lines; /* what is imported */
  IgnyImport *source;
} Bench;

/* Processor time in microseconds: what else the machine does is not measured.
 * An edit of one cell is measured by the clock on the wall. */
static gint64
get_spent (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static double
since (gint64 start)
{
  return (double) (get_spent () - start) / 1000;
}

static gboolean
add_site_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Bench *bench = data;

  return igny_sites_add (step, "Outdoor", NULL, "Hiking", &bench->scope.site, &bench->scope.sector,
                         error);
}

static void
open_bench (Bench *bench)
{
  g_autoptr(GError) error = NULL;

  bench->folder = igny_test_folder_new ();
  bench->store = igny_store_open (igny_env_get_system (), bench->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (bench->store, IGNY_STEP_SYSTEM, "Add a site", add_site_cb, bench, NULL, &error);
  g_assert_no_error (error);
}

static void
close_bench (Bench *bench)
{
  igny_store_close (bench->store);
  g_object_unref (bench->store);
  igny_test_folder_free (bench->folder);
}

/* --- import --------------------------------------------------------------- */

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Bench *bench = data;
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();

  return igny_keyword_import (step, &bench->scope, bench->source, report, NULL, NULL, NULL, error);
}

static GBytes *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) lines->pdata[i]);
  return g_string_free_to_bytes (text);
}

/* What takes part of the time of an import and is not the store's. */
static double
measure_parse (GBytes *bytes)
{
  gint64 start = get_spent ();
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) source = igny_import_open_bytes (bytes, "list", &error);
  IgnyImportRow row;

  g_assert_no_error (error);
  while (igny_import_next (source, &row, &error))
    ;
  g_assert_no_error (error);
  return since (start);
}

static double
measure_import (Bench  *bench,
                GBytes *bytes)
{
  gint64 start = get_spent ();
  g_autoptr(GError) error = NULL;

  bench->source = igny_import_open_bytes (bytes, "list", &error);
  g_assert_no_error (error);
  igny_store_write (bench->store, IGNY_STEP_DO, "Import", import_cb, bench, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&bench->source, igny_import_free);
  return since (start);
}

static void
run_sql (sqlite3    *db,
         const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static sqlite3_stmt *
prepare_sql (sqlite3    *db,
             const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  return stmt;
}

/* The same table and indexes, no triggers, keys that are ready. */
static sqlite3 *
open_bare (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "igny8.db", NULL);
  sqlite3         *db = NULL;

  igny_store_close (bench->store);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "DROP TRIGGER capture_keywords_insert; DROP TRIGGER capture_keywords_update;"
               "DROP TRIGGER capture_keywords_delete; PRAGMA cache_size = -65536;"
               "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
  return db;
}

static double
measure_bare (Bench *bench)
{
  sqlite3      *db = open_bare (bench);
  sqlite3_stmt *stmt;
  GPtrArray    *keys = g_ptr_array_new_with_free_func (g_free);
  gint64        start;
  double        ms;

  for (guint i = 0; i < bench->lines->len; i++)
    g_ptr_array_add (keys, igny_text_normalize (bench->lines->pdata[i]));
  start = get_spent ();
  run_sql (db, "BEGIN IMMEDIATE");
  stmt = prepare_sql (
      db, "INSERT OR IGNORE INTO keywords (account, id, created_at, updated_at, site, sector,"
          " keyword, key, volume_estimated, intent_guessed, status, source)"
          " VALUES (1, ?1, ?2, ?2, ?3, ?4, ?5, ?6, 0, 0, 'pending', 'List')");
  for (guint i = 0; i < bench->lines->len; i++)
    {
      IgnyId id = igny_id_new (igny_env_get_system ());

      sqlite3_bind_blob (stmt, 1, id.bytes, 16, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 2, start);
      sqlite3_bind_int64 (stmt, 3, bench->scope.site);
      sqlite3_bind_int64 (stmt, 4, bench->scope.sector);
      sqlite3_bind_text (stmt, 5, bench->lines->pdata[i], -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 6, keys->pdata[i], -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
      sqlite3_reset (stmt);
    }
  sqlite3_finalize (stmt);
  run_sql (db, "COMMIT");
  ms = since (start);
  sqlite3_close (db);
  g_ptr_array_unref (keys);
  return ms;
}

static double
measure_undo (Bench   *bench,
              gboolean redo)
{
  gint64   start = get_spent ();
  IgnyUndo undo;
  g_autoptr(GError) error = NULL;

  igny_store_undo (bench->store, redo, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (undo.kept, ==, 0);
  igny_undo_clear (&undo);
  return since (start);
}

/* --- clusters ------------------------------------------------------------- */

/* Ten keywords a cluster. */
static gboolean
assign_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Bench                       *bench = data;
  gsize                        n = bench->lines->len;
  g_autofree IgnyClusterPlace *places = g_new0 (IgnyClusterPlace, n);
  gint64                       cluster = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("cluster %" G_GSIZE_FORMAT, i);

      if (i % 10 == 0 &&
          !igny_clusters_ensure (step, &bench->scope, name, NULL, "offline", &cluster, error))
        return FALSE;
      places[i] = (IgnyClusterPlace){ (gint64) i + 1, cluster, "commercial",
                                      IGNY_CLUSTERS_ANY };
    }
  if (!igny_clusters_place (step, &bench->scope, places, n, error))
    return FALSE;
  for (gsize i = 0; i < n; i += 10)
    if (!igny_clusters_update_intent (step, places[i].cluster, error))
      return FALSE;
  return TRUE;
}

static double
measure_assign (Bench *bench)
{
  gint64 start = get_spent ();
  g_autoptr(GError) error = NULL;

  igny_store_write (bench->store, IGNY_STEP_DO, "Cluster", assign_cb, bench, NULL, &error);
  g_assert_no_error (error);
  return since (start);
}

/* --- views ---------------------------------------------------------------- */

typedef struct
{
  Bench      *bench;
  const char *name;
  const char *filter;
  const char *search;
  const char *sort;
  gboolean    sum;
  const char *sql; /* the same question */
  double      view_ms;
  double      again_ms; /* with the columns loaded */
  double      sql_ms;
  gsize       n_view;
  gsize       n_sql;
} Question;

static double
ask_view (Question *question,
          IgnyDb   *db)
{
  gint64 start = get_spent ();
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GError) error = NULL;

  igny_view_set_scope (view, question->bench->scope.site, question->bench->scope.sector);
  if (question->filter != NULL)
    g_assert_true (igny_view_parse_filter (view, question->filter, errors));
  igny_view_set_search (view, question->search);
  g_assert_true (igny_view_set_sort (view, question->sort, errors));
  if (question->sum)
    igny_view_add_sum (view, (IgnySum){ igny_entity_find_field (&igny_keyword_entity, "volume"),
                                        IGNY_SUM_TOTAL, NULL });
  result = igny_view_run (view, question->bench->store, db, NULL, &error);
  g_assert_no_error (error);
  question->n_view = result->n_rows;
  return since (start);
}

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Question *question = data;
  gint64    start;
  g_autoptr(IgnyCursor) cursor = NULL;

  question->view_ms = ask_view (question, db);
  question->again_ms = ask_view (question, db);
  start = get_spent ();
  cursor =
      igny_db_query (db, question->sql,
                     IGNY_BINDS (IGNY_BIND_INT (question->bench->scope.sector)), error);
  while (cursor != NULL && igny_cursor_next (cursor, error))
    question->n_sql++;
  question->sql_ms = since (start);
  return *error == NULL;
}

#define LIVING " FROM keywords WHERE sector = ?1 AND deleted_step IS NULL"

static void
measure_views (Bench *bench)
{
  Question questions[] = {
    { bench, "all", NULL, NULL, NULL, FALSE, "SELECT row" LIVING " ORDER BY row" },
    { bench, "sort by volume", NULL, NULL, "-volume", FALSE,
      "SELECT row" LIVING " ORDER BY volume DESC NULLS LAST, row" },
    { bench, "sort by keyword", NULL, NULL, "keyword", FALSE, "SELECT row" LIVING " ORDER BY key" },
    { bench, "filter volume>=5000", "volume>=5000", NULL, NULL, FALSE,
      "SELECT row" LIVING " AND volume >= 5000 ORDER BY row" },
    { bench, "search “ab”", NULL, "ab", NULL, FALSE,
      "SELECT row" LIVING " AND keyword LIKE '%ab%' ORDER BY row" },
    { bench, "sum", NULL, NULL, NULL, TRUE, "SELECT sum(volume)" LIVING },
  };
  g_autoptr(GError) error = NULL;

  g_print ("  %-24s %10s %10s %10s %8s\n", "view", "first ms", "again ms", "SQL ms", "ratio");
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      Question *q = &questions[i];

      igny_store_read (bench->store, ask_cb, q, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (q->sum || q->n_view == q->n_sql);
      g_print ("  %-24s %10.1f %10.1f %10.1f %7.1fx\n", q->name, q->view_ms, q->again_ms, q->sql_ms,
               q->sql_ms / q->again_ms);
    }
}

/* --- one cell ------------------------------------------------------------- */

typedef struct
{
  Bench  *bench;
  gint64  row;
  gint64  volume;
  gint64 *changed_at;
} Cell;

static gboolean
edit_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Cell   *cell = data;
  IgnyDb *db = igny_step_get_db (step);
  g_autoptr(IgnyKeyword) keyword = igny_records_load (db, &igny_keyword_entity, cell->row, error);

  if (keyword == NULL)
    return FALSE;
  keyword->volume = cell->volume;
  return igny_step_update (step, keyword, error);
}

static void
changed_cb (IgnyStore     *store,
            IgnyChangeSet *changes,
            gint64        *changed_at)
{
  *changed_at = g_get_monotonic_time ();
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
measure_edits (Bench *bench)
{
  double times[N_EDITS];
  gint64 changed_at = 0;
  gulong handler =
      g_signal_connect (bench->store, "changed", G_CALLBACK (changed_cb), &changed_at);

  for (guint i = 0; i < N_EDITS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      Cell   cell = { bench, 1 + i, (gint64) i * 7, &changed_at };

      changed_at = 0;
      igny_store_write_async (bench->store, IGNY_STEP_DO, "Edit", edit_cb, &cell, NULL, NULL, NULL,
                              NULL);
      while (changed_at == 0)
        g_main_context_iteration (NULL, TRUE);
      times[i] = (double) (changed_at - start) / 1000;
    }
  g_signal_handler_disconnect (bench->store, handler);
  qsort (times, N_EDITS, sizeof (double), compare_doubles);
  g_print ("  one cell to “changed”: median %.2f ms, worst %.2f ms\n", times[N_EDITS / 2],
           times[N_EDITS - 1]);
}

/* --- runs ----------------------------------------------------------------- */

static gboolean
give_volumes_cb (IgnyStep     *step,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE step_context SET bulk = 1", NULL, error) &&
         igny_db_exec (igny_step_get_db (step),
                       "UPDATE keywords SET volume = row * 7919 % 10007 WHERE row % 5 > 0", NULL,
                       error) &&
         igny_db_exec (igny_step_get_db (step), "UPDATE step_context SET bulk = 0", NULL, error);
}

static void
measure (GPtrArray *lines)
{
  Bench  bench = { .lines = lines };
  Bench  bare = { .lines = lines };
  double parse_ms;
  double ours_ms;
  double bare_ms;
  g_autoptr(GBytes) bytes = join_lines (lines);
  g_autoptr(GError) error = NULL;

  open_bench (&bench);
  open_bench (&bare);
  parse_ms = measure_parse (bytes);
  bare_ms = measure_bare (&bare);
  ours_ms = measure_import (&bench, bytes);
  g_print ("%u keywords\n  import %.0f ms, %.0f rows/s (reading of it %.0f ms);"
           " bare SQLite %.0f ms; %.2f of its time\n",
           lines->len, ours_ms, lines->len / ours_ms * 1000, parse_ms, bare_ms, ours_ms / bare_ms);
  g_print ("  undo %.0f ms", measure_undo (&bench, FALSE));
  g_print (", redo %.0f ms\n", measure_undo (&bench, TRUE));
  if (lines->len < MILLION)
    {
      g_print ("  cluster %.0f ms", measure_assign (&bench));
      g_print (", undo %.0f ms", measure_undo (&bench, FALSE));
      g_print (", redo %.0f ms\n", measure_undo (&bench, TRUE));
    }
  igny_store_write (bench.store, IGNY_STEP_SYSTEM, "Volumes", give_volumes_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  measure_views (&bench);
  measure_edits (&bench);
  close_bench (&bench);
  close_bench (&bare);
}

/* A real list where there is one. */
static GPtrArray *
read_lines (void)
{
  const char      *folder = g_getenv ("IGNY8_TEST_DATA");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) split = NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  path = g_build_filename (folder != NULL ? folder : g_getenv ("IGNY8_TEST_DATA_DEFAULT"),
                           "plain-list-union.txt", NULL);
  if (g_file_get_contents (path, &text, NULL, NULL))
    split = g_strsplit (text, "\n", -1);
  for (guint i = 0; split != NULL && split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (lines, g_strdup (split[i]));
  for (guint i = 0; lines->len < 100000; i++)
    g_ptr_array_add (lines, g_strdup_printf ("how to choose hiking boots %u", i));
  return lines;
}

/* A file begins with the industries and the keyword library. */
static double
measure_fresh (void)
{
  double took[9];

  for (guint i = 0; i < G_N_ELEMENTS (took); i++)
    {
      Bench   bench;
      clock_t start = clock ();

      open_bench (&bench);
      took[i] = (double) (clock () - start) * 1000 / CLOCKS_PER_SEC;
      close_bench (&bench);
    }
  return bench_median (took, G_N_ELEMENTS (took));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) lines = read_lines ();
  guint n_real = lines->len;

  bench_verdict ("a fresh file opens, processor, median", measure_fresh (), 50, "ms");
  measure (lines);
  if (argc > 1 && g_str_equal (argv[1], "--small"))
    return bench_verdict_get_status ();
  for (guint i = 0; lines->len < MILLION; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%s %u", (const char *) lines->pdata[i % n_real], i));
  measure (lines);
  return bench_verdict_get_status ();
}
