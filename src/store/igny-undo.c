/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-undo.h"

#include "igny-undo-lines.h"

static void
kept_free (gpointer data)
{
  IgnyUndoKept *kept = data;

  g_free (kept->field);
  g_free (kept);
}

void
igny_undo_clear (IgnyUndo *self)
{
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->step = 0;
  self->kept = 0;
}

void
igny_undo_keep (IgnyUndo         *self,
                const IgnyEntity *entity,
                gint64            row,
                const char       *field)
{
  IgnyUndoKept *kept;

  g_return_if_fail (self != NULL && entity != NULL && field != NULL);

  self->kept++;
  if (self->fields == NULL)
    self->fields = g_ptr_array_new_with_free_func (kept_free);
  if (self->fields->len >= IGNY_UNDO_MAX_FIELDS)
    return;
  kept = g_new (IgnyUndoKept, 1);
  kept->entity = entity;
  kept->row = row;
  kept->field = g_strdup (field);
  g_ptr_array_add (self->fields, kept);
}

/* What was done or redone can be undone. What was undone can be redone until
 * something new is done. Each account has its own steps. */
#define OPEN_SQL \
  "kind IN ('do', 'redo') AND undone IS NULL AND NOT lasting AND account IS my_account()"
#define UNDO_SQL "SELECT step, label, note FROM steps WHERE " OPEN_SQL " ORDER BY step DESC LIMIT 1"
#define REDO_SQL                                                                              \
  "SELECT step, label, note FROM steps WHERE kind = 'undo' AND undone IS NULL AND"            \
  " account IS my_account() AND step > (SELECT ifnull(max(step), 0) FROM steps WHERE kind = " \
  "'do' AND account IS my_account()) ORDER BY step DESC LIMIT 1"
#define STEP_SQL                                                                                \
  "SELECT step, label, note FROM steps WHERE step = ?1 AND undone IS NULL AND kind <> 'system'" \
  " AND NOT lasting AND account IS my_account()"

static gboolean
read_step (IgnyDb         *db,
           const char     *sql,
           const IgnyBind *binds,
           IgnyUndo       *undo,
           GError        **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  *undo = (IgnyUndo){ 0 };
  cursor = igny_db_query (db, sql, binds, error);
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
igny_undo_peek (IgnyDb   *db,
                gboolean  redo,
                IgnyUndo *undo,
                GError  **error)
{
  g_return_val_if_fail (db != NULL && undo != NULL, FALSE);

  return read_step (db, redo ? REDO_SQL : UNDO_SQL, NULL, undo, error);
}

gboolean
igny_undo_count_newer (IgnyDb  *db,
                       gint64   step,
                       gint64  *n_newer,
                       GError **error)
{
  g_return_val_if_fail (db != NULL && n_newer != NULL, FALSE);

  /* The log of a step that is older than the trash is gone, and so is its row
   * among those that can be undone. */
  return igny_db_get_integer (
      db,
      "SELECT (SELECT count(*) FROM steps WHERE step > ?1 AND " OPEN_SQL ")"
      " WHERE EXISTS (SELECT 1 FROM steps WHERE step = ?1 AND " OPEN_SQL ")",
      IGNY_BINDS (IGNY_BIND_INT (step)), n_newer, error);
}

/* Follows each undo since ?1 that holds back to the last step before ?1 that it
 * is about: when that one was no undo, it held then. */
#define LOST_SQL                                                                           \
  "WITH RECURSIVE back(undo, step) AS (SELECT step, target FROM steps WHERE kind = 'undo'" \
  " AND undone IS NULL AND step >= ?1 AND account IS my_account()"                         \
  " UNION ALL SELECT b.undo, s.target FROM back b JOIN steps s ON s.step = b.step"         \
  " WHERE b.step >= ?1 AND s.target IS NOT NULL)"                                          \
  " SELECT ifnull(max(b.undo), 0) FROM back b JOIN steps s ON s.step = b.step"             \
  " WHERE b.step < ?1 AND s.kind IN ('do', 'redo')"

gboolean
igny_undo_find_lost (IgnyDb  *db,
                     gint64   step,
                     gint64  *undo_step,
                     GError **error)
{
  g_return_val_if_fail (db != NULL && undo_step != NULL, FALSE);

  return igny_db_get_integer (db, LOST_SQL, IGNY_BINDS (IGNY_BIND_INT (step)), undo_step, error);
}

static gboolean
take_back (IgnyStep *step,
           IgnyUndo *undo,
           GError  **error)
{
  IgnyDb         *db = igny_step_get_db (step);
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)),
                                      IGNY_BIND_INT (undo->step));

  igny_step_set_label (step, "%s", undo->label);
  igny_step_set_note (step, undo->note);
  return igny_undo_lines (step, undo->step, undo, error) &&
         igny_db_exec (db, "UPDATE steps SET target = ?2 WHERE step = ?1", binds, error) &&
         igny_db_exec (db, "UPDATE steps SET undone = ?1 WHERE step = ?2", binds, error);
}

gboolean
igny_undo_apply (IgnyStep *step,
                 gboolean  redo,
                 IgnyUndo *undo,
                 GError  **error)
{
  g_return_val_if_fail (step != NULL && undo != NULL, FALSE);

  if (!igny_undo_peek (igny_step_get_db (step), redo, undo, error))
    return FALSE;
  if (undo->step == 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                   redo ? "There is nothing to redo" : "There is nothing to undo");
      return FALSE;
    }
  return take_back (step, undo, error);
}

gboolean
igny_undo_apply_to (IgnyStep *step,
                    gint64    target,
                    IgnyUndo *undo,
                    GError  **error)
{
  g_return_val_if_fail (step != NULL && undo != NULL, FALSE);

  if (!read_step (igny_step_get_db (step), STEP_SQL, IGNY_BINDS (IGNY_BIND_INT (target)), undo,
                  error))
    return FALSE;
  if (undo->step == 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                   "undo: that step was taken back already, or is too old");
      return FALSE;
    }
  return take_back (step, undo, error);
}
