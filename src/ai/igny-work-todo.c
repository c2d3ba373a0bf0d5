/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-todo.h"

typedef struct
{
  const IgnyScope *scope;
  const char      *sql;
  GArray          *rows;
} Find;

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Find *find = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (
      db, find->sql,
      IGNY_BINDS (IGNY_BIND_INT (find->scope->site), IGNY_BIND_INT (find->scope->sector)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (find->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GArray *
igny_work_todo_find (const IgnyRun   *run,
                     const IgnyScope *scope,
                     const char      *sql,
                     const gint64    *rows,
                     gsize            n_rows,
                     GError         **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  Find find = { scope, sql, found };

  g_return_val_if_fail (run != NULL && scope != NULL && sql != NULL, NULL);

  if (rows != NULL)
    g_array_append_vals (found, rows, (guint) n_rows);
  else if (!igny_store_read (run->store, find_cb, &find, run->cancellable, error))
    return NULL;
  return g_steal_pointer (&found);
}
