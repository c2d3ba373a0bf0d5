/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-undo.h"

#include "igny-undo-lines.h"

void
igny_undo_clear (IgnyUndo *self)
{
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->note, g_free);
  self->step = 0;
}

/* What was done or redone can be undone. What was undone can be redone until
 * something new is done. */
#define UNDO_SQL                                                                    \
  "SELECT step, label, note FROM steps WHERE kind IN ('do', 'redo') AND undone IS " \
  "NULL ORDER BY step DESC LIMIT 1"
#define REDO_SQL                                                                    \
  "SELECT step, label, note FROM steps WHERE kind = 'undo' AND undone IS NULL AND " \
  "step > (SELECT ifnull(max(step), 0) FROM steps WHERE kind = 'do') ORDER BY step DESC LIMIT 1"

gboolean
igny_undo_peek (IgnyDb   *db,
                gboolean  redo,
                IgnyUndo *undo,
                GError  **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && undo != NULL, FALSE);

  *undo = (IgnyUndo){ 0 };
  cursor = igny_db_query (db, redo ? REDO_SQL : UNDO_SQL, NULL, error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    {
      undo->step = igny_cursor_get_integer (cursor, 0);
      undo->label = g_strdup (igny_cursor_get_text (cursor, 1));
      undo->note = g_strdup (igny_cursor_get_text (cursor, 2));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_undo_apply (IgnyStep *step,
                 gboolean  redo,
                 IgnyUndo *undo,
                 GError  **error)
{
  IgnyDb *db;

  g_return_val_if_fail (step != NULL && undo != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!igny_undo_peek (db, redo, undo, error))
    return FALSE;
  if (undo->step == 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                   redo ? "There is nothing to redo" : "There is nothing to undo");
      return FALSE;
    }

  igny_step_set_label (step, "%s", undo->label);
  igny_step_set_note (step, undo->note);
  return igny_undo_lines (step, undo->step, &undo->kept, error) &&
         igny_db_exec (
             db, "UPDATE steps SET target = ?1 WHERE step = ?2",
             IGNY_BINDS (IGNY_BIND_INT (undo->step), IGNY_BIND_INT (igny_step_get_number (step))),
             error) &&
         igny_db_exec (
             db, "UPDATE steps SET undone = ?1 WHERE step = ?2",
             IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)), IGNY_BIND_INT (undo->step)),
             error);
}
