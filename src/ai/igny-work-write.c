/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-write.h"

#include <glib/gi18n.h>

#include "igny-ai-error.h"
#include "igny-content.h"
#include "igny-jobs.h"
#include "igny-present.h"
#include "igny-work-todo.h"
#include "igny-work.h"

typedef struct
{
  const IgnyRun *run;
  IgnyAiSession *session; /* opened with the first question */
  IgnyReport    *report;
  guint          item;
  guint          n_items;
  gboolean       named; /* a person named the tasks */
} Writing;

typedef struct
{
  const Writing      *writing;
  gint64              row;
  const IgnyWorkText *text;
  char               *content; /* UUID text of what was made */
} Save;

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Save  *save = data;
  gint64 content;

  igny_step_set_label (step, _("Write “%s”"), save->text->draft.title);
  if (!igny_contents_save (step, save->row, &save->text->draft, &content, error) ||
      !igny_jobs_settle (save->writing->run, step, save->writing->n_items == 1, error))
    return FALSE;
  save->content = igny_present_dup_id (igny_step_get_db (step), &igny_content_entity, content);
  return save->text->usage.operation == NULL ||
         igny_credits_charge (step, &save->text->usage, error);
}

static gboolean
ask (Writing            *self,
     const IgnyWorkTask *task,
     IgnyWorkText       *text,
     GError            **error)
{
  if (self->session == NULL)
    self->session = igny_ai_session_new (self->run, "generate_content", error);
  return self->session != NULL &&
         igny_work_write_ask (self->session, task, self->item, self->n_items, text, error);
}

/* Two runs that began with the same list would pay for each text twice. */
static gboolean
check_queued (Writing            *self,
              const IgnyWorkTask *task,
              GError            **error)
{
  if (self->named || g_strcmp0 (task->task->status, "queued") == 0)
    return TRUE;
  g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                       _("the task is not queued any more; something else took it on"));
  return FALSE;
}

static gboolean
make_and_save (Writing            *self,
               const IgnyWorkTask *task,
               IgnyWorkText       *text,
               char              **content,
               GError            **error)
{
  Save save = { .writing = self, .row = task->task->record.row, .text = text };

  if (!check_queued (self, task, error) || !igny_work_task_check (task, error) ||
      !ask (self, task, text, error))
    return FALSE;

  igny_run_report (self->run, IGNY_PHASE_SAVE, 0, self->item, self->n_items,
                   _("Saving “%s”"), text->draft.title);
  /* Not canceled any more: the text is there, and may have been paid for. */
  if (!igny_store_write (self->run->store, IGNY_STEP_DO, _("Write"), save_cb, &save, NULL, error))
    {
      g_free (save.content);
      return FALSE;
    }
  *content = save.content;
  return TRUE;
}

typedef struct
{
  gint64        row;
  IgnyWorkTask *task;
  char         *id; /* also when it is deleted */
} Load;

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Load *load = data;

  load->id = igny_present_dup_id (db, &igny_task_entity, load->row);
  load->task = igny_work_task_load (db, load->row, error);
  return load->task != NULL;
}

static gboolean
is_fatal (const GError *error)
{
  return igny_ai_error_is_fatal (error) &&
         !g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
}

static void
add_item (Writing            *self,
          const IgnyWorkTask *task,
          char               *content,
          const GError       *failure)
{
  char      id[IGNY_ID_TEXT_SIZE];
  IgnyItem *item;

  igny_id_to_text (&task->task->record.id, id);
  item = igny_report_add (self->report, id, failure == NULL ? "draft" : task->task->status,
                          failure != NULL ? failure->message : NULL);
  item->made_id = content;
}

/* FALSE stops the run. */
static gboolean
write_one (Writing *self,
           gint64   row,
           GError **error)
{
  g_autoptr(IgnyWorkTask) task = NULL;
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) failure = NULL;
  g_autofree char *id = NULL;
  IgnyWorkText     text = { .owned = owned };
  Load             load = { row };
  char            *content = NULL;

  igny_run_report (self->run, IGNY_PHASE_PREP, 0, self->item, self->n_items,
                   _("Reading task %u of %u"), self->item, self->n_items);
  if (igny_store_read (self->run->store, load_cb, &load, self->run->cancellable, &failure))
    {
      task = load.task;
      make_and_save (self, task, &text, &content, &failure);
    }
  id = load.id;
  if (failure != NULL && is_fatal (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (task != NULL)
    add_item (self, task, content, failure);
  else
    igny_report_add (self->report, id, NULL, failure != NULL ? failure->message : NULL);
  return TRUE;
}

gboolean
igny_work_write (const IgnyRun   *run,
                 const IgnyScope *scope,
                 IgnyEngine       engine,
                 const gint64    *tasks,
                 gsize            n_tasks,
                 IgnyReport      *report,
                 GError         **error)
{
  return igny_work_write_again (run, scope, engine, tasks != NULL, tasks, n_tasks, report, error);
}

gboolean
igny_work_write_again (const IgnyRun   *run,
                       const IgnyScope *scope,
                       IgnyEngine       engine,
                       gboolean         again,
                       const gint64    *tasks,
                       gsize            n_tasks,
                       IgnyReport      *report,
                       GError         **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun own;
  Writing self = { &own, NULL, report };
  g_autoptr(GArray) todo = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Reading tasks"));
  todo = igny_work_todo_find (run, scope, IGNY_WORK_TODO_TASKS, tasks, n_tasks, error);
  if (todo == NULL)
    return FALSE;

  if (engine == IGNY_ENGINE_OFFLINE)
    return igny_work_write_briefs (&own, todo, report, error);

  self.n_items = todo->len;
  self.named = again;
  for (guint i = 0; ok && i < todo->len; i++)
    {
      self.item = i + 1;
      ok = !g_cancellable_set_error_if_cancelled (run->cancellable, error) &&
           write_one (&self, g_array_index (todo, gint64, i), error);
    }
  g_clear_pointer (&self.session, igny_ai_session_free);
  if (ok)
    igny_run_report (&own, IGNY_PHASE_DONE, 1000, self.n_items, self.n_items, _("Done"));
  return ok;
}
