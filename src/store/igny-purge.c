/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-purge.h"

#include "igny-account.h"
#include "igny-entities.h"

/* No row that stays may point at a row that goes. */
static void
append_references (GString          *sql,
                   const IgnyEntity *entity)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
      if (f->kind == IGNY_KIND_REFERENCE && f->target == entity &&
          (f->flags & IGNY_FIELD_COMPUTED) == 0)
        g_string_append_printf (sql, " AND NOT EXISTS (SELECT 1 FROM %s r WHERE r.%s = %s.row)",
                                igny_entities[i]->table, f->name, entity->table);
}

/* What came back and went again since can be brought back. The last row stays,
 * whatever it is: SQLite would give its number again, and
 * lines of the log that name the old row would name the new one. */
static char *
delete_sql (const IgnyEntity *entity)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql,
                   "DELETE FROM %s WHERE deleted_step <= ?1 AND row < (SELECT max(row) FROM %s)"
                   " AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.row = %s.row AND c.tbl = '%s'"
                   " AND c.last IS NULL AND c.step > ?1)",
                   entity->table, entity->table, entity->table, entity->table);
  append_references (sql, entity);
  return g_string_free (sql, FALSE);
}

static gint64
index_last (void)
{
  gint64 n = 0;

  while (igny_entities[n] != NULL)
    n++;
  return n - 1;
}

/* What points comes after what it points at in igny_entities, so one pass from
 * the end takes nearly all; another one takes what had to wait for it. */
static gboolean
delete_rows (IgnyDb  *db,
             gint64   last_step,
             gint64  *n_rows,
             GError **error)
{
  gint64 before;

  do
    {
      before = *n_rows;
      for (gint64 i = index_last (); i >= 0; i--)
        {
          g_autofree char *sql = delete_sql (igny_entities[i]);

          /* Everything belongs to an account, also what has no reference. */
          if (igny_entities[i] == &igny_account_entity)
            continue;
          if (!igny_db_exec (db, sql, IGNY_BINDS (IGNY_BIND_INT (last_step)), error))
            return FALSE;
          *n_rows += igny_db_get_changes (db);
        }
    }
  while (*n_rows > before);

  return TRUE;
}

/* A step stays as long as a later undo or redo of it stays, but not its lines:
 * those of the later one are what is taken back. Nor goes a step that a row
 * which stays was deleted in. */
static gboolean
trim_log (IgnyDb  *db,
          gint64   last_step,
          GError **error)
{
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (last_step));

  return igny_db_exec (db, "DELETE FROM changes WHERE step <= ?1", binds, error) &&
         igny_db_exec (db,
                       "CREATE TEMP TABLE IF NOT EXISTS staying (step INTEGER PRIMARY KEY) STRICT",
                       NULL, error) &&
         igny_db_exec (db, "DELETE FROM temp.staying", NULL, error) &&
         igny_db_exec (db,
                       "INSERT INTO temp.staying WITH RECURSIVE s(step) AS ("
                       " SELECT step FROM steps WHERE step > ?1 UNION"
                       " SELECT r.step FROM s JOIN steps o ON o.step = s.step"
                       "  JOIN steps r ON r.step IN (o.target, o.undone))"
                       " SELECT step FROM s WHERE step <= ?1",
                       binds, error) &&
         igny_db_exec (db,
                       "DELETE FROM steps WHERE step <= ?1 AND step NOT IN temp.staying", binds,
                       error) &&
         igny_db_exec (db,
                       "UPDATE steps SET kind = 'system' WHERE step <= ?1 AND undone IS NULL",
                       binds, error) &&
         igny_db_exec (db, "UPDATE steps SET point = 0 WHERE step <= ?1 AND point = 1", binds,
                       error);
}

/* Not the last one before time: it may be gone from the log already, while
 * rows that it deleted had to stay. */
static gboolean
find_last_step (IgnyDb  *db,
                gint64   time,
                gint64  *last_step,
                GError **error)
{
  return igny_db_get_integer (db, "SELECT min(step) - 1 FROM steps WHERE at >= ?1",
                              IGNY_BINDS (IGNY_BIND_INT (time)), last_step, error);
}

gboolean
igny_purge_has_rows (IgnyDb   *db,
                     gint64    time,
                     gboolean *has_rows,
                     GError  **error)
{
  gint64 last_step;

  g_return_val_if_fail (db != NULL && has_rows != NULL, FALSE);

  *has_rows = FALSE;
  if (!find_last_step (db, time, &last_step, error))
    return FALSE;
  /* No step since: all that is deleted is old. */
  if (last_step == IGNY_UNKNOWN)
    last_step = G_MAXINT64;
  for (guint i = 0; last_step > 0 && !*has_rows && igny_entities[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT 1 FROM %s WHERE deleted_step <= ?1 LIMIT 1", igny_entities[i]->table);
      gint64 one;

      if (!igny_db_get_integer (db, sql, IGNY_BINDS (IGNY_BIND_INT (last_step)), &one, error))
        return FALSE;
      *has_rows = one == 1;
    }
  return TRUE;
}

gboolean
igny_purge (IgnyStep *step,
            gint64    time,
            gint64   *n_rows,
            GError  **error)
{
  IgnyDb *db;
  gint64  last_step;
  gint64  gone = 0;

  g_return_val_if_fail (step != NULL && time <= igny_step_get_now (step), FALSE);

  db = igny_step_get_db (step);
  /* There is one since time: this. None is older in a young file. */
  if (!find_last_step (db, time, &last_step, error) ||
      (last_step > 0 &&
       (!igny_db_exec (db, "UPDATE step_context SET purge = 1", NULL, error) ||
        !delete_rows (db, last_step, &gone, error) ||
        !trim_log (db, last_step, error) ||
        !igny_db_exec (db, "UPDATE step_context SET purge = 0", NULL, error))))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = gone;
  return TRUE;
}
