/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-jobs-store.h"

/* More lines than these are looked at in the terminal. */
#define BATCHES_SQL                                                                         \
  "SELECT batch, min(function), min(title), count(*), sum(state = 'done'),"                 \
  " sum(state = 'failed'), sum(state = 'cancelled'), sum(state = 'running'),"               \
  " sum(state IN ('queued', 'paused')) AS waiting, sum(state = 'paused'),"                  \
  " sum(state = 'unsure') AS unsure, max(error)"                                            \
  " FROM queue_items WHERE deleted_step IS NULL AND account = my_account () GROUP BY batch" \
  " ORDER BY sum(state = 'running') = 0, waiting + unsure = 0,"                             \
  " CASE WHEN waiting > 0 THEN min(position) ELSE -batch END LIMIT 200"

static void
batch_free (gpointer data)
{
  IgnyJobsBatch *batch = data;

  g_free (batch->function);
  g_free (batch->title);
  g_free (batch->message);
  g_free (batch->error);
  g_free (batch);
}

IgnyJobsData *
igny_jobs_data_new (IgnyStore *store)
{
  IgnyJobsData *self = g_new0 (IgnyJobsData, 1);

  g_return_val_if_fail (IGNY_IS_STORE (store), self);

  self->runner = igny_queue_runner_find (store);
  self->batches = g_ptr_array_new_with_free_func (batch_free);
  return self;
}

void
igny_jobs_data_free (IgnyJobsData *self)
{
  g_clear_object (&self->runner);
  g_ptr_array_unref (self->batches);
  g_free (self->hold);
  g_free (self);
}

static guint
get_count (IgnyCursor *cursor,
           int         column)
{
  return (guint) igny_cursor_get_integer (cursor, column);
}

static IgnyJobsBatch *
read_batch (IgnyCursor *cursor)
{
  IgnyJobsBatch *batch = g_new0 (IgnyJobsBatch, 1);

  batch->batch = igny_cursor_get_integer (cursor, 0);
  batch->function = g_strdup (igny_cursor_get_text (cursor, 1));
  batch->title = g_strdup (igny_cursor_get_text (cursor, 2));
  batch->count.total = get_count (cursor, 3);
  batch->count.done = get_count (cursor, 4);
  batch->count.failed = get_count (cursor, 5);
  batch->count.cancelled = get_count (cursor, 6);
  batch->count.running = get_count (cursor, 7);
  batch->count.waiting = get_count (cursor, 8);
  batch->count.paused = get_count (cursor, 9);
  batch->count.unsure = get_count (cursor, 10);
  batch->error = g_strdup (igny_cursor_get_text (cursor, 11));
  batch->percent = 100 * (batch->count.done + batch->count.failed + batch->count.cancelled) /
                   MAX (batch->count.total, 1);
  return batch;
}

static IgnyJobsBatch *
find_batch (const IgnyJobsData *self,
            gint64              number)
{
  for (guint i = 0; i < self->batches->len; i++)
    if (((IgnyJobsBatch *) self->batches->pdata[i])->batch == number)
      return self->batches->pdata[i];
  return NULL;
}

/* How far each running item is, the runner knows better than the store. */
static gboolean
read_running (IgnyJobsData *self,
              IgnyDb       *db,
              GError      **error)
{
  g_autoptr(GPtrArray) items = igny_records_select (
      db, &igny_queue_item_entity, "state = 'running' AND account = my_account ()", "LIMIT 100",
      NULL, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      IgnyQueueItem *item = items->pdata[i];
      IgnyJobsBatch *batch = find_batch (self, item->batch);

      if (self->runner != NULL)
        igny_queue_runner_fill (self->runner, item);
      if (batch == NULL)
        continue;
      if (item->percent > 0)
        batch->percent += (guint) item->percent / MAX (batch->count.total, 1);
      g_free (batch->message);
      batch->message = g_strdup (item->message);
    }
  return items != NULL;
}

gboolean
igny_jobs_data_read (IgnyDb       *db,
                     gpointer      data,
                     GCancellable *cancellable,
                     GError      **error)
{
  IgnyJobsData *self = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, BATCHES_SQL, NULL, error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (self->batches, read_batch (cursor));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return igny_queue_count (db, 0, &self->count, error) &&
         igny_queue_read_hold (db, &self->hold, error) && read_running (self, db, error);
}

/* What a worker is to do; hold: 1 holds, 0 lets go, -1 is a change. */
typedef struct
{
  IgnyQueueChange change;
  IgnyQueuePlace  place;
  int             hold;
} Change;

static void
change_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  const Change *change = data;
  GError       *error = NULL;
  gboolean      good;
  g_autoptr(IgnyQueueRunner) runner = igny_queue_runner_find (object);

  if (change->hold >= 0)
    good = igny_queue_hold (object, change->hold > 0 ? "" : NULL, &error);
  else
    good = igny_queue_change (object, change->change, &change->place, NULL, &error);
  if (runner != NULL)
    igny_queue_runner_wake (runner);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (IgnyStore          *store,
       const Change       *change,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_task_data (task, g_memdup2 (change, sizeof *change), g_free);
  g_task_run_in_thread (task, change_thread);
}

void
igny_jobs_change_async (IgnyStore          *store,
                        IgnyQueueChange     change,
                        gint64              batch,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  Change what = { change, { batch, 0 }, -1 };

  g_return_if_fail (IGNY_IS_STORE (store));

  start (store, &what, callback, user_data);
}

void
igny_jobs_hold_async (IgnyStore          *store,
                      gboolean            hold,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  Change what = { .hold = hold ? 1 : 0 };

  g_return_if_fail (IGNY_IS_STORE (store));

  start (store, &what, callback, user_data);
}

gboolean
igny_jobs_change_finish (IgnyStore    *store,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
