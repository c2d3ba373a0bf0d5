/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-restore.h"

#include "igny-access.h"
#include "igny-content.h"
#include "igny-entities.h"
#include "igny-follow.h"
#include "igny-rules.h"

static void
clear_deleted (gpointer data)
{
  g_free (((IgnyDeleted *) data)->title);
}

static char *
dup_title_sql (const IgnyEntity *entity)
{
  const IgnyField *title = igny_entity_title_field (entity);

  return g_strdup (title != NULL ? title->name : "NULL");
}

GArray *
igny_restore_list (IgnyDb           *db,
                   const IgnyEntity *entity,
                   gsize             limit,
                   GError          **error)
{
  g_autofree char *title = dup_title_sql (entity);
  g_autofree char *sql = NULL;
  g_autoptr(GArray) list = g_array_new (FALSE, TRUE, sizeof (IgnyDeleted));
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  g_array_set_clear_func (list, clear_deleted);
  sql = g_strdup_printf ("SELECT row, id, (SELECT at FROM main.steps s WHERE s.step ="
                         " deleted_step), %s FROM %s WHERE deleted_step IS NOT NULL AND %s"
                         " ORDER BY deleted_step DESC, row LIMIT ?1",
                         title, entity->table, IGNY_RECORDS_MINE);
  cursor = igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT ((gint64) limit)), error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyDeleted item = { .row = igny_cursor_get_integer (cursor, 0),
                           .deleted_at = igny_cursor_get_integer (cursor, 2),
                           .title = g_strdup (igny_cursor_get_text (cursor, 3)) };

      igny_cursor_get_id (cursor, 1, &item.id);
      g_array_append_val (list, item);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
igny_restore_find (IgnyDb           *db,
                   const IgnyEntity *entity,
                   const char       *text,
                   gint64           *row,
                   GError          **error)
{
  g_autofree char *title = dup_title_sql (entity);
  const char      *slug = igny_entity_has_field (entity, "slug") ? "slug = ?2" : "0";
  g_autofree char *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  IgnyId id = { { 0 } };
  gint64 found = 0;

  g_return_val_if_fail (db != NULL && entity != NULL && text != NULL && row != NULL, FALSE);

  igny_id_from_text (&id, text);
  /* Where one has it as its slug, what is only called so is not meant. */
  sql = g_strdup_printf ("SELECT count(*), max(row), %s AS exact FROM %s WHERE deleted_step IS NOT"
                         " NULL AND (id = ?1 OR %s = ?2 COLLATE NOCASE OR exact) AND %s"
                         " GROUP BY exact ORDER BY exact DESC LIMIT 1",
                         slug, entity->table, title, IGNY_RECORDS_MINE);
  cursor =
      igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_ID (&id), IGNY_BIND_TEXT (text)), error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, NULL))
    {
      found = igny_cursor_get_integer (cursor, 0);
      *row = igny_cursor_get_integer (cursor, 1);
    }
  if (found == 1)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
               found == 0 ? "no deleted record “%s” is in %s; “igny8ctl deleted” lists them"
                          : "more than one deleted record is called “%s” in %s; give its id",
               text, entity->table);
  return FALSE;
}

static gboolean
is_under (const IgnyField  *field,
          const IgnyEntity *entity)
{
  return field->kind == IGNY_KIND_REFERENCE && field->target == entity &&
         (field->flags & (IGNY_FIELD_REQUIRED | IGNY_FIELD_COMPUTED)) == IGNY_FIELD_REQUIRED;
}

/* " OR field IN (rows of its target that came back)" and, in alive, that every
 * other record that it needs is there. */
static void
append_field (const IgnyField *field,
              GString         *under,
              GString         *alive)
{
  g_string_append_printf (under,
                          " OR %s IN (SELECT row FROM temp.restored WHERE tbl = '%s')",
                          field->name, field->target->table);
  g_string_append_printf (alive, " AND %s IN (SELECT row FROM %s WHERE deleted_step IS NULL)",
                          field->name, field->target->table);
}

