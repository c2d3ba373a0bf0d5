/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-images.h"

#include <glib/gi18n.h>

#include "igny-ai-error.h"
#include "igny-image.h"
#include "igny-present.h"
#include "igny-task.h"
#include "igny-work-todo.h"
#include "igny-work.h"

#define WAITING "SELECT row FROM images WHERE task = ?1 AND status = 'pending' AND prompt IS NOT" \
                " NULL AND image_type IN ('featured', 'in_article') AND account = my_account ()"  \
                " AND deleted_step IS NULL ORDER BY position, row"

/* TRUE when the run goes on: what is wrong with one item is told in the report. */
static gboolean
take_failure (IgnyWorkImages *self,
              IgnyReport     *report,
              const char     *id,
              GError         *failure,
              GError        **error)
{
  if (igny_ai_error_is_fatal (failure) &&
      !g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  igny_report_add (report, id, NULL, failure->message);
  g_error_free (failure);
  return TRUE;
}

typedef struct
{
  const IgnyEntity *entity;
  gint64            row;
  char             *id;
} Name;

static gboolean
find_id_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Name *name = data;

  name->id = igny_present_dup_id (db, name->entity, name->row);
  return TRUE;
}

static char *
dup_id (const IgnyRun    *run,
        const IgnyEntity *entity,
        gint64            row)
{
  Name name = { entity, row, NULL };

  igny_store_read (run->store, find_id_cb, &name, NULL, NULL);
  return name.id;
}

static gboolean
describe_one (IgnyWorkImages *self,
              gint64          task,
              IgnyReport     *report,
              GError        **error)
{
  g_autofree char *id = dup_id (self->run, &igny_task_entity, task);
  GError          *failure = NULL;

  if (!igny_work_images_describe (self, task, &failure))
    return take_failure (self, report, id, failure, error);
  igny_report_add (report, id, "pending", NULL);
  return TRUE;
}

static gboolean
make_one (IgnyWorkImages *self,
          gint64          image,
          guint           per_mille,
          IgnyReport     *report,
          GError        **error)
{
  g_autofree char *id = dup_id (self->run, &igny_image_entity, image);
  GError          *failure = NULL;

  if (g_cancellable_set_error_if_cancelled (self->run->cancellable, error))
    return FALSE;
  if (!igny_work_images_make (self, image, per_mille, &failure))
    return take_failure (self, report, id, failure, error);
  igny_report_add (report, id, "generated", NULL);
  return TRUE;
}

typedef struct
{
  gint64  task;
  GArray *rows;
} Waiting;

