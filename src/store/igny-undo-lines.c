/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-undo-lines.h"

#include <string.h>

#include "igny-entities.h"
#include "igny-indexes.h"

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

/* Update lines of one table and the same columns, one after the other in the
 * log. */
typedef struct
{
  IgnyStep         *step;
  IgnyUndo         *undo; /* what is kept */
  const IgnyEntity *entity;
  GStrv             names;
  char             *joined; /* names with commas */
  gint64            first;  /* numbers of the lines */
  gint64            last;
  gint64            n;
} Run;

/* What is left alone; a file may also hold lines of a column that a later
 * version gave up. */
static gboolean
is_undone (const IgnyEntity *entity,
           const char       *name)
{
  const IgnyField *field = igny_entity_find_field (entity, name);

  return g_str_equal (name, "deleted_step") ||
         (field != NULL && (field->flags & (IGNY_FIELD_KEPT | IGNY_FIELD_COMPUTED)) == 0);
}

/* Behind a value of a flat object. */
static const char *
skip_value (const char *p)
{
  if (*p != '"')
    return p + strcspn (p, ",}");
  for (p++; *p != '"' && *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return *p == '"' ? p + 1 : p;
}

/* The names of a flat object as the triggers write it, with commas. */
static char *
join_names (const IgnyEntity *entity,
            const char       *object)
{
  GString *joined = g_string_new (NULL);

  for (const char *p = object; p != NULL && (*p == '{' || *p == ',') && p[1] == '"';)
    {
      gsize            length = strcspn (p + 2, "\"");
      g_autofree char *name = g_strndup (p + 2, length);

      if (is_undone (entity, name))
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", name);
      if (strlen (p + 2) < length + 2)
        break;
      p = skip_value (p + 2 + length + 2);
    }
  return g_string_free (joined, FALSE);
}

/* ?1 first and ?2 last line, ?3 time. A deletion that comes back is the one that
 * it was, so that the undo of that one finds it. */
static char *
columns_sql (const IgnyEntity  *entity,
             const char *const *names)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "UPDATE %s SET ", entity->table);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (sql, "%s%s = c.old ->> '%s'", i > 0 ? ", " : "", names[i], names[i]);
  if ((entity->flags & IGNY_ENTITY_LINK) == 0)
    g_string_append (sql, ", updated_at = ?3");
  g_string_append_printf (sql, " FROM changes c WHERE c.change BETWEEN ?1 AND ?2"
                               " AND %s.row = c.row",
                          entity->table);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (sql, " AND %s.%s IS c.new ->> '%s'", entity->table, names[i],
                            names[i]);
  return g_string_free (sql, FALSE);
}

/* *n_done tells how many rows still held in all columns what the step wrote.
 * What another row has taken since, as a name, counts as held by something
 * else. */
