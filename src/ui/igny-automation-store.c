/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-store.h"

#define MOST_RUNS 20

/* Items that are listed of one run. */
#define MOST_ITEMS 200

IgnyAutomationData *
igny_automation_data_new (IgnyStore *store,
                          gint64     site)
{
  IgnyAutomationData *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_new0 (IgnyAutomationData, 1);
  self->site = site;
  self->runner = igny_queue_runner_find (store);
  self->store = store;
  return self;
}

void
igny_automation_data_free (IgnyAutomationData *self)
{
  g_clear_pointer (&self->automation, igny_automation_free);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_object (&self->runner);
  g_free (self->message);
  g_free (self);
}

static void
read_message (IgnyAutomationData *self,
              gint64              row)
{
  g_autoptr(IgnyQueueItem) item = NULL;

  if (self->runner == NULL || row == 0)
    return;
  item = igny_record_new (&igny_queue_item_entity);
  item->record.row = row;
  if (igny_queue_runner_fill (self->runner, item))
    self->message = g_strdup (item->message);
}

/* What the stage that runs has asked of the queue. */
static gboolean
read_items (IgnyDb             *db,
            IgnyAutomationData *self,
            GError            **error)
{
  const IgnyAutomation  *automation = self->automation;
  guint                  stage = (guint) CLAMP (automation->run->stage, 1, IGNY_N_STAGES) - 1;
  const IgnyStageResult *result = &automation->results[stage];
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT count(*), ifnull (sum (state NOT IN ('queued', 'paused',"
                          " 'running', 'unsure')), 0), ifnull (max (CASE state WHEN 'running'"
                          " THEN row END), 0) FROM queue_items WHERE batch >= ?1 AND batch < ?2"
                          " AND account = my_account () AND deleted_step IS NULL",
                          IGNY_BINDS (IGNY_BIND_INT (result->batch),
                                      IGNY_BIND_INT (result->batch + result->n_batches)),
                          error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    {
      self->n_items = (guint) igny_cursor_get_integer (cursor, 0);
      self->n_ended = (guint) igny_cursor_get_integer (cursor, 1);
      read_message (self, igny_cursor_get_integer (cursor, 2));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_automation_data_read (IgnyDb       *db,
                           gpointer      data,
                           GCancellable *cancellable,
                           GError      **error)
{
  IgnyAutomationData *self = data;

  if (self->site == 0)
    return TRUE;
  self->automation = igny_automation_load (db, self->site, error);
  if (self->automation == NULL)
    return FALSE;
  igny_automation_estimate (self->store, db, igny_store_get_account (self->store), self->automation,
                            self->costs);
  if (igny_automation_is_open (self->automation) && !read_items (db, self, error))
    return FALSE;
  self->runs = igny_automation_list_runs (db, self->site, MOST_RUNS, error);
  return self->runs != NULL;
}

static void
item_free (gpointer data)
{
  IgnyAutomationItem *item = data;

  g_free (item->title);
  g_free (item->state);
  g_free (item->error);
  g_free (item);
}

IgnyAutomationPast *
igny_automation_past_new (gint64 row)
{
  IgnyAutomationPast *self = g_new0 (IgnyAutomationPast, 1);

  self->row = row;
  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
igny_automation_past_free (IgnyAutomationPast *self)
{
  if (self == NULL)
    return;
  igny_record_free (self->run);
  igny_stage_results_clear (self->results);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* Those of its site that were asked for while it went on. */
#define ITEMS_SQL                                                                            \
  "SELECT title, state, error, started_at, finished_at FROM queue_items WHERE site = ?1 AND" \
  " created_at >= ?2 AND created_at <= ?3 AND account = my_account () AND"                   \
  " deleted_step IS NULL ORDER BY batch, position, row LIMIT ?4"

static gboolean
read_past_items (IgnyDb             *db,
                 IgnyAutomationPast *self,
                 GError            **error)
{
  const IgnyAutomationRun *run = self->run;
  gint64                   end = run->finished_at != IGNY_UNKNOWN ? run->finished_at : G_MAXINT64;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db, ITEMS_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (run->site),
                                      IGNY_BIND_INT (run->started_at),
                                      IGNY_BIND_INT (end),
                                      IGNY_BIND_INT (MOST_ITEMS)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyAutomationItem *item = g_new0 (IgnyAutomationItem, 1);

      item->title = g_strdup (igny_cursor_get_text (cursor, 0));
      item->state = g_strdup (igny_cursor_get_text (cursor, 1));
      item->error = g_strdup (igny_cursor_get_text (cursor, 2));
      item->started_at = igny_cursor_get_integer (cursor, 3);
      item->finished_at = igny_cursor_get_integer (cursor, 4);
      g_ptr_array_add (self->items, item);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_automation_past_read (IgnyDb       *db,
                           gpointer      data,
                           GCancellable *cancellable,
                           GError      **error)
{
  IgnyAutomationPast *self = data;

  self->run = igny_records_load (db, &igny_automation_run_entity, self->row, error);
  if (self->run == NULL)
    return FALSE;
  igny_stage_results_read (self->run->stages, self->results);
  return read_past_items (db, self, error);
}

/* Settings on their way to the writer. */
typedef struct
{
  gint64 site;
  GStrv  values;
} Set;

static void
set_free (gpointer data)
{
  Set *set = data;

  g_strfreev (set->values);
  g_free (set);
}

static gboolean
write_set (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Set *set = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));

  for (char **v = set->values; v[0] != NULL && v[1] != NULL; v += 2)
    g_array_append_val (values, ((IgnyAssignment){ v[0], v[1] }));
  return igny_automation_set (step, set->site, (const IgnyAssignment *) (gpointer) values->data,
                              values->len, errors, error);
}

void
igny_automation_set_async (IgnyStore          *store,
                           gint64              site,
                           GStrv               values,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Set *set;

  g_return_if_fail (IGNY_IS_STORE (store) && values != NULL);

  set = g_new0 (Set, 1);
  set->site = site;
  set->values = values;
  igny_store_write_async (store, IGNY_STEP_DO, "Change the automation", write_set, set, set_free,
                          NULL, callback, user_data);
}

static gboolean
write_start (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  gint64 run;

  return igny_automation_start (step, *(gint64 *) data, "hand", &run, error);
}

void
igny_automation_start_async (IgnyStore          *store,
                             gint64              site,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (IGNY_IS_STORE (store));

  igny_store_write_async (store, IGNY_STEP_SYSTEM, "Start the automation", write_start,
                          g_memdup2 (&site, sizeof site), g_free, NULL, callback, user_data);
}

typedef struct
{
  gint64               site;
  IgnyAutomationChange change;
} Change;

static void
change_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  const Change *change = data;
  IgnyRun       run = { .store = object, .cancellable = cancellable };
  GError       *error = NULL;

  if (igny_automation_command (&run, change->site, change->change, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
igny_automation_change_async (IgnyStore           *store,
                              gint64               site,
                              IgnyAutomationChange change,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Change *what;

  g_return_if_fail (IGNY_IS_STORE (store));

  what = g_new (Change, 1);
  what->site = site;
  what->change = change;
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_task_data (task, what, g_free);
  g_task_run_in_thread (task, change_thread);
}

gboolean
igny_automation_change_finish (IgnyStore    *store,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
