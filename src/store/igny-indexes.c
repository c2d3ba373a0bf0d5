/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-indexes.h"

/* It pays from so many rows on, and from this part of the table: making an
 * index takes half as long for each row as keeping it. */
#define MIN_ROWS 20000
#define PART 2

gboolean
igny_indexes_are_worth_dropping (gint64 n_rows,
                                 gint64 last_row)
{
  return n_rows >= MIN_ROWS && n_rows >= last_row / PART;
}

gboolean
igny_indexes_drop (IgnyDb     *db,
                   const char *table,
                   char      **sql,
                   GError    **error)
{
  g_autoptr(GString) drop = g_string_new (NULL);
  g_autoptr(GString) make = g_string_new (NULL);
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && table != NULL && sql != NULL, FALSE);

  cursor = igny_db_query (db,
                          "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name ="
                          " ?1 AND sql IS NOT NULL",
                          IGNY_BINDS (IGNY_BIND_TEXT (table)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      g_string_append_printf (drop, "DROP INDEX \"%s\";", igny_cursor_get_text (cursor, 0));
      g_string_append_printf (make, "%s;", igny_cursor_get_text (cursor, 1));
    }
  g_clear_pointer (&cursor, igny_cursor_free);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!igny_db_exec_script (db, drop->str, error))
    return FALSE;
  *sql = g_strdup (make->str);
  return TRUE;
}
