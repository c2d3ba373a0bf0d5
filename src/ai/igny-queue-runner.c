/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-runner.h"

#include <glib/gi18n.h>

#include "igny-ai-shared.h"
#include "igny-jobs.h"
#include "igny-notification.h"
#include "igny-provider-limits.h"
#include "igny-queue-take.h"
#include "igny-queue-work.h"

#define KEY "igny-queue-runner"
#define MOST_AT_ONCE 128
/* While others are ready to take its place, what has ended waits so long to be
 * told with more in one step. */
#define GATHER_MS 100
/* What runs may end by itself for so long, before it is given up. */
#define GRACE_MS 3000

struct _IgnyQueueRunner
{
  GObject parent_instance;

  IgnyStore           *store;
  const IgnyFunctions *functions;
  IgnyAiShared        *ai;
  GThread             *thread;
  GThreadPool         *pool;

  GMutex     lock; /* of all below */
  GCond      news; /* for the thread */
  GCond      quiet;
  GPtrArray *works; /* of IgnyQueueWork: from the taking to the end in the store */
  GPtrArray *ended; /* of them, borrowed: not yet said in the store */
  guint      running;
  guint      ahead;  /* texts that may end before there is a place without work */
  gint64     due_at; /* when what has ended is told, monotonic; 0: nothing waits so */
  gboolean   dirty;
  gboolean   idle;
  gboolean   stopping;
  gboolean   online;
  gboolean   back_online;
  gboolean   held; /* at the last look */
};

G_DEFINE_FINAL_TYPE (IgnyQueueRunner, igny_queue_runner, G_TYPE_OBJECT)

/* With the lock. */
static void
tell_soon (IgnyQueueRunner     *self,
           const IgnyQueueItem *item)
{
  if (g_strcmp0 (item->lane, igny_queue_lane_to_word (IGNY_LANE_TEXT)) != 0 ||
      self->ended->len * 2 > self->ahead || self->running == 0 || self->stopping)
    self->dirty = TRUE;
  else if (self->due_at == 0)
    self->due_at = g_get_monotonic_time () + GATHER_MS * G_TIME_SPAN_MILLISECOND;
}

static void
work_cb (gpointer data,
         gpointer user_data)
{
  IgnyQueueRunner *self = user_data;

  igny_queue_work_run (data);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->ended, data);
  self->running--;
  tell_soon (self, igny_queue_work_get_item (data));
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->lock);
}

typedef struct
{
  IgnyQueueRunner *self;
  GPtrArray       *ended; /* of IgnyQueueWork */
  IgnyQueueTake   *take;
  gboolean         held;
} Turn;

static gboolean
notify (IgnyStep   *step,
        const char *why,
        GError    **error)
{
  g_autoptr(IgnyNotification) note = igny_record_new (&igny_notification_entity);

  note->title = g_strdup (_("The queue stands still"));
  note->message = g_strdup (why);
  note->notification_type = g_strdup ("queue");
  g_free (note->severity);
  note->severity = g_strdup ("warning");
  return igny_step_insert (step, note, error);
}

