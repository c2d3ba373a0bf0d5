/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-db-private.h"

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

const char *
igny_db_remedy (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      return "the disk is full; nothing was changed. Make room and try again";

    case SQLITE_IOERR:
      return "the disk could not be read or written; nothing was changed. Make room on it, or "
             "check it, and try again";

    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "the file or its folder may not be written. Allow it, or choose another folder with "
             "--data-dir";

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "the file igny8.db is damaged. Take back a file of the folder “backups” with "
             "“igny8ctl restore FILE”";

    default:
      return NULL;
    }
}

gboolean
igny_db_fail (IgnyDb     *self,
              const char *what,
              GError    **error)
{
  int         rc = sqlite3_extended_errcode (self->handle);
  const char *text = igny_db_remedy (rc);

  if (rc == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", what);
  else if (text != NULL)
    g_set_error (error, IGNY_DB_ERROR, error_code (rc), "%s: %s (%s)", what, text,
                 sqlite3_errmsg (self->handle));
  else
    g_set_error (error, IGNY_DB_ERROR, error_code (rc), "%s: %s", what,
                 sqlite3_errmsg (self->handle));
  return FALSE;
}
