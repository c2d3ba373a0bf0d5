/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-worker.h"

#include <sys/resource.h>

struct _IgnyWorker
{
  GThread     *thread;
  GAsyncQueue *queue;
  gint         serial; /* atomic: keeps work of one priority in order */
};

typedef struct
{
  int          priority;
  gint         serial;
  IgnyWorkFunc func; /* NULL ends the thread */
  gpointer     data;
} Work;

static int
compare_work (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Work *left = a;
  const Work *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  /* The counter wraps; what waits at one time is never 2^31 apart. */
  return (gint) ((guint) left->serial - (guint) right->serial);
}

static gpointer
run (gpointer data)
{
  IgnyWorker *self = data;

  for (;;)
    {
      Work        *work = g_async_queue_pop (self->queue);
      IgnyWorkFunc func = work->func;
      gpointer     work_data = work->data;

      g_free (work);
      if (func == NULL)
        return NULL;
      func (work_data);
    }
}

static void
push (IgnyWorker  *self,
      int          priority,
      IgnyWorkFunc func,
      gpointer     data)
{
  Work *work = g_new (Work, 1);

  work->priority = priority;
  work->serial = g_atomic_int_add (&self->serial, 1);
  work->func = func;
  work->data = data;
  g_async_queue_push_sorted (self->queue, work, compare_work, NULL);
}

IgnyWorker *
igny_worker_new (const char *name)
{
  IgnyWorker *self = g_new0 (IgnyWorker, 1);

  self->queue = g_async_queue_new ();
  self->thread = g_thread_new (name, run, self);
  return self;
}

void
igny_worker_free (IgnyWorker *self)
{
  if (self == NULL)
    return;
  push (self, G_MAXINT, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self);
}

void
igny_worker_push (IgnyWorker  *self,
                  int          priority,
                  IgnyWorkFunc func,
                  gpointer     data)
{
  g_return_if_fail (self != NULL && func != NULL);

  push (self, priority, func, data);
}

gboolean
igny_worker_is_current (const IgnyWorker *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->thread == g_thread_self ();
}

/* On Linux the nice value is that of a thread, and 0 is the calling one. That
 * it cannot be had is no failure: the work is the same. */
void
igny_worker_stand_back (int steps)
{
  setpriority (PRIO_PROCESS, 0, getpriority (PRIO_PROCESS, 0) + steps);
}
