/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-shelf.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-function-table.h"
#include "igny-jobs.h"
#include "igny-queue-network.h"
#include "igny-scheduler.h"

/* How often the jobs are drawn anew while something happens. */
#define SHOW_EVERY_MS 300
/* Most batches that are shown at once. */
#define MAX_SHOWN 4

struct _IgnyQueueShelf
{
  gatomicrefcount  references;
  IgnyStore       *store;
  IgnyWindow      *window; /* NULL when it is gone */
  IgnyFunctions   *functions;
  IgnyQueueRunner *runner;
  IgnyScheduler   *scheduler;
  GHashTable      *shown; /* id of a job */
  guint            timer;
  gboolean         reading;
  gboolean         closed;
};

/* A batch as it is drawn. */
typedef struct
{
  gint64         number;
  char          *function;
  IgnyQueueCount count;
  gint64         running; /* row of an item that runs; or IGNY_UNKNOWN */
} Batch;

typedef struct
{
  GArray *batches;
  char   *why;
} Look;

static void
clear_batch (gpointer data)
{
  g_free (((Batch *) data)->function);
}

static void
look_free (gpointer data)
{
  Look *look = data;

  g_array_unref (look->batches);
  g_free (look->why);
  g_free (look);
}

static IgnyQueueShelf *
shelf_ref (IgnyQueueShelf *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
shelf_unref (gpointer data)
{
  IgnyQueueShelf *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_weak_pointer (&self->window);
  g_hash_table_unref (self->shown);
  igny_functions_free (self->functions);
  g_object_unref (self->store);
  g_free (self);
}

#define BATCHES_SQL                                                                       \
  "SELECT batch, min (function), max (CASE state WHEN 'running' THEN row END) FROM "      \
  "queue_items WHERE batch IN (SELECT batch FROM queue_items WHERE state IN ('queued', "  \
  "'paused', 'running', 'unsure') AND deleted_step IS NULL AND account = my_account ()) " \
  "AND deleted_step IS NULL GROUP BY batch ORDER BY max (state = 'running') DESC, "       \
  "min (position) LIMIT ?1"

static gboolean
read_batches (IgnyDb  *db,
              Look    *look,
              GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db, BATCHES_SQL, IGNY_BINDS (IGNY_BIND_INT (MAX_SHOWN)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      Batch batch = { .number = igny_cursor_get_integer (cursor, 0),
                      .function = g_strdup (igny_cursor_get_text (cursor, 1)),
                      .running = igny_cursor_get_integer (cursor, 2) };

      g_array_append_val (look->batches, batch);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
look_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Look *look = data;

  if (!igny_queue_read_hold (db, &look->why, error) || !read_batches (db, look, error))
    return FALSE;
  for (guint i = 0; i < look->batches->len; i++)
    {
      Batch *batch = &g_array_index (look->batches, Batch, i);

      if (!igny_queue_count (db, batch->number, &batch->count, error))
        return FALSE;
    }
  return TRUE;
}

static char *
name_job (gint64 batch)
{
  return g_strdup_printf ("queue-%" G_GINT64_FORMAT, batch);
}

static char *
describe (IgnyQueueShelf *self,
          const Batch    *batch,
          const char     *why)
{
  const IgnyQueueCount *count = &batch->count;
  g_autoptr(IgnyQueueItem) item = NULL;

  if (count->running > 0 && batch->running != IGNY_UNKNOWN)
    {
      item = igny_record_new (&igny_queue_item_entity);
      item->record.row = batch->running;
      if (igny_queue_runner_fill (self->runner, item) && item->message != NULL)
        return g_steal_pointer (&item->message);
    }
  if (why != NULL && count->waiting > 0)
    return g_strdup (why);
  if (count->running + count->waiting == 0)
    return g_strdup_printf (ngettext ("%u may have been paid before IGNY8 was closed. Ask again?",
                                      "%u may have been paid before IGNY8 was closed. Ask again?",
                                      count->unsure),
                            count->unsure);
  return g_strdup (count->paused == count->waiting && count->running == 0 ? _ ("Paused")
                                                                          : _ ("Waiting"));
}

static IgnyJobAct
choose_act (const Batch *batch,
            const char  *why)
{
  if (batch->count.running + batch->count.waiting == 0)
    return IGNY_JOB_ACT_RETRY;
  if (batch->count.waiting == 0)
    return IGNY_JOB_ACT_NONE;
  if (why != NULL || batch->count.paused == batch->count.waiting)
    return IGNY_JOB_ACT_RESUME;
  return IGNY_JOB_ACT_PAUSE;
}

static void
show_batch (IgnyQueueShelf *self,
            const Batch    *batch,
            const char     *why,
            GHashTable     *shown)
{
  const IgnyFunction   *function = igny_functions_find (self->functions, batch->function);
  const IgnyQueueCount *count = &batch->count;
  const char           *title = batch->function;
  guint                 ended = count->done + count->failed + count->cancelled;
  char                 *id = name_job (batch->number);
  g_autofree char      *message = describe (self, batch, why);
  g_autofree char      *done = igny_format_number (ended);
  g_autofree char      *total = igny_format_number (count->total);
  g_autofree char      *words = NULL;

  /* Translators: how many have ended, of how many, and what happens now */
  words = g_strdup_printf (_ ("%s of %s · %s"), done, total, message);
  if (function != NULL)
    title = _ (function->title);
  igny_window_set_job (self->window, id, title, words,
                       count->total > 0 ? (double) ended / count->total : 0);
  igny_window_set_job_act (self->window, id, choose_act (batch, why));
  g_hash_table_remove (self->shown, id);
  g_hash_table_add (shown, id);
}

static void
show (IgnyQueueShelf *self,
      const Look     *look)
{
  GHashTable    *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       id;

  for (guint i = 0; i < look->batches->len; i++)
    show_batch (self, &g_array_index (look->batches, Batch, i), look->why, shown);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    igny_window_remove_job (self->window, id);
  g_hash_table_unref (self->shown);
  self->shown = shown;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  IgnyQueueShelf *self = user_data;
  gpointer        look;
  g_autoptr(GError) error = NULL;

  self->reading = FALSE;
  if (!igny_store_finish (IGNY_STORE (object), result, &look, &error))
    g_message ("read the queue: %s", error->message);
  else if (!self->closed && self->window != NULL && self->runner != NULL)
    show (self, look);
  shelf_unref (self);
}

static void
read_queue (IgnyQueueShelf *self)
{
  Look *look;

  if (self->reading || self->closed)
    return;
  self->reading = TRUE;
  look = g_new0 (Look, 1);
  look->batches = g_array_new (FALSE, FALSE, sizeof (Batch));
  g_array_set_clear_func (look->batches, clear_batch);
  igny_store_read_async (self->store, look_cb, look, look_free, NULL, looked_cb, shelf_ref (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  IgnyQueueShelf *self = user_data;

  read_queue (self);
  if (igny_queue_shelf_get_n_running (self) > 0)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

/* Items that are added come from anywhere: the terminal, the automation. */
static void
store_cb (IgnyStore           *store,
          const IgnyChangeSet *changes,
          IgnyQueueShelf      *self)
{
  if (self->timer == 0 && igny_change_set_has_table (changes, "queue_items"))
    self->timer = g_timeout_add (SHOW_EVERY_MS, tick_cb, self);
}

typedef struct
{
  IgnyQueueChange change;
  IgnyQueuePlace  place;
  gboolean        release; /* let the whole queue go on */
} Change;

static void
change_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  Change *change = data;
  GError *error = NULL;

  if ((!change->release || igny_queue_hold (IGNY_STORE (object), NULL, &error)) &&
      igny_queue_change (IGNY_STORE (object), change->change, &change->place, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  IgnyQueueShelf *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("the queue: %s", error->message);
  read_queue (self);
  shelf_unref (self);
}

/* FALSE: it is no job of the queue. */
static gboolean
begin_change (IgnyQueueShelf *self,
              const char     *id,
              IgnyQueueChange what,
              gboolean        release)
{
  g_autoptr(GTask) task = NULL;
  Change *change;
  guint64 batch = 0;

  if (!g_str_has_prefix (id, "queue-") ||
      !g_ascii_string_to_unsigned (id + strlen ("queue-"), 10, 1, G_MAXINT64, &batch, NULL))
    return FALSE;
  change = g_new0 (Change, 1);
  *change = (Change){ what, { .batch = (gint64) batch }, release };
  task = g_task_new (self->store, NULL, ended_cb, shelf_ref (self));
  g_task_set_task_data (task, change, g_free);
  g_task_run_in_thread (task, change_thread);
  return TRUE;
}

static void
cancel_cb (IgnyQueueShelf *self,
           const char     *id)
{
  begin_change (self, id, IGNY_QUEUE_CANCEL, FALSE);
}

static void
act_cb (IgnyQueueShelf *self,
        const char     *id,
        guint           act)
{
  static const IgnyQueueChange changes[] = {
    [IGNY_JOB_ACT_PAUSE] = IGNY_QUEUE_PAUSE,
    [IGNY_JOB_ACT_RESUME] = IGNY_QUEUE_RESUME,
    [IGNY_JOB_ACT_RETRY] = IGNY_QUEUE_RETRY,
  };

  if (act != IGNY_JOB_ACT_NONE && act < G_N_ELEMENTS (changes))
    begin_change (self, id, changes[act], act == IGNY_JOB_ACT_RESUME);
}

static void
recover_thread (GTask        *task,
                gpointer      object,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (igny_jobs_recover (IGNY_STORE (object), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovered_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  IgnyQueueShelf *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("recover jobs: %s", error->message);
  else if (!self->closed)
    self->runner = igny_queue_runner_new (self->store, self->functions, &error);
  if (self->runner != NULL)
    {
      igny_queue_network_watch (self->runner, g_network_monitor_get_default ());
      self->scheduler = igny_scheduler_new (self->store, self->functions);
      igny_scheduler_start (self->scheduler);
    }
  read_queue (self);
  shelf_unref (self);
}

IgnyQueueShelf *
igny_queue_shelf_new (IgnyStore  *store,
                      IgnyWindow *window)
{
  g_autoptr(GTask) task = NULL;
  IgnyQueueShelf *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && IGNY_IS_WINDOW (window), NULL);

  self = g_new0 (IgnyQueueShelf, 1);
  g_atomic_ref_count_init (&self->references);
  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->window, window);
  self->functions = igny_function_table_new ();
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_swapped (window, "cancel-job", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (window, "act-on-job", G_CALLBACK (act_cb), self);
  g_signal_connect (store, "changed", G_CALLBACK (store_cb), self);
  task = g_task_new (store, NULL, recovered_cb, shelf_ref (self));
  g_task_run_in_thread (task, recover_thread);
  return self;
}

guint
igny_queue_shelf_get_n_running (IgnyQueueShelf *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->runner != NULL ? igny_queue_runner_get_n_running (self->runner) : 0;
}

void
igny_queue_shelf_free (IgnyQueueShelf *self)
{
  if (self == NULL)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_pointer (&self->scheduler, igny_scheduler_free);
  if (self->runner != NULL)
    igny_queue_runner_stop (self->runner);
  g_clear_object (&self->runner);
  shelf_unref (self);
}
