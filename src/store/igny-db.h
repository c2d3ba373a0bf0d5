/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"
#include "igny-role.h"

G_BEGIN_DECLS

/* One SQLite connection, owned by the thread that opened it: every function
 * here asserts that. Above the store floor it is met in two places only, as
 * the argument of a read function and through igny_step_get_db. */
typedef struct _IgnyDb     IgnyDb;
typedef struct _IgnyCursor IgnyCursor;

typedef enum
{
  IGNY_DB_ERROR_FAILED,
  IGNY_DB_ERROR_BUSY,
  IGNY_DB_ERROR_CONSTRAINT,
  IGNY_DB_ERROR_FULL, /* there is no room, or the disk fails */
  IGNY_DB_ERROR_NEWER_SCHEMA,
  IGNY_DB_ERROR_NOT_OURS,
  IGNY_DB_ERROR_DAMAGED,
  IGNY_DB_ERROR_NOT_FOUND,
  IGNY_DB_ERROR_OWNED, /* another program holds the data folder */
} IgnyDbError;

#define IGNY_DB_ERROR (igny_db_error_quark ())

GQuark igny_db_error_quark (void);

/* A value for a numbered parameter; text and blob are borrowed until the
 * cursor is freed. */
typedef struct
{
  enum
  {
    IGNY_BIND_END,
    IGNY_BIND_NULL,
    IGNY_BIND_TEXT,
    IGNY_BIND_INT,
    IGNY_BIND_BLOB
  } kind;
  const void *bytes;
  gint64      integer;
  gsize       length;
} IgnyBind;

/* clang-format off */
#define IGNY_BIND_TEXT(v) ((IgnyBind) { .kind = (v) != NULL ? IGNY_BIND_TEXT : IGNY_BIND_NULL, .bytes = (v) })
#define IGNY_BIND_INT(v) ((IgnyBind) { .kind = IGNY_BIND_INT, .integer = (v) })
#define IGNY_BIND_ID(v) ((IgnyBind) { .kind = IGNY_BIND_BLOB, .bytes = (v)->bytes, .length = 16 })
/* 0 is no record, and NULL in the store. */
#define IGNY_BIND_ROW(v) ((IgnyBind) { .kind = (v) != 0 ? IGNY_BIND_INT : IGNY_BIND_NULL, .integer = (v) })
#define IGNY_BINDS(...) ((const IgnyBind[]) { __VA_ARGS__, { .kind = IGNY_BIND_END } })
/* clang-format on */

IgnyDb *igny_db_open (const char *path,
                      gboolean    read_only,
                      GError    **error);
void    igny_db_close (IgnyDb *self);
/* The account whose records this connection may see: what SQL calls
 * my_account (), and what every query of igny-records.h asks for. 0 at first:
 * then only records that belong to no account are seen. */
void igny_db_set_account (IgnyDb *self,
                          gint64  account);
/* Who asks; NULL, as at first, is the owner of the file. Borrowed. */
void             igny_db_set_actor (IgnyDb          *self,
                                    const IgnyActor *actor);
const IgnyActor *igny_db_get_actor (IgnyDb *self);

/* IGNY_UNKNOWN is bound as NULL. */
gboolean igny_db_exec (IgnyDb         *self,
                       const char     *sql,
                       const IgnyBind *binds,
                       GError        **error);
/* SQL for key, made when it is asked for the first time. */
typedef char *(*IgnyDbSqlFunc) (gconstpointer key);

/* As igny_db_exec and igny_db_query, for SQL that is long to build: the
 * connection keeps the statement under key, an address that stays. */
gboolean    igny_db_exec_kept (IgnyDb         *self,
                               gconstpointer   key,
                               IgnyDbSqlFunc   make,
                               const IgnyBind *binds,
                               GError        **error);
IgnyCursor *igny_db_query_kept (IgnyDb         *self,
                                gconstpointer   key,
                                IgnyDbSqlFunc   make,
                                const IgnyBind *binds,
                                GError        **error);
/* Whether statements fire the triggers of the file, which they do at first.
 * Off only while rows are inserted that are logged in another way; every
 * statement is compiled anew when it is next used. */
void igny_db_set_triggers (IgnyDb  *self,
                           gboolean on);
/* Takes back the open transaction, whatever state an error left it in. */
void igny_db_rollback (IgnyDb *self);
/* Several statements without parameters. */
gboolean    igny_db_exec_script (IgnyDb     *self,
                                 const char *sql,
                                 GError    **error);
IgnyCursor *igny_db_query (IgnyDb         *self,
                           const char     *sql,
                           const IgnyBind *binds,
                           GError        **error);
/* The first column of the first row; IGNY_UNKNOWN when NULL or no row. */
gboolean igny_db_get_integer (IgnyDb         *self,
                              const char     *sql,
                              const IgnyBind *binds,
                              gint64         *value,
                              GError        **error);
/* As above; NULL text when NULL or no row. */
gboolean igny_db_get_text (IgnyDb         *self,
                           const char     *sql,
                           const IgnyBind *binds,
                           char          **text,
                           GError        **error);
gint64   igny_db_get_last_row (IgnyDb *self);
/* Rows changed by the last statement. */
gint64 igny_db_get_changes (IgnyDb *self);
/* From now on statements that run end with G_IO_ERROR_CANCELLED once it is
 * cancelled; NULL for no longer. Borrowed. */
void igny_db_set_cancellable (IgnyDb       *self,
                              GCancellable *cancellable);

typedef void (*IgnyDbTouchFunc) (const char *table,
                                 gint64      row,
                                 gpointer    user_data);
/* Called for each row that a statement inserts, updates or deletes, other than
 * in a temporary table. */
void igny_db_set_touch_func (IgnyDb         *self,
                             IgnyDbTouchFunc func,
                             gpointer        user_data);

/* Runs the statement of the cursor again with other values. */
gboolean igny_cursor_rebind (IgnyCursor     *self,
                             const IgnyBind *binds,
                             GError        **error);
/* Runs it to its end. A parameter that was NULL in before, the binds of the
 * run before this or NULL, and is so again is not touched. */
gboolean igny_cursor_run (IgnyCursor     *self,
                          const IgnyBind *binds,
                          const IgnyBind *before,
                          GError        **error);
/* Lets go of what the statement reads, for one that waits to be run again: a
 * statement that is in the middle holds back the end of a transaction. */
void igny_cursor_rewind (IgnyCursor *self);
/* FALSE without error at the end. */
gboolean igny_cursor_next (IgnyCursor *self,
                           GError    **error);
gint64   igny_cursor_get_integer (IgnyCursor *self,
                                  int         column);
/* Borrowed until the next step; NULL when NULL. */
const char *igny_cursor_get_text (IgnyCursor *self,
                                  int         column);
gboolean    igny_cursor_get_id (IgnyCursor *self,
                                int         column,
                                IgnyId     *id);
/* The column's value as a bind, to be given to another statement at once. */
IgnyBind igny_cursor_get_bind (IgnyCursor *self,
                               int         column);
void     igny_cursor_free (IgnyCursor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyDb, igny_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyCursor, igny_cursor_free)

G_END_DECLS
