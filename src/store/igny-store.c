/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "igny-backup.h"
#include "igny-change-set.h"
#include "igny-migrate.h"
#include "igny-seed-library.h"
#include "igny-seed.h"
#include "igny-store-private.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyStore, igny_store, G_TYPE_OBJECT)

static void
touch_cb (const char *table,
          gint64      row,
          gpointer    user_data)
{
  IgnyStore *self = user_data;

  /* The log tells nobody anything that the rows themselves do not. */
  if (strcmp (table, "changes") == 0 || strcmp (table, "step_context") == 0)
    return;
  igny_change_set_add (self->touched, table, row);
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
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (self->writer_db,
                                "SELECT row, id FROM accounts WHERE deleted_step IS NULL"
                                " ORDER BY row LIMIT 1",
                                NULL, error);
  IgnyId id;

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return FALSE;
  self->account = igny_cursor_get_integer (cursor, 0);
  igny_cursor_get_id (cursor, 1, &id);
  igny_id_to_text (&id, self->account_id);
  igny_db_set_account (self->writer_db, self->account);
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

  /* A million rows that are written must not take the window's processor. */
  igny_worker_stand_back (IGNY_WORKER_LONG);
  /* Made here only for its mode: SQLite would let the umask decide. */
  if (fd >= 0)
    close (fd);
  self->writer_db = igny_db_open (path, FALSE, &errand->error);
  if (self->writer_db != NULL &&
      igny_migrate (self->writer_db, self->env, backups, &errand->error) &&
      igny_seed (self->writer_db, self->env, &errand->error) &&
      igny_seed_library_update (self->writer_db, self->env, &errand->error) &&
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

  igny_worker_stand_back (IGNY_WORKER_SHORT);
  self->reader_db = igny_db_open (path, TRUE, &errand->error);
  if (self->reader_db != NULL)
    igny_db_set_account (self->reader_db, self->account);
  self->columns = igny_columns_cache_new ();
  self->others = g_ptr_array_new ();
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
  if (self->lock == NULL || !igny_backup_place (env, folder, NULL, error))
    return NULL;

  self->writer = igny_worker_new ("igny-writer");
  self->reader = igny_worker_new ("igny-reader");
  if (!run_on (self, self->writer, IGNY_STORE_PRIORITY_ASKED, open_writer, error) ||
      !run_on (self, self->reader, IGNY_STORE_PRIORITY_ASKED, open_reader, error))
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

  for (guint i = 0; errand->store->others != NULL && i < errand->store->others->len; i++)
    igny_store_leave (errand->store->others->pdata[i]);
  g_clear_pointer (&errand->store->others, g_ptr_array_unref);
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

  if (self->base != NULL)
    {
      igny_store_close_for (self);
      return;
    }
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_mutex_unlock (&self->mutex);

  /* The writer tells the reader of each commit, so it has to be idle before
   * the reader goes; and it closes last, since only a read-write connection
   * that is the last one empties the WAL. */
  if (self->writer != NULL)
    run_on (self, self->writer, IGNY_STORE_PRIORITY_LAST, wait_on, NULL);
  if (self->reader != NULL)
    run_on (self, self->reader, IGNY_STORE_PRIORITY_LAST, close_reader, NULL);
  g_clear_pointer (&self->reader, igny_worker_free);
  if (self->writer != NULL)
    run_on (self, self->writer, IGNY_STORE_PRIORITY_LAST, close_writer, NULL);
  g_clear_pointer (&self->writer, igny_worker_free);
  g_clear_pointer (&self->lock, igny_lock_free);
}

static void
igny_store_finalize (GObject *object)
{
  IgnyStore *self = IGNY_STORE (object);

  igny_store_close (self);
  g_clear_object (&self->base);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->folder);
  g_mutex_clear (&self->mutex);

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
  g_mutex_init (&self->mutex);
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
  g_assert (igny_worker_is_current (igny_store_get_base (self)->reader));

  return self->columns;
}

void
igny_store_emit_changed (IgnyStore     *self,
                         IgnyChangeSet *changes)
{
  g_signal_emit (self, signals[CHANGED], 0, changes);
}

gboolean
igny_store_is_watched (IgnyStore *self)
{
  return g_signal_has_handler_pending (self, signals[CHANGED], 0, FALSE);
}
