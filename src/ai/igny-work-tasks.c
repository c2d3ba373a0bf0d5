/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-idea.h"
#include "igny-ideas.h"
#include "igny-present.h"
#include "igny-task.h"
#include "igny-work-todo.h"
#include "igny-work.h"

#define TODO_SQL                                                                          \
  "SELECT row FROM ideas WHERE site = ?1 AND (?2 = 0 OR sector = ?2) AND status = 'new' " \
  "AND account = my_account () "                                                          \
  "AND deleted_step IS NULL AND NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.idea = "      \
  "ideas.row AND tasks.deleted_step IS NULL) ORDER BY row"

typedef struct
{
  const IgnyRun *run;
  GArray        *ideas;
  IgnyReport    *report;
} Save;

/* What is wrong with one idea is told in the report; what is wrong with the
 * store stops the step. */
static gboolean
add_one (Save     *save,
         IgnyStep *step,
         gint64    idea,
         GError  **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  g_autofree char *id = igny_present_dup_id (db, &igny_idea_entity, idea);
  g_autoptr(GError) failure = NULL;
  gint64    task;
  IgnyItem *item;

  if (igny_ideas_to_task (step, idea, &task, &failure))
    {
      item = igny_report_add (save->report, id, "queued", NULL);
      item->made_id = igny_present_dup_id (db, &igny_task_entity, task);
      return TRUE;
    }
  if (failure->domain != IGNY_INVALID &&
      !g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  igny_report_add (save->report, id, NULL, failure->message);
  return TRUE;
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Save *save = data;

  for (guint i = 0; i < save->ideas->len; i++)
    {
      if (i % 64 == 0)
        igny_run_report (save->run, IGNY_PHASE_SAVE, i * 1000 / save->ideas->len, 0, 0,
                         _("Making tasks"));
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !add_one (save, step, g_array_index (save->ideas, gint64, i), error))
        return FALSE;
    }
  igny_step_set_label (step, ngettext ("Make %u task", "Make %u tasks", save->report->done),
                       save->report->done);
  return TRUE;
}

gboolean
igny_work_tasks (const IgnyRun   *run,
                 const IgnyScope *scope,
                 const gint64    *ideas,
                 gsize            n_ideas,
                 IgnyReport      *report,
                 GError         **error)
{
  g_autoptr(GArray) todo = NULL;
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun own;
  Save    save = { &own, NULL, report };

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Reading ideas"));
  save.ideas = todo = igny_work_todo_find (run, scope, TODO_SQL, ideas, n_ideas, error);
  if (todo == NULL)
    return FALSE;
  if (todo->len > 0 &&
      !igny_store_write (run->store, IGNY_STEP_DO,
                         _("Make tasks"), save_cb, &save, run->cancellable, error))
    return FALSE;
  igny_run_report (&own, IGNY_PHASE_DONE, 1000, 0, 0, _("Done"));
  return TRUE;
}