static gboolean
end_cb (Turn     *turn,
        IgnyStep *step,
        GError  **error)
{
  for (guint i = 0; i < turn->ended->len; i++)
    {
      const char *why = igny_queue_work_get_hold (turn->ended->pdata[i]);

      if (!igny_queue_work_end (turn->ended->pdata[i], step, error))
        return FALSE;
      if (why == NULL || turn->held)
        continue;
      turn->held = TRUE;
      if (!igny_queue_set_hold (step, why, error) || !notify (step, why, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Turn *turn = data;

  /* Nothing is begun beside what stopped all. */
  turn->held = turn->take->why != NULL;
  if (!end_cb (turn, step, error))
    return FALSE;
  if (turn->held)
    g_ptr_array_set_size (turn->take->items, 0);
  return igny_queue_take_mark (turn->take, step, error);
}

/* Lets go of the works that are told, and starts those that were taken. */
static void
begin (IgnyQueueRunner *self,
       Turn            *turn)
{
  g_autoptr(GPtrArray) started = g_ptr_array_new ();

  g_mutex_lock (&self->lock);
  self->ahead = turn->take->ahead;
  for (guint i = 0; i < turn->ended->len; i++)
    g_ptr_array_remove_fast (self->works, turn->ended->pdata[i]);
  for (guint i = 0; i < turn->take->items->len; i++)
    {
      IgnyQueueItem      *item = turn->take->items->pdata[i];
      const IgnyFunction *function = igny_functions_find (self->functions, item->function);
      IgnyQueueWork      *work = igny_queue_work_new (self->store, function, self->ai, item);

      g_ptr_array_add (self->works, work);
      g_ptr_array_add (started, work);
      self->running++;
    }
  g_ptr_array_set_free_func (turn->take->items, NULL);
  g_ptr_array_set_size (turn->take->items, 0);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < started->len; i++)
    g_thread_pool_push (self->pool, started->pdata[i], NULL);
}

/* What it is to know of what runs, which what has ended does not; with the
 * lock. */
static void
describe (IgnyQueueRunner *self,
          GPtrArray       *ended,
          IgnyQueueTake   *take)
{
  take->functions = self->functions;
  take->ai = self->ai;
  take->online = self->online;
  take->back_online = self->back_online;
  take->closed = self->stopping;
  self->back_online = FALSE;
  for (guint i = 0; i < self->works->len; i++)
    if (!g_ptr_array_find (ended, self->works->pdata[i], NULL))
      igny_queue_take_count (take, igny_queue_work_get_item (self->works->pdata[i]));
}

/* One look at the store. Milliseconds until the next is worth it; IGNY_UNKNOWN:
 * when something happens. *busy: something will go on by itself. */
static gint64
look (IgnyQueueRunner *self,
      gboolean        *busy)
{
  g_autoptr(GPtrArray) ended = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_auto(IgnyQueueTake) take = { 0 };
  Turn turn = { self, ended, &take, FALSE };

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->ended->len; i++)
    g_ptr_array_add (ended, self->ended->pdata[i]);
  if (self->works->len == 0)
    igny_ai_shared_refresh (self->ai);
  igny_queue_take_init (&take, self->store);
  describe (self, ended, &take);
  g_ptr_array_set_size (self->ended, 0);
  self->due_at = 0;
  g_mutex_unlock (&self->lock);

  if (!igny_queue_take_find (&take, &error) ||
      ((ended->len > 0 || take.items->len > 0 || take.back_online) &&
       !igny_store_write (self->store, IGNY_STEP_SYSTEM, "Work the queue off", write_cb, &turn,
                          NULL, &error)))
    {
      /* The disk is full, or so: what has ended is told later. */
      g_warning ("%s", error->message);
      g_mutex_lock (&self->lock);
      for (guint i = 0; i < ended->len; i++)
        g_ptr_array_add (self->ended, ended->pdata[i]);
      g_mutex_unlock (&self->lock);
      *busy = TRUE;
      return 1000;
    }
  if (self->held && !turn.held && take.why == NULL)
    igny_provider_limits_resume (self->store);
  self->held = turn.held || take.why != NULL;
  begin (self, &turn);
  /* What was found before this turn's failure held the queue will not begin. */
  *busy = take.later && !self->held;
  return self->held ? IGNY_UNKNOWN : take.wait_ms;
}

/* With the lock. */
static void
wait_for_news (IgnyQueueRunner *self,
               gint64           wait_ms)
{
  gint64 until = G_MAXINT64;

  if (wait_ms != IGNY_UNKNOWN)
    until = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
  while (!self->dirty)
    {
      gint64 next = self->due_at != 0 ? MIN (until, self->due_at) : until;

      if (next == G_MAXINT64)
        g_cond_wait (&self->news, &self->lock);
      else if (!g_cond_wait_until (&self->news, &self->lock, next))
        return;
    }
}

static gpointer
run_thread (gpointer data)
{
  IgnyQueueRunner *self = data;
  gboolean         busy = TRUE;

  g_mutex_lock (&self->lock);
  while (!self->stopping || self->running > 0 || self->ended->len > 0)
    {
      gint64 wait_ms;

      self->dirty = FALSE;
      self->idle = FALSE;
      g_mutex_unlock (&self->lock);
      wait_ms = look (self, &busy);
      g_mutex_lock (&self->lock);
      if (self->stopping && self->running == 0 && self->ended->len == 0)
        break;
      self->idle = !busy && !self->dirty && self->works->len == 0;
      if (self->idle)
        g_cond_broadcast (&self->quiet);
      wait_for_news (self, wait_ms);
    }
  self->idle = TRUE;
  g_cond_broadcast (&self->quiet);
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
igny_queue_runner_finalize (GObject *object)
{
  IgnyQueueRunner *self = IGNY_QUEUE_RUNNER (object);

  g_ptr_array_unref (self->ended);
  g_ptr_array_unref (self->works);
  g_clear_pointer (&self->ai, igny_ai_shared_free);
  g_clear_object (&self->store);
  g_cond_clear (&self->news);
  g_cond_clear (&self->quiet);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (igny_queue_runner_parent_class)->finalize (object);
}

static void
igny_queue_runner_class_init (IgnyQueueRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_queue_runner_finalize;
}

static void
igny_queue_runner_init (IgnyQueueRunner *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->news);
  g_cond_init (&self->quiet);
  self->works = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_queue_work_free);
  self->ended = g_ptr_array_new ();
  self->online = TRUE;
}

