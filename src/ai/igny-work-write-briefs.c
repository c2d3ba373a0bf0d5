/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-jobs.h"
#include "igny-present.h"
#include "igny-work-write.h"

typedef struct
{
  const IgnyRun *run;
  const GArray  *tasks;
  IgnyReport    *report;
} Briefs;

static gboolean
save_brief (IgnyStep           *step,
            const IgnyWorkTask *task,
            gint64             *content,
            GError            **error)
{
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  IgnyWorkText text = { .owned = owned };

  return igny_work_task_check (task, error) && igny_work_write_brief (task, &text, error) &&
         igny_contents_save (step, task->task->record.row, &text.draft, content, error);
}

/* What is wrong with one task is told in the report; what is wrong with the
 * store stops the step. */
static gboolean
add_one (Briefs   *self,
         IgnyStep *step,
         gint64    row,
         GError  **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  g_autofree char *id = igny_present_dup_id (db, &igny_task_entity, row);
  g_autoptr(GError) failure = NULL;
  g_autoptr(IgnyWorkTask) task = igny_work_task_load (db, row, &failure);
  gint64    content;
  IgnyItem *item;

  if (task != NULL && save_brief (step, task, &content, &failure))
    {
      item = igny_report_add (self->report, id, "draft", NULL);
      item->made_id = igny_present_dup_id (db, &igny_content_entity, content);
      return TRUE;
    }
  if (failure->domain == G_IO_ERROR ||
      (failure->domain == IGNY_DB_ERROR &&
       !g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  igny_report_add (self->report, id, task != NULL ? task->task->status : NULL, failure->message);
  return TRUE;
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Briefs *self = data;

  for (guint i = 0; i < self->tasks->len; i++)
    {
      if (i % 16 == 0)
        igny_run_report (self->run, IGNY_PHASE_SAVE, i * 1000 / self->tasks->len, 0, 0,
                         _("Writing brief %u of %u"), i + 1, self->tasks->len);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !add_one (self, step, g_array_index (self->tasks, gint64, i), error))
        return FALSE;
    }
  if (!igny_jobs_settle (self->run, step, TRUE, error))
    return FALSE;
  igny_step_set_label (step, ngettext ("Write %u brief", "Write %u briefs", self->report->done),
                       self->report->done);
  return TRUE;
}

gboolean
igny_work_write_briefs (const IgnyRun *run,
                        const GArray  *tasks,
                        IgnyReport    *report,
                        GError       **error)
{
  Briefs self = { run, tasks, report };

  g_return_val_if_fail (run != NULL && tasks != NULL && report != NULL, FALSE);

  if (tasks->len > 0 &&
      !igny_store_write (run->store, IGNY_STEP_DO,
                         _("Write briefs"), save_cb, &self, run->cancellable, error))
    return FALSE;
  igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0, _("Done"));
  return TRUE;
}
