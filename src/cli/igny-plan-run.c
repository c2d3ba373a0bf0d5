/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-plan-run.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "igny-access.h"
#include "igny-sites.h"
#include "igny-tree.h"

static const char *const words[IGNY_PLAN_N_STAGES] = {
  "import",
  "cluster",
  "ideas",
  "tasks",
  "briefs",
  "export",
};

const char *
igny_plan_run_stage_to_word (IgnyPlanStage stage)
{
  g_return_val_if_fail (stage < IGNY_PLAN_N_STAGES, NULL);

  return words[stage];
}

static void
report (IgnyPlanRun *self,
        IgnyPhase    phase,
        guint        percent,
        const char  *message)
{
  IgnyProgress progress = { .phase = phase, .message = message };

  if (self->progress == NULL)
    return;
  progress.percent = (self->stage * 100 + MIN (percent, 100)) / IGNY_PLAN_N_STAGES;
  progress.item = self->stage + 1;
  progress.n_items = IGNY_PLAN_N_STAGES;
  self->progress (&progress, self->user_data);
}

static void
stage_cb (const IgnyProgress *progress,
          gpointer            user_data)
{
  /* A stage that is done is not yet the end. */
  report (user_data, MIN (progress->phase, IGNY_PHASE_SAVE), progress->percent, progress->message);
}

/* Writer thread. */
static void
import_cb (gint64   bytes,
           gint64   total,
           gint64   rows,
           gpointer user_data)
{
  report (user_data, IGNY_PHASE_SAVE, total > 0 ? (guint) (bytes * 100 / total) : 0,
          _("Importing keywords"));
}

IgnyPlanRun *
igny_plan_run_new (const IgnyEnv   *env,
                   IgnyProgressFunc progress,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_autoptr(IgnyPlanRun) self = g_new0 (IgnyPlanRun, 1);

  g_return_val_if_fail (env != NULL, NULL);

  self->env = env;
  self->progress = progress;
  self->user_data = user_data;
  self->report = igny_import_report_new ();
  self->failures = g_ptr_array_new_with_free_func (g_free);
  self->folder = g_dir_make_tmp ("igny8-plan-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;
  self->store = igny_access_open (env, self->folder, NULL, NULL, error);
  if (self->store == NULL)
    return NULL;
  self->run = (IgnyRun){ self->store, stage_cb, self, cancellable };
  return g_steal_pointer (&self);
}

void
igny_plan_run_free (IgnyPlanRun *self)
{
  if (self == NULL)
    return;
  if (self->store != NULL)
    igny_store_close (self->store);
  g_clear_object (&self->store);
  if (self->folder != NULL)
    igny_tree_remove (self->folder);
  igny_import_report_free (self->report);
  g_ptr_array_unref (self->failures);
  g_free (self->folder);
  g_free (self);
}

void
igny_plan_run_begin (IgnyPlanRun  *self,
                     IgnyPlanStage stage)
{
  g_return_if_fail (self != NULL && stage < IGNY_PLAN_N_STAGES);

  self->stage = stage;
  self->milliseconds[stage] = igny_env_now_ms (self->env);
}

void
igny_plan_run_end (IgnyPlanRun *self)
{
  g_return_if_fail (self != NULL);

  self->milliseconds[self->stage] = igny_env_now_ms (self->env) - self->milliseconds[self->stage];
}

static gboolean
make_site (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  IgnyPlanRun *self = data;

  return igny_sites_add (step, "Plan", NULL, NULL, &self->scope.site, &self->scope.sector, error);
}

typedef struct
{
  IgnyPlanRun *plan;
  IgnyImport  *source;
} Import;

static gboolean
import_file (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Import *import = data;

  return igny_keyword_import (step, &import->plan->scope, import->source, import->plan->report,
                              import_cb, import->plan, cancellable, error);
}

static gboolean
run_import (IgnyPlanRun *self,
            const char  *path,
            GError     **error)
{
  g_autoptr(IgnyImport) source = igny_import_open (self->env, path, error);
  GCancellable *cancellable = self->run.cancellable;
  Import        import = { self, source };

  if (source == NULL ||
      !igny_store_write (self->store, IGNY_STEP_SYSTEM, "Add a site", make_site, self,
                         cancellable, error) ||
      !igny_store_write (self->store, IGNY_STEP_DO, "Import", import_file, &import, cancellable,
                         error))
    return FALSE;
  if (self->report->added > 0)
    return TRUE;
  g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT,
               _("plan “%s”: none of its lines holds a keyword that can be used"), path);
  return FALSE;
}

