/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-db.h"

#include <string.h>

#include "igny-db-functions.h"
#include "igny-db-private.h"

/* Statements differ by page and filter; beyond this many the rest is rare. */
#define CACHE_MAX 200

/* Steps of SQLite's machine between two looks at a cancellable: some 0.1 ms. */
#define PROGRESS_OPS 4000

static int
bind_one (sqlite3_stmt   *stmt,
          int             i,
          const IgnyBind *bind)
{
  if (bind->kind == IGNY_BIND_TEXT)
    return sqlite3_bind_text (stmt, i, bind->bytes, -1, SQLITE_STATIC);
  if (bind->kind == IGNY_BIND_BLOB)
    return sqlite3_bind_blob (stmt, i, bind->bytes, (int) bind->length, SQLITE_STATIC);
  if (bind->kind == IGNY_BIND_INT && bind->integer != IGNY_UNKNOWN)
    return sqlite3_bind_int64 (stmt, i, bind->integer);
  return sqlite3_bind_null (stmt, i);
}

static gboolean
bind_all (IgnyDb         *self,
          sqlite3_stmt   *stmt,
          const IgnyBind *binds,
          GError        **error)
{
  int n_parameters = sqlite3_bind_parameter_count (stmt);

  /* Statements of one table share one list of values, and not each uses all. */
  for (int i = 1; binds != NULL && binds->kind != IGNY_BIND_END && i <= n_parameters; i++, binds++)
    if (bind_one (stmt, i, binds) != SQLITE_OK)
      return igny_db_fail (self, "bind a value", error);

  return TRUE;
}

static void
touch_cb (gpointer      data,
          int           operation,
          const char   *database,
          const char   *table,
          sqlite3_int64 row)
{
  IgnyDb *self = data;

  if (self->touch != NULL && strcmp (database, "main") == 0)
    self->touch (table, row, self->touch_data);
}

static void
account_cb (sqlite3_context *context,
            int              n_values,
            sqlite3_value  **values)
{
  const IgnyDb *self = sqlite3_user_data (context);

  if (self->account != 0)
    sqlite3_result_int64 (context, self->account);
}

static gboolean
configure (IgnyDb  *self,
           gboolean read_only,
           GError **error)
{
  sqlite3_busy_timeout (self->handle, 10000);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (sqlite3_create_function_v2 (self->handle, "my_account", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                  self, account_cb, NULL, NULL, NULL) != SQLITE_OK ||
      igny_db_functions_add (self->handle) != SQLITE_OK)
    return igny_db_fail (self, "prepare the connection", error);
  /* Lists are read from columns; what else is read is read once, or again from
   * the system's own cache. */
  if (read_only)
    return igny_db_exec_script (self,
                                "PRAGMA cache_size = -8192; PRAGMA query_only = ON;"
                                "PRAGMA trusted_schema = OFF",
                                error);

  sqlite3_update_hook (self->handle, touch_cb, self);
  /* WAL with NORMAL may lose the last commits when the power fails, but never
   * a part of one. Steps write the same pages again and again: 16 MiB of them
   * are gathered before each is copied into the file once. */
  return igny_db_exec_script (self,
                              "PRAGMA cache_size = -65536;"
                              "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
                              "PRAGMA wal_autocheckpoint = 4096; PRAGMA temp_store = MEMORY",
                              error);
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

IgnyDb *
igny_db_open (const char *path,
              gboolean    read_only,
              GError    **error)
{
  g_autoptr(IgnyDb) self = g_new0 (IgnyDb, 1);
  g_autofree char *what = g_strdup_printf ("open “%s”", path);
  int              flags = SQLITE_OPEN_NOMUTEX;

  flags |= read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  self->owner = g_thread_self ();
  /* A statement owns the SQL that is its key. */
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);
  self->kept = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (path, &self->handle, flags, NULL) != SQLITE_OK)
    {
      igny_db_fail (self, what, error);
      return NULL;
    }
  /* SQLite falls back to reading when it may not write. */
  if (!read_only && sqlite3_db_readonly (self->handle, "main") == 1)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED, "%s: %s", what,
                   igny_db_remedy (SQLITE_READONLY));
      return NULL;
    }
  if (!configure (self, read_only, error))
    {
      g_prefix_error (error, "%s: ", what);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
igny_db_close (IgnyDb *self)
{
  if (self == NULL)
    return;
  g_assert (self->owner == g_thread_self ());
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

void
igny_db_set_account (IgnyDb *self,
                     gint64  account)
{
  g_return_if_fail (self != NULL);
  g_assert (self->owner == g_thread_self ());

  self->account = account;
}

void
igny_db_set_actor (IgnyDb          *self,
                   const IgnyActor *actor)
{
  g_return_if_fail (self != NULL);
  g_assert (self->owner == g_thread_self ());

  self->actor = actor;
}

const IgnyActor *
igny_db_get_actor (IgnyDb *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->actor;
}

/* COMMIT changes nothing by itself, and yet is what writes. */
static gboolean
is_reading (sqlite3_stmt *stmt)
{
  return sqlite3_stmt_readonly (stmt) != 0 && sqlite3_column_count (stmt) > 0;
}

/* SQLite's cause, behind what a person knows of it: the file. */
static gboolean
fail_at_file (IgnyDb  *self,
              gboolean reading,
              GError **error)
{
  const char      *path = sqlite3_db_filename (self->handle, "main");
  const char      *file = path != NULL && *path != '\0' ? path : "memory";
  g_autofree char *what = g_strdup_printf (reading ? "read “%s”" : "save to “%s”", file);

  return igny_db_fail (self, what, error);
}

static sqlite3_stmt *
prepare (IgnyDb     *self,
         const char *sql,
         GError    **error)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) ==
      SQLITE_OK)
    return stmt;
  if (igny_db_remedy (sqlite3_extended_errcode (self->handle)) != NULL)
    fail_at_file (self, TRUE, error);
  else
    igny_db_fail (self, sql, error);
  return NULL;
}

