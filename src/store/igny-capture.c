/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-capture.h"

#include "igny-entities.h"

#define NEEDS_STEP                                                                            \
  "  SELECT RAISE(ABORT, 'a write outside a step') WHERE (SELECT step FROM step_context) IS " \
  "NULL;\n"

static void
append_insert (GString          *sql,
               const IgnyEntity *entity)
{
  g_string_append_printf (sql,
                          "CREATE TRIGGER capture_%s_insert AFTER INSERT ON %s\n"
                          "WHEN (SELECT bulk FROM step_context) = 0\nBEGIN\n" NEEDS_STEP
                          "  INSERT INTO changes (step, tbl, row, kind)\n"
                          "  VALUES ((SELECT step FROM step_context), '%s', NEW.row, 'insert');\n"
                          "END;\n",
                          entity->table, entity->table, entity->table);
}

static void
append_delete (GString          *sql,
               const IgnyEntity *entity)
{
  g_string_append_printf (sql,
                          "CREATE TRIGGER capture_%s_delete BEFORE DELETE ON %s\n"
                          "WHEN (SELECT purge FROM step_context) = 0\nBEGIN\n"
                          "  SELECT RAISE(ABORT, 'a row is deleted outside a purge');\n"
                          "END;\n",
                          entity->table, entity->table);
}

/* Most columns of a wide row stay as they are. One test for so many of them
 * costs less than an empty text for each. */
#define GROUP 6

static gboolean
is_logged (const IgnyField *field)
{
  return (field->flags & IGNY_FIELD_COMPUTED) == 0;
}

/* The text of these columns, "" when none of them changed. */
static void
append_group (GString           *sql,
              const char *const *columns,
              guint              n_columns,
              const char        *side)
{
  g_string_append (sql, "iif(");
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (sql, "%sOLD.%s IS NEW.%s", i > 0 ? " AND " : "", columns[i],
                            columns[i]);
  g_string_append (sql, ", '', ");
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (sql, "%siif(OLD.%s IS NEW.%s, '', ',\"%s\":' || json_quote(%s.%s))",
                            i > 0 ? " || " : "", columns[i], columns[i], columns[i], side,
                            columns[i]);
  g_string_append (sql, ")");
}

/* '{' and the changed columns; each comes with a comma before it, of which
 * substr cuts the first. */
static void
append_object (GString          *sql,
               const IgnyEntity *entity,
               const char       *side)
{
  const char *columns[GROUP] = { "deleted_step" };
  guint       n = 1;

  g_string_append (sql, "'{' || substr(");
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    {
      if (!is_logged (f))
        continue;
      if (n == GROUP)
        {
          append_group (sql, columns, n, side);
          g_string_append (sql, "\n   || ");
          n = 0;
        }
      columns[n++] = f->name;
    }
  append_group (sql, columns, n, side);
  g_string_append (sql, ", 2) || '}'");
}

static void
append_update (GString          *sql,
               const IgnyEntity *entity)
{
  g_string_append_printf (sql, "CREATE TRIGGER capture_%s_update AFTER UPDATE OF deleted_step",
                          entity->table);
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (is_logged (f))
      g_string_append_printf (sql, ", %s", f->name);
  g_string_append_printf (sql,
                          " ON %s\nWHEN (SELECT bulk FROM step_context) = 0 AND"
                          " (OLD.deleted_step IS NOT NEW.deleted_step",
                          entity->table);
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (is_logged (f))
      g_string_append_printf (sql, "\n  OR OLD.%s IS NOT NEW.%s", f->name, f->name);
  g_string_append_printf (sql,
                          ")\nBEGIN\n" NEEDS_STEP
                          "  INSERT INTO changes (step, tbl, row, kind, old, new)\n"
                          "  VALUES ((SELECT step FROM step_context), '%s', NEW.row, 'update',\n  ",
                          entity->table);
  append_object (sql, entity, "OLD");
  g_string_append (sql, ",\n  ");
  append_object (sql, entity, "NEW");
  g_string_append (sql, ");\nEND;\n");
}

static char *
triggers_sql (void)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      const IgnyEntity *entity = igny_entities[i];

      if ((entity->flags & IGNY_ENTITY_LOCAL) != 0)
        continue;
      append_insert (sql, entity);
      append_update (sql, entity);
      append_delete (sql, entity);
    }

  return g_string_free (sql, FALSE);
}

gboolean
igny_capture_remove (IgnyDb  *db,
                     GError **error)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  /* The file may be a foreign one, whose names are anything. */
  cursor = igny_db_query (
      db,
      "SELECT replace (name, '\"', '\"\"') FROM sqlite_schema"
      " WHERE type = 'trigger' AND name GLOB 'capture_*'",
      NULL, error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    g_string_append_printf (sql, "DROP TRIGGER \"%s\";", igny_cursor_get_text (cursor, 0));
  if (sql->len > 0)
    g_string_append (sql, "DELETE FROM meta WHERE name = 'capture';");
  g_clear_pointer (&cursor, igny_cursor_free);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return igny_db_exec_script (db, sql->str, error);
}

gboolean
igny_capture_install (IgnyDb  *db,
                      GError **error)
{
  g_autofree char *sql = triggers_sql ();
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sql, -1);
  g_autofree char *stored = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!igny_db_get_text (db, "SELECT value FROM meta WHERE name = 'capture'", NULL, &stored, error))
    return FALSE;
  if (g_strcmp0 (sum, stored) == 0)
    return TRUE;

  return igny_capture_remove (db, error) &&
         igny_db_exec_script (db, sql, error) &&
         igny_db_exec (db, "INSERT OR REPLACE INTO meta (name, value) VALUES ('capture', ?1)",
                       IGNY_BINDS (IGNY_BIND_TEXT (sum)), error);
}