/* One task that cannot be made does not stop the others, nor is it hidden. */
static void
note_failures (IgnyPlanRun      *self,
               const IgnyReport *items)
{
  self->failed += items->failed;
  for (guint i = 0; i < items->items->len; i++)
    {
      const IgnyItem *item = items->items->pdata[i];

      if (item->error != NULL &&
          !g_ptr_array_find_with_equal_func (self->failures, item->error, g_str_equal, NULL))
        g_ptr_array_add (self->failures, g_strdup (item->error));
    }
}

/* Also what the file itself had in clusters. */
static gboolean
count_clusters (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  IgnyPlanRun *self = data;
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db,
                                "SELECT (SELECT count(*) FROM clusters WHERE sector = ?1 AND"
                                " deleted_step IS NULL), count(cluster), count(*) FROM keywords"
                                " WHERE sector = ?1 AND deleted_step IS NULL",
                                IGNY_BINDS (IGNY_BIND_INT (self->scope.sector)), error);

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return FALSE;
  self->clusters.clusters = (guint) igny_cursor_get_integer (cursor, 0);
  self->clusters.clustered = (guint) igny_cursor_get_integer (cursor, 1);
  self->clusters.unclustered =
      (guint) igny_cursor_get_integer (cursor, 2) - self->clusters.clustered;
  return TRUE;
}

static gboolean
run_cluster (IgnyPlanRun *self,
             gint64       strictness,
             GError     **error)
{
  return igny_work_cluster (&self->run, &self->scope, IGNY_ENGINE_OFFLINE, strictness, FALSE, NULL,
                            0, &self->clusters, error) &&
         igny_store_read (self->store, count_clusters, self, self->run.cancellable, error);
}

static gboolean
run_tasks (IgnyPlanRun *self,
           GError     **error)
{
  g_autoptr(IgnyReport) tasks = igny_report_new ();

  if (!igny_work_tasks (&self->run, &self->scope, NULL, 0, tasks, error))
    return FALSE;
  self->tasks = tasks->done;
  note_failures (self, tasks);
  return TRUE;
}

static gboolean
run_briefs (IgnyPlanRun *self,
            GError     **error)
{
  g_autoptr(IgnyReport) briefs = igny_report_new ();

  if (!igny_work_write (&self->run, &self->scope, IGNY_ENGINE_OFFLINE, NULL, 0, briefs, error))
    return FALSE;
  self->briefs = briefs->done;
  note_failures (self, briefs);
  return TRUE;
}

static gboolean
run_stage (IgnyPlanRun  *self,
           IgnyPlanStage stage,
           const char   *path,
           gint64        strictness,
           GError      **error)
{
  guint skipped;

  switch (stage)
    {
    case IGNY_PLAN_IMPORT:
      return run_import (self, path, error);

    case IGNY_PLAN_CLUSTER:
      return run_cluster (self, strictness, error);

    case IGNY_PLAN_IDEAS:
      return igny_work_ideas (&self->run, &self->scope, IGNY_ENGINE_OFFLINE, NULL, 0,
                              &self->ideas, &skipped, error);

    case IGNY_PLAN_TASKS:
      return run_tasks (self, error);

    case IGNY_PLAN_BRIEFS:
      return run_briefs (self, error);

    case IGNY_PLAN_EXPORT:
    case IGNY_PLAN_N_STAGES:
    default:
      return TRUE;
    }
}

gboolean
igny_plan_run_go (IgnyPlanRun *self,
                  const char  *path,
                  gint64       strictness,
                  GError     **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  for (IgnyPlanStage stage = IGNY_PLAN_IMPORT; stage < IGNY_PLAN_EXPORT; stage++)
    {
      igny_plan_run_begin (self, stage);
      if (!run_stage (self, stage, path, strictness, error) ||
          g_cancellable_set_error_if_cancelled (self->run.cancellable, error))
        return FALSE;
      igny_plan_run_end (self);
    }
  return TRUE;
}