static void
give_back (IgnyCursor *cursor)
{
  IgnyDb *self = cursor->db;

  sqlite3_reset (cursor->stmt);
  sqlite3_clear_bindings (cursor->stmt);
  if (cursor->key != NULL)
    {
      g_hash_table_replace (self->kept, (gpointer) cursor->key, cursor->stmt);
      return;
    }
  if (g_hash_table_size (self->statements) >= CACHE_MAX)
    g_hash_table_remove_all (self->statements);
  g_hash_table_replace (self->statements, (gpointer) sqlite3_sql (cursor->stmt), cursor->stmt);
}

/* A statement is taken out of its table while it is used, so that a nested use
 * of the same SQL gets another one. */
static IgnyCursor *
open_cursor (IgnyDb         *self,
             sqlite3_stmt   *stmt,
             gconstpointer   key,
             const IgnyBind *binds,
             GError        **error)
{
  IgnyCursor *cursor;

  if (stmt == NULL)
    return NULL;
  cursor = g_new (IgnyCursor, 1);
  cursor->db = self;
  cursor->stmt = stmt;
  cursor->key = key;
  if (bind_all (self, stmt, binds, error))
    return cursor;
  igny_cursor_free (cursor);
  return NULL;
}

IgnyCursor *
igny_db_query (IgnyDb         *self,
               const char     *sql,
               const IgnyBind *binds,
               GError        **error)
{
  sqlite3_stmt *stmt = NULL;

  g_return_val_if_fail (self != NULL && sql != NULL, NULL);
  g_assert (self->owner == g_thread_self ());

  if (!g_hash_table_steal_extended (self->statements, sql, NULL, (gpointer *) &stmt))
    stmt = prepare (self, sql, error);
  return open_cursor (self, stmt, NULL, binds, error);
}

IgnyCursor *
igny_db_query_kept (IgnyDb         *self,
                    gconstpointer   key,
                    IgnyDbSqlFunc   make,
                    const IgnyBind *binds,
                    GError        **error)
{
  sqlite3_stmt *stmt = NULL;

  g_return_val_if_fail (self != NULL && key != NULL && make != NULL, NULL);
  g_assert (self->owner == g_thread_self ());

  if (!g_hash_table_steal_extended (self->kept, key, NULL, (gpointer *) &stmt))
    {
      g_autofree char *sql = make (key);

      stmt = prepare (self, sql, error);
    }
  return open_cursor (self, stmt, key, binds, error);
}

gboolean
igny_cursor_rebind (IgnyCursor     *self,
                    const IgnyBind *binds,
                    GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  sqlite3_reset (self->stmt);
  return bind_all (self->db, self->stmt, binds, error);
}

gboolean
igny_cursor_run (IgnyCursor     *self,
                 const IgnyBind *binds,
                 const IgnyBind *before,
                 GError        **error)
{
  int rc;

  g_return_val_if_fail (self != NULL && binds != NULL, FALSE);
  g_assert (self->db->owner == g_thread_self ());

  for (int i = 0; binds[i].kind != IGNY_BIND_END; i++)
    if ((before == NULL || binds[i].kind != IGNY_BIND_NULL || before[i].kind != IGNY_BIND_NULL) &&
        bind_one (self->stmt, i + 1, &binds[i]) != SQLITE_OK)
      return igny_db_fail (self->db, "bind a value", error);
  rc = sqlite3_step (self->stmt);
  if (rc != SQLITE_DONE)
    fail_at_file (self->db, is_reading (self->stmt), error);
  sqlite3_reset (self->stmt);
  return rc == SQLITE_DONE;
}

void
igny_cursor_rewind (IgnyCursor *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->stmt);
}

gboolean
igny_cursor_next (IgnyCursor *self,
                  GError    **error)
{
  int rc;

  g_assert (self->db->owner == g_thread_self ());

  rc = sqlite3_step (self->stmt);
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    fail_at_file (self->db, is_reading (self->stmt), error);
  return FALSE;
}

