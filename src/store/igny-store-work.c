/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-change-set.h"
#include "igny-store-private.h"

/* Work for one of the two threads; lives until both sides let go of it. */
typedef struct
{
  IgnyStore     *store;
  gboolean       writes;
  IgnyStepKind   kind;
  char          *label;
  IgnyWriteFunc  write;
  IgnyReadFunc   read;
  gpointer       data;
  GDestroyNotify free_data;
  GCancellable  *cancellable;
  GTask         *task; /* of an async call; else the four below */
  GMutex         mutex;
  GCond          cond;
  gboolean       done;
  GError        *error;
} Work;

static void
work_clear (Work *work)
{
  if (work->free_data != NULL)
    work->free_data (work->data);
  g_clear_object (&work->cancellable);
  g_free (work->label);
  g_cond_clear (&work->cond);
  g_mutex_clear (&work->mutex);
}

static void
work_free (Work *work)
{
  work_clear (work);
  g_free (work);
}

static gboolean
run_step (IgnyStore *self,
          Work      *work,
          GError   **error)
{
  g_autoptr(IgnyStep) step = igny_step_begin (self->writer_db, self->env, work->kind, work->label,
                                               work->store->account, error);

  return step != NULL &&
         (self->gate == NULL || self->gate (step, NULL, error)) &&
         work->write (step, work->data, work->cancellable, error) &&
         (self->gate == NULL || self->gate (step, self->touched, error)) &&
         !g_cancellable_set_error_if_cancelled (work->cancellable, error) &&
         igny_step_commit (step, error);
}

typedef struct
{
  IgnyStore     *store;
  IgnyChangeSet *changes;
} Commit;

static void
commit_free (gpointer data)
{
  Commit *commit = data;

  g_clear_object (&commit->store);
  igny_change_set_unref (commit->changes);
  g_free (commit);
}

static gboolean
emit_changed_cb (gpointer data)
{
  Commit *commit = data;

  igny_store_emit_changed (commit->store, commit->changes);
  return G_SOURCE_REMOVE;
}

static void
emit_changed (IgnyStore     *self,
              IgnyChangeSet *changes)
{
  g_autoptr(GSource) source = NULL;
  Commit *commit;

  if (!igny_store_is_watched (self))
    return;
  commit = g_new (Commit, 1);
  commit->store = g_object_ref (self);
  commit->changes = igny_change_set_ref (changes);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_changed_cb, commit, commit_free);
  g_source_attach (source, self->context);
}

static void
apply_changes (gpointer data)
{
  Commit *commit = data;

  igny_columns_cache_apply (commit->store->columns, commit->store->reader_db, commit->changes);
  for (guint i = 0; i < commit->store->others->len; i++)
    {
      const IgnyStore *other = commit->store->others->pdata[i];

      igny_columns_cache_apply (other->columns, other->reader_db, commit->changes);
    }
  emit_changed (commit->store, commit->changes);
  /* The store waits for this thread before it goes, so no reference is held:
   * the last one must not be dropped here. */
  commit->store = NULL;
  commit_free (commit);
}

static void
tell_reader (IgnyStore *self)
{
  Commit *commit;

  if (igny_change_set_is_empty (self->touched))
    return;
  commit = g_new (Commit, 1);
  commit->store = self;
  commit->changes = igny_change_set_ref (self->touched);
  igny_worker_push (self->reader, IGNY_STORE_PRIORITY_CHANGES, apply_changes, commit);
}

static void
run_write (Work    *work,
           GError **error)
{
  IgnyStore *self = igny_store_get_base (work->store);

  self->touched = igny_change_set_new ();
  igny_db_set_account (self->writer_db, work->store->account);
  igny_db_set_actor (self->writer_db, igny_store_get_actor (work->store));
  if (run_step (self, work, error))
    tell_reader (self);
  igny_db_set_actor (self->writer_db, NULL);
  igny_db_set_account (self->writer_db, self->account);
  g_clear_pointer (&self->touched, igny_change_set_unref);
}

/* All that the function asks is answered from one state of the data. */
static gboolean
run_read (Work    *work,
          IgnyDb  *db,
          GError **error)
{
  gboolean ok;

  if (!igny_db_exec (db, "BEGIN", NULL, error))
    return FALSE;
  ok = work->read (db, work->data, work->cancellable, error);
  igny_db_rollback (db);
  return ok;
}

