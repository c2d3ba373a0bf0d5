/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store.h"

#include <fcntl.h>
#include <unistd.h>

#include "igny-change-set.h"
#include "igny-columns.h"
#include "igny-lock.h"
#include "igny-migrate.h"
#include "igny-seed.h"
#include "igny-store-private.h"
#include "igny-worker.h"

struct _IgnyStore
{
  GObject parent_instance;

  const IgnyEnv    *env;
  char             *folder;
  IgnyLock         *lock;
  GMainContext     *context;
  IgnyWorker       *writer;
  IgnyWorker       *reader;
  IgnyDb           *writer_db; /* writer thread */
  IgnyDb           *reader_db; /* reader thread */
  IgnyColumnsCache *columns;   /* reader thread */
  IgnyChangeSet    *touched;   /* writer thread: by the step that runs */
  gint64            account;
  char              account_id[IGNY_ID_TEXT_SIZE];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyStore, igny_store, G_TYPE_OBJECT)

/* Order on a thread: what keeps views true, then what a person waits for. */
enum
{
  PRIORITY_CHANGES,
  PRIORITY_ASKED,
  PRIORITY_LAST,
};

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
}

static void
work_free (Work *work)
{
  work_clear (work);
  g_free (work);
}

static void
touch_cb (const char *table,
          gint64      row,
          gpointer    user_data)
{
  IgnyStore *self = user_data;

  igny_change_set_add (self->touched, table, row);
}

static void
interrupt_cb (GCancellable *cancellable,
              IgnyDb       *db)
{
  igny_db_interrupt (db);
}

static gboolean
run_step (IgnyStore *self,
          Work      *work,
          GError   **error)
{
  g_autoptr(IgnyStep) step = igny_step_begin (self->writer_db, self->env, work->kind, work->label,
                                               self->account, error);

  return step != NULL &&
         work->write (step, work->data, work->cancellable, error) &&
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

  g_signal_emit (commit->store, signals[CHANGED], 0, commit->changes);
  return G_SOURCE_REMOVE;
}

static void
emit_changed (IgnyStore     *self,
              IgnyChangeSet *changes)
{
  g_autoptr(GSource) source = NULL;
  Commit *commit;

  if (!g_signal_has_handler_pending (self, signals[CHANGED], 0, FALSE))
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
  igny_worker_push (self->reader, PRIORITY_CHANGES, apply_changes, commit);
}

static void
run_write (Work    *work,
           GError **error)
{
  IgnyStore *self = work->store;

  self->touched = igny_change_set_new ();
  if (run_step (self, work, error))
    tell_reader (self);
  g_clear_pointer (&self->touched, igny_change_set_unref);
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
  IgnyStore *self = work->store;
  IgnyDb    *db = work->writes ? self->writer_db : self->reader_db;
  GError    *error = NULL;
  gulong     handler = 0;

  if (!g_cancellable_set_error_if_cancelled (work->cancellable, &error))
    {
      if (work->cancellable != NULL)
        handler = g_cancellable_connect (work->cancellable, G_CALLBACK (interrupt_cb), db, NULL);
      if (work->writes)
        run_write (work, &error);
      else if (!work->read (db, work->data, work->cancellable, &error))
        g_assert (error != NULL);
      g_cancellable_disconnect (work->cancellable, handler);
    }

  finish_work (work, error);
}

static gboolean
wait_for (Work       *work,
          IgnyWorker *worker,
          GError    **error)
{
  g_assert (!igny_worker_is_current (work->store->writer));
  g_assert (!igny_worker_is_current (work->store->reader));

  g_mutex_init (&work->mutex);
  g_cond_init (&work->cond);
  igny_worker_push (worker, PRIORITY_ASKED, run_work, work);
  g_mutex_lock (&work->mutex);
  while (!work->done)
    g_cond_wait (&work->cond, &work->mutex);
  g_mutex_unlock (&work->mutex);
  g_cond_clear (&work->cond);
  g_mutex_clear (&work->mutex);

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
  ok = wait_for (&work, self->writer, error);
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
  ok = wait_for (&work, self->reader, error);
  work_clear (&work);
  return ok;
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
  igny_worker_push (self->writer, PRIORITY_ASKED, run_work, work);
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
  igny_worker_push (self->reader, PRIORITY_ASKED, run_work, work);
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

typedef struct
{
  gboolean  redo;
  IgnyUndo *undo;
} UndoCall;

static gboolean
undo_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  UndoCall *call = data;

  return igny_undo_apply (step, call->redo, call->undo, error);
}

gboolean
igny_store_undo (IgnyStore *self,
                 gboolean   redo,
                 IgnyUndo  *undo,
                 GError   **error)
{
  UndoCall call = { redo, undo };

  g_return_val_if_fail (IGNY_IS_STORE (self) && undo != NULL, FALSE);

  *undo = (IgnyUndo){ 0 };
  return igny_store_write (self, redo ? IGNY_STEP_REDO : IGNY_STEP_UNDO, redo ? "Redo" : "Undo",
                           undo_cb, &call, NULL, error);
}

/* What is run on one of the two threads and waited for, with its connection
 * still to come or about to go. */
typedef struct
{
  IgnyStore *store;
  GError    *error;
  GMutex     mutex;
  GCond      cond;
  gboolean   done;
} Errand;

static void
errand_done (Errand *errand)
{
  g_mutex_lock (&errand->mutex);
  errand->done = TRUE;
  g_cond_signal (&errand->cond);
  g_mutex_unlock (&errand->mutex);
}

