/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-undo.h"

#include <string.h>

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

/* A line of the log; texts are the cursor's. */
typedef struct
{
  IgnyStep         *step;
  const IgnyEntity *entity;
  gint64            row;
  const char       *old;
  const char *new;
} Line;

/* The names of a flat object as the triggers write it. */
static GPtrArray *
list_names (const char *object)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = object; *p == '{' || *p == ',';)
    {
      const char *name = p + 2; /* {" or ," */
      gsize       length = strcspn (name, "\"");

      if (*name == '\0' || name[length] == '\0')
        break;
      g_ptr_array_add (names, g_strndup (name, length));
      p = name + length + 2; /* ": */
      if (*p == '"')
        {
          for (p++; *p != '"' && *p != '\0'; p++)
            if (*p == '\\' && p[1] != '\0')
              p++;
          p += *p == '"';
        }
      else
        p += strcspn (p, ",}");
    }
  return names;
}

/* A file may hold lines of a column that a later version gave up. */
static gboolean
is_undone (const IgnyEntity *entity,
           const char       *name)
{
  const IgnyField *field = igny_entity_find_field (entity, name);

  return g_str_equal (name, "deleted_step") ||
         (field != NULL && (field->flags & (IGNY_FIELD_KEPT | IGNY_FIELD_COMPUTED)) == 0);
}

static void
drop_kept (const IgnyEntity *entity,
           GPtrArray        *names)
{
  for (guint i = names->len; i > 0; i--)
    if (!is_undone (entity, names->pdata[i - 1]))
      g_ptr_array_remove_index (names, i - 1);
}

/* ?1 old, ?2 new, ?3 row, ?4 time, ?5 step. A deletion that comes back is this
 * step's, so that its own undo finds it. */
static char *
columns_sql (const IgnyEntity  *entity,
             const char *const *names,
             guint              n_names)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "UPDATE %s SET ", entity->table);
  for (guint i = 0; i < n_names; i++)
    g_string_append_printf (sql,
                            g_str_equal (names[i], "deleted_step")
                                ? "%s%s = iif(?1 ->> '%s' IS NULL, NULL, ?5)"
                                : "%s%s = ?1 ->> '%s'",
                            i > 0 ? ", " : "", names[i], names[i]);
  if ((entity->flags & IGNY_ENTITY_LINK) == 0)
    g_string_append (sql, ", updated_at = ?4");
  g_string_append (sql, " WHERE row = ?3");
  for (guint i = 0; i < n_names; i++)
    g_string_append_printf (sql, " AND %s IS ?2 ->> '%s'", names[i], names[i]);
  return g_string_free (sql, FALSE);
}

/* *done tells whether all columns still held what the step wrote. What another
 * row has taken since, as a name, counts as held by something else. */
static gboolean
apply_columns (const Line        *line,
               const char *const *names,
               guint              n_names,
               gboolean          *done,
               GError           **error)
{
  IgnyDb          *db = igny_step_get_db (line->step);
  g_autofree char *sql = columns_sql (line->entity, names, n_names);
  g_autoptr(GError) local = NULL;

  *done = FALSE;
  if (!igny_db_exec (db, sql,
                     IGNY_BINDS (IGNY_BIND_TEXT (line->old), IGNY_BIND_TEXT (line->new),
                                 IGNY_BIND_INT (line->row),
                                 IGNY_BIND_INT (igny_step_get_now (line->step)),
                                 IGNY_BIND_INT (igny_step_get_number (line->step))),
                     &local))
    {
      if (g_error_matches (local, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *done = igny_db_get_changes (db) > 0;
  return TRUE;
}

/* All columns at once, and one by one where something was changed since. */
static gboolean
apply_update (const Line *line,
              guint      *kept,
              GError    **error)
{
  g_autoptr(GPtrArray) names = list_names (line->old);
  const char *const *all = (const char *const *) names->pdata;
  gboolean           done;

  drop_kept (line->entity, names);
  if (names->len == 0)
    return TRUE;
  if (!apply_columns (line, all, names->len, &done, error))
    return FALSE;
  if (!done && names->len == 1)
    *kept += 1;
  for (guint i = 0; !done && names->len > 1 && i < names->len; i++)
    {
      gboolean one;

      if (!apply_columns (line, &all[i], 1, &one, error))
        return FALSE;
      *kept += !one;
    }
  return TRUE;
}

static gboolean
apply_line (IgnyStep   *step,
            IgnyCursor *cursor,
            gint64      target,
            guint      *kept,
            GError    **error)
{
  const char       *table = igny_cursor_get_text (cursor, 0);
  const IgnyEntity *entity = igny_entities_find (table);
  gint64            row = igny_cursor_get_integer (cursor, 1);
  gint64            last = igny_cursor_get_integer (cursor, 2);
  const char       *kind = igny_cursor_get_text (cursor, 3);
  Line              line = { step, entity, row };

  if (entity == NULL || (entity->flags & IGNY_ENTITY_KEPT) != 0)
    return TRUE;
  if (g_str_equal (kind, "insert"))
    return igny_step_delete (step, entity, row, error);
  line.old = igny_cursor_get_text (cursor, 4);
  line.new = igny_cursor_get_text (cursor, 5);
  if (g_str_equal (kind, "update"))
    return apply_update (&line, kept, error);
  if (g_str_equal (kind, "bulk_delete"))
    return apply_bulk (step, table, row, last, target, error);
  return apply_bulk (step, table, row, last, 0, error);
}

#define LINES_SQL                                       \
  "SELECT tbl, row, last, kind, old, new FROM changes " \
  "WHERE step = ?1 ORDER BY change DESC"

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
