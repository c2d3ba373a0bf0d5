/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-runner.h"

#include <glib/gi18n.h>

#define SHOW_EVERY_MS 50

struct _IgnyRunner
{
  GObject parent_instance;

  IgnyStore  *store;
  IgnyWindow *window;
  GHashTable *jobs; /* id → Job */
  guint       last;
  gboolean    stopped;
};

/* One run. What lock guards is written by its thread and read by a timer. */
typedef struct
{
  IgnyRunner    *runner;
  char          *id;
  char          *title;
  IgnyRunnerFunc func;
  gpointer       data;
  GDestroyNotify free_data;
  GCancellable  *cancellable;
  guint          timer;
  gint64         started_at; /* monotonic */
  GMutex         lock;
  guint          percent;
  char          *message;
  gboolean       news;
} Job;

static guint ended_signal;

G_DEFINE_FINAL_TYPE (IgnyRunner, igny_runner, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->timer, g_source_remove);
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_mutex_clear (&job->lock);
  g_object_unref (job->cancellable);
  g_free (job->message);
  g_free (job->title);
  g_free (job->id);
  g_free (job);
}

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  Job *job = user_data;

  g_mutex_lock (&job->lock);
  job->percent = MAX (job->percent, progress->percent);
  g_free (job->message);
  job->message = g_strdup (progress->message);
  job->news = TRUE;
  g_mutex_unlock (&job->lock);
}

static void
show (Job *job)
{
  g_autofree char *message = NULL;
  gboolean         news;
  guint            percent;

  g_mutex_lock (&job->lock);
  news = job->news;
  job->news = FALSE;
  percent = job->percent;
  message = g_strdup (job->message);
  g_mutex_unlock (&job->lock);
  if (news && !job->runner->stopped && !g_cancellable_is_cancelled (job->cancellable))
    igny_window_set_job (job->runner->window, job->id, job->title, message, percent / 100.0);
}

static gboolean
show_cb (gpointer user_data)
{
  show (user_data);
  return G_SOURCE_CONTINUE;
}

static void
run_thread (GTask        *task,
            gpointer      object,
            gpointer      data,
            GCancellable *cancellable)
{
  Job    *job = data;
  IgnyRun run = { job->runner->store, progress_cb, job, cancellable };
  GError *error = NULL;

  if (job->func (&run, job->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* GTask says so right after its callback ran. */
static void
completed_cb (GTask *task)
{
  IgnyRunner *self = g_task_get_source_object (task);
  Job        *job = g_task_get_task_data (task);

  g_clear_handle_id (&job->timer, g_source_remove);
  g_hash_table_remove (self->jobs, job->id);
  if (self->stopped)
    return;
  igny_window_remove_job (self->window, job->id);
  if (!g_cancellable_is_cancelled (job->cancellable))
    g_signal_emit (self, ended_signal, 0, job->title,
                   (g_get_monotonic_time () - job->started_at) / 1000, !g_task_had_error (task));
}

void
igny_runner_cancel (IgnyRunner *self,
                    const char *id)
{
  Job *job;

  g_return_if_fail (IGNY_IS_RUNNER (self) && id != NULL);

  job = g_hash_table_lookup (self->jobs, id);
  if (job == NULL)
    return;
  g_cancellable_cancel (job->cancellable);
  igny_window_set_job (self->window, id, job->title, _ ("Stopping…"), -1);
}

static void
igny_runner_finalize (GObject *object)
{
  IgnyRunner *self = IGNY_RUNNER (object);

  g_hash_table_unref (self->jobs);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (igny_runner_parent_class)->finalize (object);
}

static void
igny_runner_class_init (IgnyRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_runner_finalize;

  ended_signal = g_signal_new ("ended", IGNY_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_BOOLEAN);
}

static void
igny_runner_init (IgnyRunner *self)
{
  self->jobs = g_hash_table_new (g_str_hash, g_str_equal);
}

IgnyRunner *
igny_runner_new (IgnyStore  *store,
                 IgnyWindow *window)
{
  IgnyRunner *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && IGNY_IS_WINDOW (window), NULL);

  self = g_object_new (IGNY_TYPE_RUNNER, NULL);
  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "cancel-job", G_CALLBACK (igny_runner_cancel), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
igny_runner_start (IgnyRunner         *self,
                   const char         *title,
                   IgnyRunnerFunc      func,
                   gpointer            data,
                   GDestroyNotify      free_data,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GCancellable *cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (IGNY_IS_RUNNER (self));
  g_return_if_fail (title != NULL && func != NULL);

  job = g_new0 (Job, 1);
  job->runner = self;
  job->id = g_strdup_printf ("%u", ++self->last);
  job->title = g_strdup (title);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->cancellable = cancellable;
  job->started_at = g_get_monotonic_time ();
  g_mutex_init (&job->lock);
  g_hash_table_insert (self->jobs, job->id, job);
  igny_window_set_job (self->window, job->id, job->title, _ ("Starting…"), 0);
  job->timer = g_timeout_add (SHOW_EVERY_MS, show_cb, job);

  task = g_task_new (self, cancellable, callback, user_data);
  /* What was saved before a late cancellation is saved, and is told so. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (completed_cb), NULL);
  g_task_run_in_thread (task, run_thread);
}

gboolean
igny_runner_finish (IgnyRunner   *self,
                    GAsyncResult *result,
                    gpointer     *data,
                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (data != NULL)
    *data = ((Job *) g_task_get_task_data (G_TASK (result)))->data;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
state_free (gpointer data)
{
  IgnyRunnerState *state = data;

  g_free (state->id);
  g_free (state->title);
  g_free (state->message);
  g_free (state);
}

GPtrArray *
igny_runner_list (IgnyRunner *self)
{
  GPtrArray     *list = g_ptr_array_new_with_free_func (state_free);
  GHashTableIter iter;
  gpointer       value;

  g_return_val_if_fail (IGNY_IS_RUNNER (self), list);

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Job             *job = value;
      IgnyRunnerState *state = g_new0 (IgnyRunnerState, 1);

      state->id = g_strdup (job->id);
      state->title = g_strdup (job->title);
      g_mutex_lock (&job->lock);
      state->message = g_strdup (job->message);
      state->percent = job->percent;
      g_mutex_unlock (&job->lock);
      g_ptr_array_add (list, state);
    }
  return list;
}

guint
igny_runner_get_n_running (IgnyRunner *self)
{
  g_return_val_if_fail (IGNY_IS_RUNNER (self), 0);

  return g_hash_table_size (self->jobs);
}

void
igny_runner_cancel_all (IgnyRunner *self)
{
  GHashTableIter iter;
  gpointer       job;

  g_return_if_fail (IGNY_IS_RUNNER (self));

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    g_cancellable_cancel (((Job *) job)->cancellable);
}

void
igny_runner_stop (IgnyRunner *self)
{
  g_return_if_fail (IGNY_IS_RUNNER (self));

  self->stopped = TRUE;
  igny_runner_cancel_all (self);
  while (igny_runner_get_n_running (self) > 0)
    g_main_context_iteration (NULL, TRUE);
}
