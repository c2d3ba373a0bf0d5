/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-db.h"

#include <sqlite3.h>

struct _IgnyDb
{
  sqlite3        *handle;
  GThread        *owner;
  GHashTable     *statements; /* SQL → sqlite3_stmt that nobody uses */
  IgnyDbTouchFunc touch;
  gpointer        touch_data;
};

struct _IgnyCursor
{
  IgnyDb       *db;
  sqlite3_stmt *stmt;
};

/* Statements differ by page and filter; beyond this many the rest is rare. */
#define CACHE_MAX 200

G_DEFINE_QUARK (igny_db_error, igny_db_error)

static int
error_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return IGNY_DB_ERROR_BUSY;

    case SQLITE_CONSTRAINT:
      return IGNY_DB_ERROR_CONSTRAINT;

    case SQLITE_FULL:
    case SQLITE_IOERR:
      return IGNY_DB_ERROR_FULL;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return IGNY_DB_ERROR_DAMAGED;

    default:
      return IGNY_DB_ERROR_FAILED;
    }
}

static gboolean
fail (IgnyDb     *self,
      const char *what,
      GError    **error)
{
  int rc = sqlite3_extended_errcode (self->handle);

  if (rc == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", what);
  else if (rc == SQLITE_FULL)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL,
                 "%s: the disk is full; nothing was changed. Make room and try again", what);
  else
    g_set_error (error, IGNY_DB_ERROR, error_code (rc), "%s: %s", what,
                 sqlite3_errmsg (self->handle));
  return FALSE;
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
    {
      int rc;

      if (binds->kind == IGNY_BIND_TEXT)
        rc = sqlite3_bind_text (stmt, i, binds->bytes, -1, SQLITE_STATIC);
      else if (binds->kind == IGNY_BIND_BLOB)
        rc = sqlite3_bind_blob (stmt, i, binds->bytes, (int) binds->length, SQLITE_STATIC);
      else if (binds->kind == IGNY_BIND_INT && binds->integer != IGNY_UNKNOWN)
        rc = sqlite3_bind_int64 (stmt, i, binds->integer);
      else
        rc = sqlite3_bind_null (stmt, i);

      if (rc != SQLITE_OK)
        return fail (self, "bind a value", error);
    }

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

  if (self->touch != NULL)
    self->touch (table, row, self->touch_data);
}

static gboolean
configure (IgnyDb  *self,
           gboolean read_only,
           GError **error)
{
  sqlite3_busy_timeout (self->handle, 10000);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!igny_db_exec_script (self, "PRAGMA cache_size = -65536", error))
    return FALSE;
  if (read_only)
    return igny_db_exec_script (self, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF", error);

  sqlite3_update_hook (self->handle, touch_cb, self);
  /* WAL with NORMAL may lose the last commits when the power fails, but never
   * a part of one. */
  return igny_db_exec_script (self,
                              "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
                              "PRAGMA temp_store = MEMORY",
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
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            finalize_statement);
  if (sqlite3_open_v2 (path, &self->handle, flags, NULL) != SQLITE_OK)
    {
      fail (self, what, error);
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
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/* A statement is taken out of the cache while it is used, so that a nested use
 * of the same SQL gets another one. */
static sqlite3_stmt *
take_statement (IgnyDb     *self,
                const char *sql,
                GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  gpointer      key = NULL;

  g_assert (self->owner == g_thread_self ());

  if (g_hash_table_steal_extended (self->statements, sql, &key, (gpointer *) &stmt))
    {
      g_free (key);
      return stmt;
    }
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
      SQLITE_OK)
    {
      fail (self, sql, error);
      return NULL;
    }
  return stmt;
}

static void
give_back (IgnyDb       *self,
           sqlite3_stmt *stmt)
{
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (g_hash_table_size (self->statements) >= CACHE_MAX)
    g_hash_table_remove_all (self->statements);
  g_hash_table_replace (self->statements, g_strdup (sqlite3_sql (stmt)), stmt);
}

IgnyCursor *
igny_db_query (IgnyDb         *self,
               const char     *sql,
               const IgnyBind *binds,
               GError        **error)
{
  IgnyCursor   *cursor;
  sqlite3_stmt *stmt;

  g_return_val_if_fail (self != NULL && sql != NULL, NULL);

  stmt = take_statement (self, sql, error);
  if (stmt == NULL)
    return NULL;
  if (!bind_all (self, stmt, binds, error))
    {
      give_back (self, stmt);
      return NULL;
    }

  cursor = g_new (IgnyCursor, 1);
  cursor->db = self;
  cursor->stmt = stmt;
  return cursor;
}

gboolean
igny_cursor_next (IgnyCursor *self,
                  GError    **error)
{
  int rc = sqlite3_step (self->stmt);

  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    fail (self->db, "run a statement", error);
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

    default:
      return (IgnyBind){ .kind = IGNY_BIND_NULL };
    }
}

void
igny_cursor_free (IgnyCursor *self)
{
  if (self == NULL)
    return;
  give_back (self->db, self->stmt);
  g_free (self);
}

gboolean
igny_db_exec (IgnyDb         *self,
              const char     *sql,
              const IgnyBind *binds,
              GError        **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (self, sql, binds, error);
  int rc;

  if (cursor == NULL)
    return FALSE;
  do
    rc = sqlite3_step (cursor->stmt);
  while (rc == SQLITE_ROW);

  return rc == SQLITE_DONE || fail (self, "run a statement", error);
}

gboolean
igny_db_exec_script (IgnyDb     *self,
                     const char *sql,
                     GError    **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);
  g_assert (self->owner == g_thread_self ());

  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
         fail (self, "run a script", error);
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

void
igny_db_interrupt (IgnyDb *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_interrupt (self->handle);
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