static gboolean
find_waiting_cb (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Waiting *waiting = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, WAITING,
                                                 IGNY_BINDS (IGNY_BIND_INT (waiting->task)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (waiting->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GArray *
find_waiting (const IgnyRun *run,
              gint64         task,
              GError       **error)
{
  Waiting waiting = { task, g_array_new (FALSE, FALSE, sizeof (gint64)) };

  if (igny_store_read (run->store, find_waiting_cb, &waiting, run->cancellable, error))
    return waiting.rows;
  g_array_unref (waiting.rows);
  return NULL;
}

/* Two items of the progress: the descriptions and the pictures. */
static gboolean
illustrate_one (IgnyWorkImages *self,
                gint64          task,
                IgnyReport     *report,
                GError        **error)
{
  g_autoptr(GArray) waiting = find_waiting (self->run, task, error);
  g_autofree char *id = NULL;
  GError          *failure = NULL;

  if (waiting != NULL && waiting->len == 0)
    {
      if (!igny_work_images_describe (self, task, &failure))
        {
          id = dup_id (self->run, &igny_task_entity, task);
          return take_failure (self, report, id, failure, error);
        }
      g_array_unref (waiting);
      waiting = find_waiting (self->run, task, error);
    }
  if (waiting == NULL)
    return FALSE;
  self->item++;
  for (guint i = 0; i < waiting->len; i++)
    if (!make_one (self, g_array_index (waiting, gint64, i), i * 1000 / waiting->len, report,
                   error))
      return FALSE;
  return TRUE;
}

static void
finish (IgnyWorkImages *self,
        gboolean        ok)
{
  IgnyCostSum sum = { 0, 0 };

  if (self->texts != NULL)
    sum = igny_ai_session_get_cost (self->texts);
  if (self->pictures != NULL)
    {
      const IgnyCostSum more = igny_image_session_get_cost (self->pictures);

      sum.estimated += more.estimated;
      sum.real += more.real;
    }
  if (ok)
    {
      g_autofree char *cost = igny_cost_describe (sum.estimated, sum.real);

      igny_run_report (self->run, IGNY_PHASE_DONE, 1000, self->n_items, self->n_items, "%s", cost);
    }
  g_clear_pointer (&self->texts, igny_ai_session_free);
  g_clear_pointer (&self->pictures, igny_image_session_free);
}

gboolean
igny_work_image_prompts (const IgnyRun   *run,
                         const IgnyScope *scope,
                         const gint64    *tasks,
                         gsize            n_tasks,
                         IgnyReport      *report,
                         GError         **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun        own;
  IgnyWorkImages self = { .run = &own };
  g_autoptr(GArray) todo = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Looking for articles without pictures"));
  todo = igny_work_todo_find (run, scope, IGNY_WORK_TODO_BARE_TASKS, tasks, n_tasks, error);
  if (todo == NULL)
    return FALSE;
  self.n_items = todo->len;
  for (guint i = 0; ok && i < todo->len; i++)
    {
      self.item = i + 1;
      ok = !g_cancellable_set_error_if_cancelled (run->cancellable, error) &&
           describe_one (&self, g_array_index (todo, gint64, i), report, error);
    }
  finish (&self, ok);
  return ok;
}

gboolean
igny_work_images (const IgnyRun   *run,
                  const IgnyScope *scope,
                  const gint64    *images,
                  gsize            n_images,
                  IgnyReport      *report,
                  GError         **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun        own;
  IgnyWorkImages self = { .run = &own };
  g_autoptr(GArray) todo = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Looking for pictures to make"));
  todo = igny_work_todo_find (run, scope, IGNY_WORK_TODO_IMAGES, images, n_images, error);
  if (todo == NULL)
    return FALSE;
  self.n_items = todo->len;
  for (guint i = 0; ok && i < todo->len; i++)
    {
      self.item = i + 1;
      ok = make_one (&self, g_array_index (todo, gint64, i), 0, report, error);
    }
  finish (&self, ok);
  return ok;
}

gboolean
igny_work_illustrate (const IgnyRun   *run,
                      const IgnyScope *scope,
                      const gint64    *tasks,
                      gsize            n_tasks,
                      IgnyReport      *report,
                      GError         **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun        own;
  IgnyWorkImages self = { .run = &own };
  g_autoptr(GArray) todo = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Looking for articles without pictures"));
  todo = igny_work_todo_find (run, scope, IGNY_WORK_TODO_UNFINISHED, tasks, n_tasks, error);
  if (todo == NULL)
    return FALSE;
  self.n_items = 2 * todo->len;
  for (guint i = 0; ok && i < todo->len; i++)
    {
      self.item = 2 * i + 1;
      ok = !g_cancellable_set_error_if_cancelled (run->cancellable, error) &&
           illustrate_one (&self, g_array_index (todo, gint64, i), report, error);
    }
  finish (&self, ok);
  return ok;
}

typedef struct
{
  const gint64 *contents;
  gsize         n;
  GArray       *tasks;
} TaskSearch;

static gboolean
find_tasks_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  TaskSearch *search = data;

  for (gsize i = 0; i < search->n; i++)
    {
      gint64 task;

      if (!igny_db_get_integer (db,
                                "SELECT ifnull(max(task), 0) FROM content WHERE row = ?1 AND"
                                " account = my_account () AND deleted_step IS NULL",
                                IGNY_BINDS (IGNY_BIND_INT (search->contents[i])), &task, error))
        return FALSE;
      if (task != 0)
        g_array_append_val (search->tasks, task);
    }
  return TRUE;
}

GArray *
igny_work_find_tasks (const IgnyRun *run,
                      const gint64  *contents,
                      gsize          n_contents,
                      GError       **error)
{
  TaskSearch search = { contents, n_contents, g_array_new (FALSE, FALSE, sizeof (gint64)) };

  g_return_val_if_fail (run != NULL && (contents != NULL || n_contents == 0), NULL);

  if (igny_store_read (run->store, find_tasks_cb, &search, run->cancellable, error))
    return search.tasks;
  g_array_unref (search.tasks);
  return NULL;
}