IgnyQueueRunner *
igny_queue_runner_new (IgnyStore           *store,
                       const IgnyFunctions *functions,
                       GError             **error)
{
  g_autoptr(IgnyQueueRunner) self = NULL;

  g_return_val_if_fail (IGNY_IS_STORE (store) && functions != NULL, NULL);

  self = g_object_new (IGNY_TYPE_QUEUE_RUNNER, NULL);
  if (!g_object_replace_data (G_OBJECT (store), KEY, NULL, g_object_ref (self), g_object_unref,
                              NULL))
    {
      g_object_unref (self);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                           _("this program works the queue off already"));
      return NULL;
    }
  self->store = g_object_ref (store);
  self->functions = functions;
  self->ai = igny_ai_shared_new (igny_store_get_env (store), igny_store_get_folder (store));
  self->pool = g_thread_pool_new (work_cb, self, MOST_AT_ONCE, FALSE, NULL);
  self->thread = g_thread_new ("igny-queue", run_thread, self);
  return g_steal_pointer (&self);
}

static gpointer
ref_or_null (gpointer data,
             gpointer user_data)
{
  return data != NULL ? g_object_ref (data) : NULL;
}

IgnyQueueRunner *
igny_queue_runner_find (IgnyStore *store)
{
  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  return g_object_dup_data (G_OBJECT (store), KEY, ref_or_null, NULL);
}

void
igny_queue_runner_wake (IgnyQueueRunner *self)
{
  g_return_if_fail (IGNY_IS_QUEUE_RUNNER (self));

  g_mutex_lock (&self->lock);
  self->dirty = TRUE;
  self->idle = FALSE;
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->lock);
}

void
igny_queue_runner_cancel (IgnyQueueRunner      *self,
                          const IgnyQueuePlace *place)
{
  g_return_if_fail (IGNY_IS_QUEUE_RUNNER (self) && place != NULL);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->works->len; i++)
    {
      const IgnyQueueItem *item = igny_queue_work_get_item (self->works->pdata[i]);

      if ((place->batch == 0 || place->batch == item->batch) &&
          (place->item == 0 || place->item == item->record.row))
        igny_queue_work_cancel (self->works->pdata[i], FALSE);
    }
  g_mutex_unlock (&self->lock);
}

void
igny_queue_runner_set_online (IgnyQueueRunner *self,
                              gboolean         online)
{
  g_return_if_fail (IGNY_IS_QUEUE_RUNNER (self));

  g_mutex_lock (&self->lock);
  self->back_online = self->back_online || (online && !self->online);
  self->online = online;
  self->dirty = TRUE;
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->lock);
}

static void
wake_cb (GCancellable *cancellable,
         gpointer      user_data)
{
  IgnyQueueRunner *self = user_data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->quiet);
  g_mutex_unlock (&self->lock);
}

gboolean
igny_queue_runner_wait_idle (IgnyQueueRunner *self,
                             GCancellable    *cancellable)
{
  gulong handler = 0;

  g_return_val_if_fail (IGNY_IS_QUEUE_RUNNER (self), FALSE);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), self, NULL);
  g_mutex_lock (&self->lock);
  while (!self->idle && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->quiet, &self->lock);
  g_mutex_unlock (&self->lock);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  return !g_cancellable_is_cancelled (cancellable);
}

guint
igny_queue_runner_get_n_running (IgnyQueueRunner *self)
{
  guint n;

  g_return_val_if_fail (IGNY_IS_QUEUE_RUNNER (self), 0);

  g_mutex_lock (&self->lock);
  n = self->running;
  g_mutex_unlock (&self->lock);
  return n;
}

gboolean
igny_queue_runner_fill (IgnyQueueRunner *self,
                        IgnyQueueItem   *item)
{
  gboolean found = FALSE;

  g_return_val_if_fail (IGNY_IS_QUEUE_RUNNER (self) && item != NULL, FALSE);

  g_mutex_lock (&self->lock);
  for (guint i = 0; !found && i < self->works->len; i++)
    {
      IgnyQueueWork *work = self->works->pdata[i];

      found = igny_queue_work_get_item (work)->record.row == item->record.row &&
              !g_ptr_array_find (self->ended, work, NULL);
      if (found)
        igny_queue_work_fill (work, item);
    }
  g_mutex_unlock (&self->lock);
  return found;
}

/* Whether all has ended within the time. */
static gboolean
wait_for_end (IgnyQueueRunner *self,
              gint64           milliseconds)
{
  gint64   until = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  gboolean ended;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  self->dirty = TRUE;
  self->idle = FALSE;
  g_cond_signal (&self->news);
  while (!self->idle && g_cond_wait_until (&self->quiet, &self->lock, until))
    ;
  ended = self->idle;
  for (guint i = 0; !ended && i < self->works->len; i++)
    igny_queue_work_cancel (self->works->pdata[i], TRUE);
  g_mutex_unlock (&self->lock);
  return ended;
}

void
igny_queue_runner_stop (IgnyQueueRunner *self)
{
  g_return_if_fail (IGNY_IS_QUEUE_RUNNER (self));

  if (self->thread == NULL)
    return;
  wait_for_end (self, GRACE_MS);
  g_thread_join (g_steal_pointer (&self->thread));
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_object_set_data (G_OBJECT (self->store), KEY, NULL);
}