static void
finish_work (Work   *work,
             GError *error)
{
  if (work->task != NULL)
    {
      GTask *task = g_steal_pointer (&work->task);

      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_mutex_lock (&work->mutex);
  work->error = error;
  work->done = TRUE;
  g_cond_signal (&work->cond);
  g_mutex_unlock (&work->mutex);
}

static void
run_work (gpointer data)
{
  Work      *work = data;
  IgnyStore *self = igny_store_get_base (work->store);
  IgnyDb    *db = work->writes ? self->writer_db : work->store->reader_db;
  GError    *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (work->cancellable, &error))
    {
      igny_db_set_cancellable (db, work->cancellable);
      if (work->writes)
        run_write (work, &error);
      else if (!run_read (work, db, &error))
        g_assert (error != NULL);
      igny_db_set_cancellable (db, NULL);
    }

  finish_work (work, error);
}

/* FALSE with error when the store is closed: a worker that saves may be late. */
static gboolean
push_work (Work    *work,
           GError **error)
{
  IgnyStore *self = igny_store_get_base (work->store);
  gboolean   open;

  g_mutex_lock (&self->mutex);
  open = !self->closed && !work->store->closed;
  if (open)
    {
      /* Who waits for a store thread on a store thread waits for ever. */
      g_assert (work->task != NULL || !igny_worker_is_current (self->writer));
      g_assert (work->task != NULL || !igny_worker_is_current (self->reader));
      igny_worker_push (work->writes ? self->writer : self->reader, IGNY_STORE_PRIORITY_ASKED,
                        run_work, work);
    }
  g_mutex_unlock (&self->mutex);

  if (!open)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED, "%s: the data is closed already",
                 work->writes ? work->label : "read the data");
  return open;
}

static gboolean
wait_for (Work    *work,
          GError **error)
{
  if (!push_work (work, error))
    return FALSE;
  g_mutex_lock (&work->mutex);
  while (!work->done)
    g_cond_wait (&work->cond, &work->mutex);
  g_mutex_unlock (&work->mutex);

  if (work->error == NULL)
    return TRUE;
  g_propagate_error (error, work->error);
  return FALSE;
}

gboolean
igny_store_write (IgnyStore    *self,
                  IgnyStepKind  kind,
                  const char   *label,
                  IgnyWriteFunc func,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  Work     work = { self, TRUE };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (self) && label != NULL && func != NULL, FALSE);

  work.kind = kind;
  work.label = g_strdup (label);
  work.write = func;
  work.data = data;
  work.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_mutex_init (&work.mutex);
  g_cond_init (&work.cond);
  ok = wait_for (&work, error);
  work_clear (&work);
  return ok;
}

gboolean
igny_store_read (IgnyStore    *self,
                 IgnyReadFunc  func,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Work     work = { self, FALSE };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (self) && func != NULL, FALSE);

  work.read = func;
  work.data = data;
  work.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_mutex_init (&work.mutex);
  g_cond_init (&work.cond);
  ok = wait_for (&work, error);
  work_clear (&work);
  return ok;
}

static void
push_async (Work *work)
{
  GError *error = NULL;

  if (!push_work (work, &error))
    finish_work (work, error);
}

static Work *
work_new_async (IgnyStore          *self,
                gpointer            data,
                GDestroyNotify      free_data,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  Work *work = g_new0 (Work, 1);

  g_mutex_init (&work->mutex);
  g_cond_init (&work->cond);
  work->store = self;
  work->data = data;
  work->free_data = free_data;
  work->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  work->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (work->task, FALSE);
  g_task_set_task_data (work->task, work, (GDestroyNotify) work_free);
  return work;
}

void
igny_store_write_async (IgnyStore          *self,
                        IgnyStepKind        kind,
                        const char         *label,
                        IgnyWriteFunc       func,
                        gpointer            data,
                        GDestroyNotify      free_data,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  Work *work;

  g_return_if_fail (IGNY_IS_STORE (self) && label != NULL && func != NULL);

  work = work_new_async (self, data, free_data, cancellable, callback, user_data);
  work->writes = TRUE;
  work->kind = kind;
  work->label = g_strdup (label);
  work->write = func;
  push_async (work);
}

void
igny_store_read_async (IgnyStore          *self,
                       IgnyReadFunc        func,
                       gpointer            data,
                       GDestroyNotify      free_data,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  Work *work;

  g_return_if_fail (IGNY_IS_STORE (self) && func != NULL);

  work = work_new_async (self, data, free_data, cancellable, callback, user_data);
  work->read = func;
  push_async (work);
}

gboolean
igny_store_finish (IgnyStore    *self,
                   GAsyncResult *result,
                   gpointer     *data_out,
                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (data_out != NULL)
    *data_out = ((Work *) g_task_get_task_data (G_TASK (result)))->data;
  return g_task_propagate_boolean (G_TASK (result), error);
}