static gboolean
restore_entity (IgnyDb           *db,
                const IgnyEntity *entity,
                gint64            deleted,
                GError          **error)
{
  g_autoptr(GString) under = g_string_new ("0");
  g_autoptr(GString) alive = g_string_new (NULL);
  g_autofree char *find = NULL;
  g_autofree char *update = NULL;

  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyField *f = entity->fields; f->name != NULL; f++)
      if (is_under (f, igny_entities[i]))
        append_field (f, under, alive);
  if (alive->len == 0)
    return TRUE;
  find = g_strdup_printf ("INSERT INTO temp.restored SELECT '%s', row FROM %s WHERE deleted_step ="
                          " ?1 AND (%s)%s",
                          entity->table, entity->table, under->str, alive->str);
  update = g_strdup_printf ("UPDATE %s SET deleted_step = NULL WHERE deleted_step = ?1 AND row IN"
                            " (SELECT row FROM temp.restored WHERE tbl = '%s')",
                            entity->table, entity->table);
  return igny_db_exec (db, find, IGNY_BINDS (IGNY_BIND_INT (deleted)), error) &&
         igny_db_exec (db, update, IGNY_BINDS (IGNY_BIND_INT (deleted)), error);
}

/* What cannot be without the record and went in the same step. Entities come
 * after those that they refer to, so one pass finds what lies under what. */
static gboolean
restore_under (IgnyDb           *db,
               const IgnyEntity *root,
               gint64            row,
               gint64            deleted,
               GError          **error)
{
  if (!igny_db_exec (db,
                     "CREATE TEMP TABLE IF NOT EXISTS restored (tbl TEXT, row INTEGER) STRICT",
                     NULL, error) ||
      !igny_db_exec (db, "DELETE FROM temp.restored", NULL, error) ||
      !igny_db_exec (db, "INSERT INTO temp.restored VALUES (?1, ?2)",
                     IGNY_BINDS (IGNY_BIND_TEXT (root->table), IGNY_BIND_INT (row)), error))
    return FALSE;
  for (guint i = 0; igny_entities[i] != NULL; i++)
    if ((igny_entities[i]->flags & IGNY_ENTITY_LOCAL) == 0 &&
        !restore_entity (db, igny_entities[i], deleted, error))
      return FALSE;
  return TRUE;
}

/* What could be without the record was let go of when it was deleted, and takes
 * it again where nothing has come in its place. A keyword that lost its cluster
 * lost its status too. */
static gboolean
take_again (IgnyStep         *step,
            const IgnyEntity *root,
            const IgnyEntity *entity,
            const IgnyField  *field,
            gint64            row,
            gint64            deleted,
            GError          **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf (
      "UPDATE %s SET %s = ?1, %supdated_at = ?3 WHERE %s IS NULL AND deleted_step IS NULL AND row"
      " IN (SELECT row FROM changes WHERE step = ?2 AND tbl = '%s' AND kind = 'update' AND"
      " json_extract (old, '$.%s') = ?1)",
      entity->table, field->name,
      g_str_equal (entity->table, "keywords") && g_str_equal (root->table, "clusters")
          ? "status = ifnull((SELECT json_extract (old, '$.status') FROM changes WHERE step = ?2"
            " AND tbl = 'keywords' AND kind = 'update' AND changes.row = keywords.row), status), "
          : "",
      field->name, entity->table, field->name);
  return igny_db_exec (igny_step_get_db (step), sql,
                       IGNY_BINDS (IGNY_BIND_INT (row), IGNY_BIND_INT (deleted),
                                   IGNY_BIND_INT (igny_step_get_now (step))),
                       error);
}

static gboolean
take_all_again (IgnyStep         *step,
                const IgnyEntity *root,
                gint64            row,
                gint64            deleted,
                GError          **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
      if (f->kind == IGNY_KIND_REFERENCE && f->target == root &&
          (f->flags & (IGNY_FIELD_REQUIRED | IGNY_FIELD_COMPUTED | IGNY_FIELD_KEPT)) == 0 &&
          (igny_entities[i]->flags & (IGNY_ENTITY_LOCAL | IGNY_ENTITY_KEPT)) == 0 &&
          !take_again (step, root, igny_entities[i], f, row, deleted, error))
        return FALSE;
  return TRUE;
}

