/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-db-copy.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "igny-db.h"

/* Pages between two looks at the cancellable, 4 MB: a few milliseconds. */
#define CHUNK 1024

static gboolean
fail (sqlite3    *handle,
      int         rc,
      const char *path,
      GError    **error)
{
  int kind = rc & 0xff;

  if (kind == SQLITE_FULL || kind == SQLITE_IOERR)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL,
                 "copy to “%s”: the disk is full or fails. Make room, or choose another place",
                 path);
  else if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED, "copy “%s”: it is damaged (%s)", path,
                 sqlite3_errmsg (handle));
  else
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED, "copy “%s”: %s", path,
                 sqlite3_errmsg (handle));
  return FALSE;
}

static sqlite3 *
open_file (const char *path,
           int         flags,
           const char *setup,
           GError    **error)
{
  sqlite3 *handle = NULL;
  int      rc = sqlite3_open_v2 (path, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL);

  if (rc == SQLITE_OK)
    {
      sqlite3_busy_timeout (handle, 10000);
      rc = sqlite3_exec (handle, setup, NULL, NULL, NULL);
    }
  if (rc == SQLITE_OK)
    return handle;
  fail (handle, rc, path, error);
  sqlite3_close_v2 (handle);
  return NULL;
}

static gboolean
run_backup (sqlite3      *from,
            sqlite3      *to,
            const char   *target,
            GCancellable *cancellable,
            GError      **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int             rc = backup != NULL ? SQLITE_OK : sqlite3_errcode (to);

  while (rc == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    rc = sqlite3_backup_step (backup, CHUNK);
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  if (rc == SQLITE_DONE)
    return TRUE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         fail (to, rc, target, error);
}

gboolean
igny_db_copy (const char   *path,
              const char   *target,
              GCancellable *cancellable,
              GError      **error)
{
  sqlite3 *from;
  sqlite3 *to;
  gboolean ok;

  g_return_val_if_fail (path != NULL && target != NULL, FALSE);

  /* The transaction keeps one state for all chunks. */
  from = open_file (path, SQLITE_OPEN_READWRITE,
                    "PRAGMA query_only = ON; BEGIN; SELECT count(*) FROM sqlite_schema", error);
  if (from == NULL)
    return FALSE;
  /* Nobody reads it before it is whole, so it needs no journal. */
  to = open_file (target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error);
  ok = to != NULL && run_backup (from, to, target, cancellable, error);
  sqlite3_close_v2 (to);
  sqlite3_close_v2 (from);
  if (!ok)
    g_unlink (target);
  return ok;
}
