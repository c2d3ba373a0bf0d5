/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-scheduler.h"

#include "igny-access.h"
#include "igny-automation-work.h"
#include "igny-gate.h"
#include "igny-publishing-work.h"

/* No sleep is longer: while a machine is suspended its clock of sleeps stands. */
#define LONGEST_NAP_MS (G_GINT64_CONSTANT (60) * 1000)
/* What the store could not do is tried again then. */
#define AFTER_ERROR_MS (G_GINT64_CONSTANT (60) * 1000)

struct _IgnyScheduler
{
  IgnyStore           *store;
  const IgnyFunctions *functions;
  GThread             *thread;
  gboolean             rests; /* the account may not work, which was said */
  GCancellable        *stop;  /* of thread */
  gulong               handler;
  GMutex               lock;
  GCancellable        *nap;   /* under lock: ends the present sleep */
  gboolean             awake; /* under lock: not to fall asleep */
};

/* What a person changes, and what the queue has published. */
static void
changed_cb (IgnyStore     *store,
            IgnyChangeSet *changes,
            gpointer       user_data)
{
  static const char *const tables[] = { "accounts", "automation_configs", "automation_runs",
                                        "content", "publishing_settings" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (igny_change_set_has_table (changes, tables[i]))
      {
        igny_scheduler_wake (user_data);
        return;
      }
}

static void
clear (gpointer data)
{
  IgnyScheduler *self = data;

  g_object_unref (self->stop);
  g_object_unref (self->store);
  g_mutex_clear (&self->lock);
}

/* A signal may be on its way on another thread while the scheduler is freed. */
static void
release_cb (gpointer  data,
            GClosure *closure)
{
  g_atomic_rc_box_release_full (data, clear);
}

IgnyScheduler *
igny_scheduler_new (IgnyStore           *store,
                    const IgnyFunctions *functions)
{
  IgnyScheduler *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && functions != NULL, NULL);

  self = g_atomic_rc_box_new0 (IgnyScheduler);
  g_mutex_init (&self->lock);
  self->store = g_object_ref (store);
  self->functions = functions;
  self->stop = g_cancellable_new ();
  self->handler = g_signal_connect_data (store, "changed", G_CALLBACK (changed_cb),
                                         g_atomic_rc_box_acquire (self), release_cb, 0);
  return self;
}

void
igny_scheduler_free (IgnyScheduler *self)
{
  if (self == NULL)
    return;
  g_signal_handler_disconnect (self->store, self->handler);
  g_cancellable_cancel (self->stop);
  igny_scheduler_wake (self);
  g_clear_pointer (&self->thread, g_thread_join);
  g_atomic_rc_box_release_full (self, clear);
}

void
igny_scheduler_wake (IgnyScheduler *self)
{
  g_autoptr(GCancellable) nap = NULL;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->awake = TRUE;
  if (self->nap != NULL)
    nap = g_object_ref (self->nap);
  g_mutex_unlock (&self->lock);
  /* Outside of the lock: whoever sleeps may take it when it wakes. */
  if (nap != NULL)
    g_cancellable_cancel (nap);
}

static void
come_at (gint64 *next,
         gint64  at)
{
  if (at != IGNY_UNKNOWN && (*next == IGNY_UNKNOWN || at < *next))
    *next = at;
}

static gboolean
list_running_cb (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  GArray **sites = data;

  *sites = igny_automation_list_running (db, error);
  return *sites != NULL;
}

static gboolean
work_runs (IgnyScheduler *self,
           const IgnyRun *run,
           gint64        *next,
           GError       **error)
{
  g_autoptr(GArray) sites = NULL;

  if (!igny_store_read (self->store, list_running_cb, &sites, run->cancellable, error))
    return FALSE;
  for (guint i = 0; i < sites->len; i++)
    {
      gint64 again;

      if (!igny_automation_work (run, g_array_index (sites, gint64, i), self->functions, &again,
                                 error))
        return FALSE;
      come_at (next, again);
    }
  return TRUE;
}

static gboolean
check_account_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  return igny_gate_check_work (db, error);
}

/* An account that is suspended, canceled or without a plan does nothing by
 * itself. That is said once, and not each time that it is met. */
static gboolean
check_account (IgnyScheduler *self,
               GCancellable  *cancellable,
               gboolean      *may_work,
               GError       **error)
{
  g_autoptr(GError) local = NULL;

  *may_work = igny_store_read (self->store, check_account_cb, NULL, cancellable, &local);
  if (local != NULL && !g_error_matches (local, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (local != NULL && !self->rests)
    g_message ("The schedule rests: %s", local->message);
  self->rests = !*may_work;
  return TRUE;
}

gboolean
igny_scheduler_tick (IgnyScheduler *self,
                     GCancellable  *cancellable,
                     gint64        *next,
                     GError       **error)
{
  IgnyRun  run = { .cancellable = cancellable };
  gboolean may_work;
  gint64   at;
  guint    n;

  g_return_val_if_fail (self != NULL && next != NULL, FALSE);

  run.store = self->store;
  *next = IGNY_UNKNOWN;
  if (!check_account (self, cancellable, &may_work, error))
    return FALSE;
  if (!may_work)
    return TRUE;
  if (!igny_automation_begin_due (self->store, &at, &n, error))
    return FALSE;
  come_at (next, at);
  if (!work_runs (self, &run, next, error) ||
      !igny_publishing_work (&run, self->functions, &at, &n, error))
    return FALSE;
  come_at (next, at);
  return TRUE;
}

static void
end_nap_cb (GCancellable *cancellable,
            gpointer      nap)
{
  g_cancellable_cancel (nap);
}

/* So long, or until somebody wakes it. */
static void
nap (IgnyScheduler *self,
     gint64         milliseconds,
     GCancellable  *cancellable)
{
  g_autoptr(GCancellable) end = g_cancellable_new ();
  gboolean awake;
  gulong   handler = 0;

  g_mutex_lock (&self->lock);
  awake = self->awake;
  self->awake = FALSE;
  if (!awake)
    self->nap = end;
  g_mutex_unlock (&self->lock);
  if (awake)
    return;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (end_nap_cb), end, NULL);
  igny_env_sleep_ms (igny_store_get_env (self->store), milliseconds, end);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  g_mutex_lock (&self->lock);
  self->nap = NULL;
  g_mutex_unlock (&self->lock);
}

void
igny_scheduler_run (IgnyScheduler *self,
                    GCancellable  *cancellable)
{
  g_return_if_fail (self != NULL);

  while (!g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr(GError) error = NULL;
      gint64 next;
      gint64 now;

      if (!igny_scheduler_tick (self, cancellable, &next, &error))
        {
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            g_message ("The schedule waits: %s", error->message);
          next = igny_env_now_ms (igny_store_get_env (self->store)) + AFTER_ERROR_MS;
        }
      now = igny_env_now_ms (igny_store_get_env (self->store));
      if (next == IGNY_UNKNOWN || next > now)
        nap (self, next == IGNY_UNKNOWN ? LONGEST_NAP_MS : MIN (next - now, LONGEST_NAP_MS),
             cancellable);
    }
}

static gpointer
run_thread (gpointer data)
{
  IgnyScheduler *self = data;

  igny_scheduler_run (self, self->stop);
  return NULL;
}

void
igny_scheduler_start (IgnyScheduler *self)
{
  g_return_if_fail (self != NULL && self->thread == NULL);

  self->thread = g_thread_new ("igny-scheduler", run_thread, self);
}