static gboolean
run_on (IgnyStore   *self,
        IgnyWorker  *worker,
        int          priority,
        IgnyWorkFunc func,
        GError     **error)
{
  Errand errand = { self };

  g_mutex_init (&errand.mutex);
  g_cond_init (&errand.cond);
  igny_worker_push (worker, priority, func, &errand);
  g_mutex_lock (&errand.mutex);
  while (!errand.done)
    g_cond_wait (&errand.cond, &errand.mutex);
  g_mutex_unlock (&errand.mutex);
  g_cond_clear (&errand.cond);
  g_mutex_clear (&errand.mutex);

  if (errand.error == NULL)
    return TRUE;
  g_propagate_error (error, errand.error);
  return FALSE;
}

static gboolean
read_account (IgnyStore *self,
              GError   **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (self->writer_db,
                                                 "SELECT row, id FROM accounts WHERE deleted_step IS NULL"
                                                 " ORDER BY row LIMIT 1",
                                                 NULL, error);
  IgnyId id;

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return FALSE;
  self->account = igny_cursor_get_integer (cursor, 0);
  igny_cursor_get_id (cursor, 1, &id);
  igny_id_to_text (&id, self->account_id);
  return TRUE;
}

static void
open_writer (gpointer data)
{
  Errand          *errand = data;
  IgnyStore       *self = errand->store;
  g_autofree char *path = g_build_filename (self->folder, "igny8.db", NULL);
  g_autofree char *backups = g_build_filename (self->folder, "backups", NULL);
  int              fd = igny_env_open (self->env, path, O_RDWR | O_CREAT, 0600);

  /* Made here only for its mode: SQLite would let the umask decide. */
  if (fd >= 0)
    close (fd);
  self->writer_db = igny_db_open (path, FALSE, &errand->error);
  if (self->writer_db != NULL &&
      igny_migrate (self->writer_db, self->env, backups, &errand->error) &&
      igny_seed (self->writer_db, self->env, &errand->error) &&
      read_account (self, &errand->error))
    igny_db_set_touch_func (self->writer_db, touch_cb, self);
  errand_done (errand);
}

static void
open_reader (gpointer data)
{
  Errand          *errand = data;
  IgnyStore       *self = errand->store;
  g_autofree char *path = g_build_filename (self->folder, "igny8.db", NULL);

  self->reader_db = igny_db_open (path, TRUE, &errand->error);
  self->columns = igny_columns_cache_new (self->account);
  errand_done (errand);
}

IgnyStore *
igny_store_open (const IgnyEnv *env,
                 const char    *folder,
                 const char    *bus_name,
                 char         **owner,
                 GError       **error)
{
  g_autoptr(IgnyStore) self = NULL;

  g_return_val_if_fail (env != NULL && folder != NULL, NULL);

  self = g_object_new (IGNY_TYPE_STORE, NULL);
  self->env = env;
  self->folder = g_strdup (folder);
  self->context = g_main_context_ref_thread_default ();
  self->lock = igny_lock_take (env, folder, bus_name, owner, error);
  if (self->lock == NULL)
    return NULL;

  self->writer = igny_worker_new ("igny-writer");
  self->reader = igny_worker_new ("igny-reader");
  if (!run_on (self, self->writer, PRIORITY_ASKED, open_writer, error) ||
      !run_on (self, self->reader, PRIORITY_ASKED, open_reader, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
close_writer (gpointer data)
{
  Errand *errand = data;

  g_clear_pointer (&errand->store->writer_db, igny_db_close);
  errand_done (errand);
}

static void
close_reader (gpointer data)
{
  Errand *errand = data;

  g_clear_pointer (&errand->store->columns, igny_columns_cache_free);
  g_clear_pointer (&errand->store->reader_db, igny_db_close);
  errand_done (errand);
}

static void
wait_on (gpointer data)
{
  errand_done (data);
}

void
igny_store_close (IgnyStore *self)
{
  g_return_if_fail (IGNY_IS_STORE (self));

  /* The writer tells the reader of each commit, so it has to be idle before
   * the reader goes; and it closes last, since only a read-write connection
   * that is the last one empties the WAL. */
  if (self->writer != NULL)
    run_on (self, self->writer, PRIORITY_LAST, wait_on, NULL);
  if (self->reader != NULL)
    run_on (self, self->reader, PRIORITY_LAST, close_reader, NULL);
  g_clear_pointer (&self->reader, igny_worker_free);
  if (self->writer != NULL)
    run_on (self, self->writer, PRIORITY_LAST, close_writer, NULL);
  g_clear_pointer (&self->writer, igny_worker_free);
  g_clear_pointer (&self->lock, igny_lock_free);
}

static void
igny_store_finalize (GObject *object)
{
  IgnyStore *self = IGNY_STORE (object);

  igny_store_close (self);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->folder);

  G_OBJECT_CLASS (igny_store_parent_class)->finalize (object);
}

static void
igny_store_class_init (IgnyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, IGNY_TYPE_CHANGE_SET);
}

static void
igny_store_init (IgnyStore *self)
{
}

const IgnyEnv *
igny_store_get_env (IgnyStore *self)
{
  g_return_val_if_fail (IGNY_IS_STORE (self), NULL);

  return self->env;
}

const char *
igny_store_get_folder (IgnyStore *self)
{
  g_return_val_if_fail (IGNY_IS_STORE (self), NULL);

  return self->folder;
}

gint64
igny_store_get_account (IgnyStore *self)
{
  g_return_val_if_fail (IGNY_IS_STORE (self), 0);

  return self->account;
}

const char *
igny_store_get_account_id (IgnyStore *self)
{
  g_return_val_if_fail (IGNY_IS_STORE (self), NULL);

  return self->account_id;
}

IgnyColumnsCache *
igny_store_get_columns (IgnyStore *self)
{
  g_assert (igny_worker_is_current (self->reader));

  return self->columns;
}