static gboolean
apply_columns (const Run         *run,
               gint64             first,
               gint64             last,
               const char *const *names,
               gint64            *n_done,
               GError           **error)
{
  IgnyDb          *db = igny_step_get_db (run->step);
  g_autofree char *sql = columns_sql (run->entity, names);
  g_autoptr(GError) local = NULL;

  *n_done = 0;
  if (igny_db_exec (db, sql,
                    IGNY_BINDS (IGNY_BIND_INT (first), IGNY_BIND_INT (last),
                                IGNY_BIND_INT (igny_step_get_now (run->step))),
                    &local))
    *n_done = igny_db_get_changes (db);
  else if (!g_error_matches (local, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

/* All columns at once, and one by one where something was changed since. */
static gboolean
apply_line (const Run *run,
            gint64     line,
            gint64     row,
            GError   **error)
{
  const char *const *names = (const char *const *) run->names;
  gint64             done;

  if (!apply_columns (run, line, line, names, &done, error))
    return FALSE;
  if (done == 0 && names[1] == NULL)
    igny_undo_keep (run->undo, run->entity, row, names[0]);
  for (guint i = 0; done == 0 && names[1] != NULL && names[i] != NULL; i++)
    {
      const char *const one[] = { names[i], NULL };
      gint64            done_one;

      if (!apply_columns (run, line, line, one, &done_one, error))
        return FALSE;
      if (done_one == 0)
        igny_undo_keep (run->undo, run->entity, row, names[i]);
    }
  return TRUE;
}

/* Nearly always everything is as the step left it, and one statement takes all
 * lines back. Where it is not, or where a row has two lines, that statement is
 * taken back itself. */
static gboolean
apply_at_once (const Run *run,
               gboolean  *done,
               GError   **error)
{
  IgnyDb *db = igny_step_get_db (run->step);
  gint64  n_done;

  *done = FALSE;
  if (!igny_db_exec (db, "SAVEPOINT lines", NULL, error) ||
      !apply_columns (run, run->first, run->last, (const char *const *) run->names, &n_done, error))
    return FALSE;
  *done = n_done == run->n;
  return (*done || igny_db_exec (db, "ROLLBACK TO lines", NULL, error)) &&
         igny_db_exec (db, "RELEASE lines", NULL, error);
}

static void
clear_run (Run *run)
{
  g_clear_pointer (&run->names, g_strfreev);
  g_clear_pointer (&run->joined, g_free);
  run->n = 0;
}

/* The lines of a run are numbered without gaps that matter: what lies between
 * the first and the last is of the run. */
static gboolean
apply_one_by_one (const Run *run,
                  GError   **error)
{
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (igny_step_get_db (run->step),
                                "SELECT change, row FROM changes WHERE change BETWEEN ?1 AND ?2"
                                " ORDER BY change DESC",
                                IGNY_BINDS (IGNY_BIND_INT (run->first), IGNY_BIND_INT (run->last)),
                                error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    if (!apply_line (run, igny_cursor_get_integer (cursor, 0), igny_cursor_get_integer (cursor, 1),
                     error))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
finish_run (Run     *run,
            GError **error)
{
  gboolean done = run->n == 0;
  gboolean ok = run->n <= 1 || apply_at_once (run, &done, error);

  if (ok && !done)
    ok = apply_one_by_one (run, error);
  clear_run (run);
  return ok;
}

/* Adds an update line to the run, or begins another one. */
static gboolean
take_update (Run              *run,
             const IgnyEntity *entity,
             IgnyCursor       *cursor,
             GError          **error)
{
  gint64           line = igny_cursor_get_integer (cursor, 0);
  g_autofree char *joined = join_names (entity, igny_cursor_get_text (cursor, 5));

  if (run->n > 0 && run->entity == entity && g_str_equal (run->joined, joined))
    {
      run->first = line;
      run->n++;
      return TRUE;
    }
  if (!finish_run (run, error))
    return FALSE;
  if (*joined == '\0')
    return TRUE;
  run->entity = entity;
  run->names = g_strsplit (joined, ",", -1);
  run->joined = g_steal_pointer (&joined);
  run->first = run->last = line;
  run->n = 1;
  return TRUE;
}

static gboolean
take_line (Run        *run,
           IgnyCursor *cursor,
           gint64      target,
           GError    **error)
{
  const char       *table = igny_cursor_get_text (cursor, 1);
  const IgnyEntity *entity = igny_entities_find (table);
  gint64            row = igny_cursor_get_integer (cursor, 2);
  gint64            last = igny_cursor_get_integer (cursor, 3);
  const char       *kind = igny_cursor_get_text (cursor, 4);

  if (entity != NULL && (entity->flags & IGNY_ENTITY_KEPT) == 0 && g_str_equal (kind, "update"))
    return take_update (run, entity, cursor, error);
  if (!finish_run (run, error))
    return FALSE;
  if (entity == NULL || (entity->flags & IGNY_ENTITY_KEPT) != 0)
    return TRUE;
  if (g_str_equal (kind, "insert"))
    return igny_step_delete (run->step, entity, row, error);
  return apply_bulk (run->step, table, row, last, g_str_equal (kind, "bulk_delete") ? target : 0,
                     error);
}

/* The one table of which the step changed a great part, all of it as ranges; its
 * indexes are made anew. */
static gboolean
drop_indexes (IgnyStep *step,
              gint64    target,
              char    **sql,
              GError  **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  g_autofree char *table = NULL;
  g_autofree char *last_sql = NULL;
  gint64           n_rows;
  gint64           last;

  if (!igny_db_get_text (db, "SELECT tbl FROM changes WHERE step = ?1 GROUP BY tbl HAVING"
                             " min(kind GLOB 'bulk_*') ORDER BY sum(last - row) DESC LIMIT 1",
                         IGNY_BINDS (IGNY_BIND_INT (target)), &table, error))
    return FALSE;
  if (table == NULL || igny_entities_find (table) == NULL)
    return TRUE;
  last_sql = g_strdup_printf ("SELECT ifnull(max(row), 0) FROM main.%s", table);
  if (!igny_db_get_integer (db, last_sql, NULL, &last, error) ||
      !igny_db_get_integer (db,
                            "SELECT sum(last - row + 1) FROM changes WHERE step = ?1 AND tbl = ?2",
                            IGNY_BINDS (IGNY_BIND_INT (target), IGNY_BIND_TEXT (table)), &n_rows,
                            error))
    return FALSE;
  return !igny_indexes_are_worth_dropping (n_rows, last) ||
         igny_indexes_drop (db, table, sql, error);
}

gboolean
igny_undo_lines (IgnyStep *step,
                 gint64    target,
                 IgnyUndo *undo,
                 GError  **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *indexes = NULL;
  Run              run = { step, undo };
  gboolean         ok = TRUE;

  g_return_val_if_fail (step != NULL && undo != NULL, FALSE);

  if (!drop_indexes (step, target, &indexes, error))
    return FALSE;
  cursor = igny_db_query (igny_step_get_db (step),
                          "SELECT change, tbl, row, last, kind, old FROM changes WHERE step = ?1"
                          " ORDER BY change DESC",
                          IGNY_BINDS (IGNY_BIND_INT (target)), error);
  if (cursor == NULL)
    return FALSE;
  while (ok && igny_cursor_next (cursor, &local))
    ok = take_line (&run, cursor, target, error);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (ok && finish_run (&run, error))
    {
      g_clear_pointer (&cursor, igny_cursor_free);
      return indexes == NULL || igny_db_exec_script (igny_step_get_db (step), indexes, error);
    }
  clear_run (&run);
  return FALSE;
}