gint64
igny_cursor_get_integer (IgnyCursor *self,
                         int         column)
{
  if (sqlite3_column_type (self->stmt, column) == SQLITE_NULL)
    return IGNY_UNKNOWN;
  return sqlite3_column_int64 (self->stmt, column);
}

const char *
igny_cursor_get_text (IgnyCursor *self,
                      int         column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

gboolean
igny_cursor_get_id (IgnyCursor *self,
                    int         column,
                    IgnyId     *id)
{
  const void *bytes = sqlite3_column_blob (self->stmt, column);

  if (bytes == NULL || sqlite3_column_bytes (self->stmt, column) != 16)
    return FALSE;
  memcpy (id->bytes, bytes, 16);
  return TRUE;
}

IgnyBind
igny_cursor_get_bind (IgnyCursor *self,
                      int         column)
{
  switch (sqlite3_column_type (self->stmt, column))
    {
    case SQLITE_INTEGER:
      return IGNY_BIND_INT (sqlite3_column_int64 (self->stmt, column));

    case SQLITE_TEXT:
      return IGNY_BIND_TEXT (sqlite3_column_text (self->stmt, column));

    case SQLITE_BLOB:
      return (IgnyBind){ .kind = IGNY_BIND_BLOB,
                         .bytes = sqlite3_column_blob (self->stmt, column),
                         .length = (gsize) sqlite3_column_bytes (self->stmt, column) };

    default:
      return (IgnyBind){ .kind = IGNY_BIND_NULL };
    }
}

void
igny_cursor_free (IgnyCursor *self)
{
  if (self == NULL)
    return;
  give_back (self);
  g_free (self);
}

static gboolean
run_cursor (IgnyCursor *cursor,
            GError    **error)
{
  int rc;

  if (cursor == NULL)
    return FALSE;
  do
    rc = sqlite3_step (cursor->stmt);
  while (rc == SQLITE_ROW);

  return rc == SQLITE_DONE || fail_at_file (cursor->db, is_reading (cursor->stmt), error);
}

gboolean
igny_db_exec (IgnyDb         *self,
              const char     *sql,
              const IgnyBind *binds,
              GError        **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (self, sql, binds, error);

  return run_cursor (cursor, error);
}

gboolean
igny_db_exec_kept (IgnyDb         *self,
                   gconstpointer   key,
                   IgnyDbSqlFunc   make,
                   const IgnyBind *binds,
                   GError        **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query_kept (self, key, make, binds, error);

  return run_cursor (cursor, error);
}

void
igny_db_set_triggers (IgnyDb  *self,
                      gboolean on)
{
  g_return_if_fail (self != NULL);
  g_assert (self->owner == g_thread_self ());

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, on ? 1 : 0, NULL);
}

void
igny_db_rollback (IgnyDb *self)
{
  g_return_if_fail (self != NULL);
  g_assert (self->owner == g_thread_self ());

  igny_db_set_triggers (self, TRUE);
  igny_db_set_cancellable (self, NULL);
  /* After some errors SQLite has rolled back by itself. */
  if (sqlite3_get_autocommit (self->handle) == 0 &&
      !igny_db_exec (self, "ROLLBACK", NULL, NULL))
    g_critical ("roll back: %s", sqlite3_errmsg (self->handle));
}

gboolean
igny_db_exec_script (IgnyDb     *self,
                     const char *sql,
                     GError    **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);
  g_assert (self->owner == g_thread_self ());

  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
         fail_at_file (self, FALSE, error);
}

gboolean
igny_db_get_integer (IgnyDb         *self,
                     const char     *sql,
                     const IgnyBind *binds,
                     gint64         *value,
                     GError        **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (self, sql, binds, error);
  g_autoptr(GError) local = NULL;

  *value = IGNY_UNKNOWN;
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    *value = igny_cursor_get_integer (cursor, 0);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    return TRUE;
  return FALSE;
}

gboolean
igny_db_get_text (IgnyDb         *self,
                  const char     *sql,
                  const IgnyBind *binds,
                  char          **text,
                  GError        **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (self, sql, binds, error);
  g_autoptr(GError) local = NULL;

  *text = NULL;
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    *text = g_strdup (igny_cursor_get_text (cursor, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gint64
igny_db_get_last_row (IgnyDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

gint64
igny_db_get_changes (IgnyDb *self)
{
  return sqlite3_changes64 (self->handle);
}

static int
progress_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/* An interrupt from the other thread would be lost when it comes between two
 * statements; the statement asks instead. */
void
igny_db_set_cancellable (IgnyDb       *self,
                         GCancellable *cancellable)
{
  g_return_if_fail (self != NULL);
  g_assert (self->owner == g_thread_self ());

  sqlite3_progress_handler (self->handle, cancellable != NULL ? PROGRESS_OPS : 0, progress_cb,
                            cancellable);
}

void
igny_db_set_touch_func (IgnyDb         *self,
                        IgnyDbTouchFunc func,
                        gpointer        user_data)
{
  g_return_if_fail (self != NULL);

  self->touch = func;
  self->touch_data = user_data;
}