/* Lets go of what is gone, where a record can be without it. */
static gboolean
drop_dead (IgnyDb  *db,
           gpointer record,
           GError **error)
{
  const IgnyEntity *entity = ((IgnyRecord *) record)->entity;

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    {
      g_autofree char *sql = NULL;
      gint64           dead = 0;

      if (f->kind != IGNY_KIND_REFERENCE || igny_record_get_number (record, f) == 0 ||
          (f->flags & (IGNY_FIELD_REQUIRED | IGNY_FIELD_COMPUTED)) != 0)
        continue;
      sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE row = ?1 AND deleted_step IS NOT NULL",
                             f->target->table);
      if (!igny_db_get_integer (db, sql,
                                IGNY_BINDS (IGNY_BIND_INT (igny_record_get_number (record, f))),
                                &dead, error))
        return FALSE;
      if (dead > 0)
        igny_record_set_number (record, f, 0);
    }
  return TRUE;
}

static gboolean
revive (IgnyStep         *step,
        const IgnyEntity *entity,
        gint64            row,
        GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET deleted_step = NULL WHERE row = ?1 AND %s",
                                          entity->table, IGNY_RECORDS_MINE);
  g_autoptr(GError) local = NULL;

  if (igny_db_exec (igny_step_get_db (step), sql, IGNY_BINDS (IGNY_BIND_INT (row)), &local))
    return TRUE;
  if (g_error_matches (local, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT) &&
      g_strrstr (local->message, "UNIQUE") != NULL)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "restore %s: another one has its name now; rename or delete that one first",
                 entity->label_one);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "restore %s: ",
                                entity->label_one);
  return FALSE;
}

/* A task whose text was deleted was queued again. */
static gboolean
restore_status (IgnyStep         *step,
                const IgnyEntity *entity,
                gint64            row,
                GError          **error)
{
  return entity != &igny_content_entity ||
         igny_db_exec (igny_step_get_db (step),
                       "UPDATE tasks SET status = 'draft', updated_at = ?2 WHERE status = 'queued'"
                       " AND row = (SELECT task FROM content WHERE row = ?1)",
                       IGNY_BINDS (IGNY_BIND_INT (row), IGNY_BIND_INT (igny_step_get_now (step))),
                       error);
}

static gboolean
get_step (IgnyDb           *db,
          const IgnyEntity *entity,
          gint64            row,
          gint64           *deleted,
          GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT deleted_step FROM %s WHERE row = ?1 AND %s",
                                          entity->table, IGNY_RECORDS_MINE);

  if (!igny_db_get_integer (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), deleted, error))
    return FALSE;
  if (*deleted != IGNY_UNKNOWN)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, "restore %s: it is not deleted",
               entity->label_one);
  return FALSE;
}

gboolean
igny_restore (IgnyStep         *step,
              const IgnyEntity *entity,
              gint64            row,
              IgnyErrors       *errors,
              GError          **error)
{
  IgnyDb *db;
  gint64  deleted;
  g_autoptr(IgnyRecord) record = NULL;
  g_autoptr(IgnyRecord) before = NULL;

  g_return_val_if_fail (step != NULL && entity != NULL && errors != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!igny_access_check (db, entity, IGNY_OPERATION_RESTORE, row, error) ||
      !get_step (db, entity, row, &deleted, error) || !revive (step, entity, row, error))
    return FALSE;
  record = igny_records_load (db, entity, row, error);
  if (record == NULL)
    return FALSE;
  before = igny_record_copy (record);
  igny_step_set_label (step, "Restore %s “%s”", entity->label_one, igny_record_get_title (record));
  return drop_dead (db, record, error) &&
         igny_rules_apply (db, record, before, igny_step_get_account (step), errors, error) &&
         igny_step_update (step, record, error) &&
         restore_under (db, entity, row, deleted, error) &&
         take_all_again (step, entity, row, deleted, error) &&
         restore_status (step, entity, row, error) &&
         igny_follow (step, NULL, record, error);
}
