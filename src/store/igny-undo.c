/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-undo.h"

#include "igny-entities.h"

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

/* Rows first..last as one line, without a line for each. */
static gboolean
apply_bulk (IgnyStep   *step,
            const char *table,
            gint64      first,
            gint64      last,
            gint64      restore_step, /* 0: delete the living */
            GError    **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  g_autofree char *sql = NULL;

  if (restore_step != 0)
    sql = g_strdup_printf ("UPDATE %s SET deleted_step = NULL"
                           " WHERE row BETWEEN ?1 AND ?2 AND deleted_step = ?3",
                           table);
  else
    sql = g_strdup_printf ("UPDATE %s SET deleted_step = ?3"
                           " WHERE row BETWEEN ?1 AND ?2 AND deleted_step IS NULL",
                           table);

  return igny_db_exec (db, "UPDATE step_context SET bulk = 1", NULL, error) &&
         igny_db_exec (
             db, sql,
             IGNY_BINDS (
                 IGNY_BIND_INT (first), IGNY_BIND_INT (last),
                 IGNY_BIND_INT (restore_step != 0 ? restore_step : igny_step_get_number (step))),
             error) &&
         igny_db_exec (db, "UPDATE step_context SET bulk = 0", NULL, error) &&
         igny_db_exec (
             db, "INSERT INTO changes (step, tbl, row, last, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
             IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)), IGNY_BIND_TEXT (table),
                         IGNY_BIND_INT (first), IGNY_BIND_INT (last),
                         IGNY_BIND_TEXT (restore_step != 0 ? "bulk_restore" : "bulk_delete")),
             error);
}

/* Column 5 of the cursor is the name, 6 the old, 7 the new value. */
static gboolean
apply_column (IgnyStep         *step,
              const IgnyEntity *entity,
              gint64            row,
              IgnyCursor       *cursor,
              guint            *kept,
              GError          **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  const char      *column = igny_cursor_get_text (cursor, 5);
  const IgnyField *field = igny_entity_find_field (entity, column);
  gboolean         deletion = g_str_equal (column, "deleted_step");
  IgnyBind         old = igny_cursor_get_bind (cursor, 6);
  g_autofree char *sql = NULL;

  /* A file may hold lines of a column that a later version gave up. */
  if (!deletion && (field == NULL || (field->flags & IGNY_FIELD_KEPT) != 0))
    return TRUE;

  /* A deletion that is redone is this step's, so that its own undo finds it. */
  if (deletion && old.kind == IGNY_BIND_INT)
    old = IGNY_BIND_INT (igny_step_get_number (step));
  sql = g_strdup_printf (
      "UPDATE %s SET %s = ?1%s WHERE row = ?2 AND %s IS ?3", entity->table, column,
      (entity->flags & IGNY_ENTITY_LINK) != 0 ? "" : ", updated_at = ?4", column);
  if (!igny_db_exec (db, sql,
                     IGNY_BINDS (old, IGNY_BIND_INT (row), igny_cursor_get_bind (cursor, 7),
                                 IGNY_BIND_INT (igny_step_get_now (step))),
                     error))
    return FALSE;
  *kept += igny_db_get_changes (db) == 0;
  return TRUE;
}

static gboolean
apply_line (IgnyStep   *step,
            IgnyCursor *cursor,
            gint64      target,
            guint      *kept,
            GError    **error)
{
  const char       *table = igny_cursor_get_text (cursor, 1);
  const IgnyEntity *entity = igny_entities_find (table);
  gint64            row = igny_cursor_get_integer (cursor, 2);
  gint64            last = igny_cursor_get_integer (cursor, 3);
  const char       *kind = igny_cursor_get_text (cursor, 4);

  if (entity == NULL || (entity->flags & IGNY_ENTITY_KEPT) != 0)
    return TRUE;
  if (g_str_equal (kind, "insert"))
    return igny_step_delete (step, entity, row, error);
  if (g_str_equal (kind, "update"))
    return apply_column (step, entity, row, cursor, kept, error);
  if (g_str_equal (kind, "bulk_delete"))
    return apply_bulk (step, table, row, last, target, error);
  return apply_bulk (step, table, row, last, 0, error);
}

#define LINES_SQL                                                                        \
  "SELECT c.change, c.tbl, c.row, c.last, c.kind, o.key, o.value, n.value FROM changes " \
  "c LEFT JOIN json_each(c.old) o LEFT JOIN json_each(c.new) n ON n.key = o.key "        \
  "WHERE c.step = ?1 ORDER BY c.change DESC"

static gboolean
apply_lines (IgnyStep *step,
             gint64    target,
             guint    *kept,
             GError  **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (igny_step_get_db (step), LINES_SQL,
                                                 IGNY_BINDS (IGNY_BIND_INT (target)), error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    if (!apply_line (step, cursor, target, kept, error))
      return FALSE;
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
  return apply_lines (step, undo->step, &undo->kept, error) &&
         igny_db_exec (
             db, "UPDATE steps SET target = ?1 WHERE step = ?2",
             IGNY_BINDS (IGNY_BIND_INT (undo->step), IGNY_BIND_INT (igny_step_get_number (step))),
             error) &&
         igny_db_exec (
             db, "UPDATE steps SET undone = ?1 WHERE step = ?2",
             IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)), IGNY_BIND_INT (undo->step)),
             error);
}
