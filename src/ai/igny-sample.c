/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sample.h"

#include <glib/gi18n.h>

#include "igny-ai-data.h"
#include "igny-keyword-import.h"
#include "igny-sites.h"
#include "igny-work.h"

#define NAME "Trailhead Outfitters"
#define DOMAIN "trailhead-outfitters.example"
#define SECTOR "Hiking"
#define CSV "/com/igny8/ai/sample/keywords.csv"

/* As much as shows every page at work, and leaves work on every page. */
#define N_CLUSTERS 12
#define N_IDEAS 8
#define N_TASKS 4

#define N_STAGES 5

#define SITE_SQL                                                                          \
  "SELECT s.row, (SELECT min(c.row) FROM sectors c WHERE c.site = s.row AND c.is_active " \
  "= 1 AND c.deleted_step IS NULL) FROM sites s WHERE s.account = ?1 AND s.name = ?2 "    \
  "AND s.deleted_step IS NULL ORDER BY s.row LIMIT 1"
#define CLUSTERS_SQL                                                                       \
  "SELECT c.row FROM clusters c WHERE c.sector = ?1 AND c.status = 'new' AND "             \
  "c.deleted_step IS NULL ORDER BY (SELECT sum(k.volume) FROM keywords k WHERE k.cluster " \
  "= c.row AND k.deleted_step IS NULL) DESC LIMIT ?2"
#define IDEAS_SQL                                                                        \
  "SELECT row FROM ideas WHERE sector = ?1 AND status = 'new' AND deleted_step IS NULL " \
  "ORDER BY row LIMIT ?2"
#define TASKS_SQL                                                                           \
  "SELECT row FROM tasks WHERE sector = ?1 AND status = 'queued' AND deleted_step IS NULL " \
  "ORDER BY row LIMIT ?2"

typedef struct
{
  const IgnyRun *whole;
  IgnyRun        run; /* of one stage */
  guint          stage;
  guint          percent; /* last said; it never falls */
  IgnyScope      scope;
  const char    *sql;
  gint64         limit;
  GArray        *rows; /* found by sql */
} Build;

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  Build       *build = user_data;
  IgnyProgress whole = *progress;

  if (build->whole->progress == NULL)
    return;
  build->percent = MAX (build->percent, (build->stage * 100 + progress->percent) / N_STAGES);
  whole.percent = build->percent;
  whole.item = build->stage + 1;
  whole.n_items = N_STAGES;
  build->whole->progress (&whole, build->whole->user_data);
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Build *build = data;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;
  gint64      account = igny_store_get_account (build->run.store);
  const char *name = NAME;

  cursor = igny_db_query (db, SITE_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (account), IGNY_BIND_TEXT (name)), error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    build->scope = (IgnyScope){ igny_cursor_get_integer (cursor, 0),
                                igny_cursor_get_integer (cursor, 1) };
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
import_progress_cb (gint64   bytes,
                    gint64   total,
                    gint64   rows,
                    gpointer user_data)
{
  const Build *build = user_data;

  igny_run_report (&build->run, IGNY_PHASE_SAVE, total > 0 ? (guint) (bytes * 1000 / total) : 0,
                   0, 0, _("Reading keywords"));
}

static gboolean
begin_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Build *build = data;
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(IgnyImport) source = NULL;

  bytes = g_resource_lookup_data (igny_ai_data_get_resource (), CSV, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  error);
  if (bytes == NULL)
    return FALSE;
  source = igny_import_open_bytes (bytes, "keywords.csv", error);
  if (source == NULL ||
      !igny_sites_add (step, NAME, DOMAIN, SECTOR, &build->scope.site, &build->scope.sector,
                       error) ||
      !igny_keyword_import (step, &build->scope, source, report, import_progress_cb, build,
                            cancellable, error))
    return FALSE;
  igny_step_set_label (step, _("Add the sample project"));
  return TRUE;
}

static gboolean
select_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Build *build = data;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  cursor = igny_db_query (
      db, build->sql,
      IGNY_BINDS (IGNY_BIND_INT (build->scope.sector), IGNY_BIND_INT (build->limit)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (build->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Rows to go on with. Without any the stage has nothing to do; a list of none
 * would mean all of the scope. */
static gboolean
enter_stage (Build      *build,
             guint       stage,
             const char *sql,
             gint64      limit,
             GError    **error)
{
  build->stage = stage;
  build->sql = sql;
  build->limit = limit;
  g_array_set_size (build->rows, 0);
  return igny_store_read (build->run.store, select_cb, build, build->run.cancellable, error);
}

static const gint64 *
found_rows (Build *build)
{
  return (const gint64 *) (gpointer) build->rows->data;
}

static gboolean
make_ideas (Build   *build,
            GError **error)
{
  guint created;
  guint skipped;

  return enter_stage (build, 2, CLUSTERS_SQL, N_CLUSTERS, error) &&
         (build->rows->len == 0 ||
          igny_work_ideas (&build->run, &build->scope, IGNY_ENGINE_OFFLINE,
                           found_rows (build), build->rows->len, &created,
                           &skipped, error));
}

static gboolean
make_tasks (Build   *build,
            GError **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  return enter_stage (build, 3, IDEAS_SQL, N_IDEAS, error) &&
         (build->rows->len == 0 ||
          igny_work_tasks (&build->run, &build->scope, found_rows (build),
                           build->rows->len, report, error));
}

static gboolean
write_briefs (Build   *build,
              GError **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  return enter_stage (build, 4, TASKS_SQL, N_TASKS, error) &&
         (build->rows->len == 0 ||
          igny_work_write (&build->run, &build->scope, IGNY_ENGINE_OFFLINE,
                           found_rows (build), build->rows->len, report, error));
}

static gboolean
build_all (Build   *build,
           GError **error)
{
  const char       *label = _("Add the sample project");
  IgnyClusterResult result;

  if (!igny_store_write (build->run.store, IGNY_STEP_DO, label, begin_cb, build,
                         build->run.cancellable, error))
    return FALSE;
  build->stage = 1;
  return igny_work_cluster (&build->run, &build->scope, IGNY_ENGINE_OFFLINE, IGNY_UNKNOWN, FALSE,
                            NULL, 0, &result, error) &&
         make_ideas (build, error) && make_tasks (build, error) && write_briefs (build, error);
}

gboolean
igny_sample_build (const IgnyRun *run,
                   IgnyScope     *scope,
                   gboolean      *made,
                   GError       **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Build    build = { .whole = run, .rows = rows };
  gboolean missing;

  g_return_val_if_fail (run != NULL && scope != NULL, FALSE);

  build.run = (IgnyRun){ run->store, progress_cb, &build, run->cancellable };
  if (!igny_store_read (run->store, find_cb, &build, run->cancellable, error))
    return FALSE;
  missing = build.scope.site == 0;
  if (missing && !build_all (&build, error))
    return FALSE;
  *scope = build.scope;
  if (made != NULL)
    *made = missing;
  return TRUE;
}
