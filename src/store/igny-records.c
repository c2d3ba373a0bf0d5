/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-records.h"

#include "igny-computed.h"

/* Columns before the fields in every SELECT made here. */
#define HEAD_COLUMNS 4

/* Columns of the widest table, and the end of the list. */
#define MAX_BINDS 64

static gboolean
is_link (const IgnyEntity *entity)
{
  return (entity->flags & IGNY_ENTITY_LINK) != 0;
}

static gboolean
is_column (const IgnyField *field)
{
  return (field->flags & IGNY_FIELD_COMPUTED) == 0;
}

/* Which of the fields a SELECT reads; the others are unknown. */
typedef enum
{
  FIELDS_ALL,
  FIELDS_LISTED, /* without the long ones */
  FIELDS_STORED, /* without the computed ones */
} Fields;

static const char *
field_sql (const IgnyEntity *entity,
           const IgnyField  *field,
           Fields            fields)
{
  if ((field->flags & IGNY_FIELD_LONG) != 0 && fields == FIELDS_LISTED)
    return "NULL";
  if (is_column (field))
    return field->name;
  return fields == FIELDS_STORED ? "NULL" : igny_computed_get_sql (entity, field);
}

/* Every query is scoped by account; what belongs to none is everybody's. */
static char *
select_sql (const IgnyEntity *entity,
            const char       *condition,
            const char       *tail,
            Fields            fields)
{
  GString *sql = g_string_new ("SELECT row");

  g_string_append (sql, is_link (entity) ? ", NULL, NULL, NULL" : ", id, created_at, updated_at");
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    g_string_append_printf (sql, ", %s", field_sql (entity, f, fields));
  g_string_append_printf (sql, " FROM %s WHERE deleted_step IS NULL AND %s", entity->table,
                          IGNY_RECORDS_MINE);
  if (condition != NULL)
    g_string_append_printf (sql, " AND (%s)", condition);
  if (tail != NULL)
    g_string_append_printf (sql, " %s", tail);

  return g_string_free (sql, FALSE);
}

static gpointer
read_record (const IgnyEntity *entity,
             IgnyCursor       *cursor)
{
  IgnyRecord *record = g_malloc0 (entity->size);
  int         column = HEAD_COLUMNS;

  record->entity = entity;
  record->row = igny_cursor_get_integer (cursor, 0);
  igny_cursor_get_id (cursor, 1, &record->id);
  record->created_at = igny_cursor_get_integer (cursor, 2);
  record->updated_at = igny_cursor_get_integer (cursor, 3);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++, column++)
    {
      gint64 number;

      if (igny_kind_is_text (f->kind))
        {
          igny_record_set_text (record, f, igny_cursor_get_text (cursor, column));
          continue;
        }
      number = igny_cursor_get_integer (cursor, column);
      if (number == IGNY_UNKNOWN && (f->kind == IGNY_KIND_REFERENCE || f->kind == IGNY_KIND_FLAG))
        number = 0;
      igny_record_set_number (record, f, number);
    }

  return record;
}

GPtrArray *
igny_records_select (IgnyDb           *db,
                     const IgnyEntity *entity,
                     const char       *condition,
                     const char       *tail,
                     const IgnyBind   *binds,
                     GError          **error)
{
  g_autofree char *sql = NULL;
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  sql = select_sql (entity, condition, tail, FIELDS_ALL);
  cursor = igny_db_query (db, sql, binds, error);
  if (cursor == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func (igny_record_free);
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (records, read_record (entity, cursor));
  if (local != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "load %s: ", entity->table);
      return NULL;
    }
  return g_steal_pointer (&records);
}

static void
set_not_found (const IgnyEntity *entity,
               GError          **error)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, "load %s: it is not there any more",
               entity->label_one);
}

/* Three statements are kept of an entity, each under an address of its own: the
 * entity's is that of its INSERT. */
static const IgnyEntity *
get_entity (gconstpointer key,
            gsize         offset)
{
  return (gconstpointer) ((const char *) key - offset);
}

static char *
loaded_sql (gconstpointer key)
{
  return select_sql (get_entity (key, G_STRUCT_OFFSET (IgnyEntity, size)), "row = ?1", NULL,
                     FIELDS_ALL);
}

static char *
stored_sql (gconstpointer key)
{
  return select_sql (get_entity (key, G_STRUCT_OFFSET (IgnyEntity, fields)), "row = ?1", NULL,
                     FIELDS_STORED);
}

static gpointer
load_one (IgnyDb           *db,
          const IgnyEntity *entity,
          gconstpointer     key,
          IgnyDbSqlFunc     make,
          gint64            row,
          GError          **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query_kept (db, key, make,
                                                      IGNY_BINDS (IGNY_BIND_INT (row)), error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return NULL;
  if (igny_cursor_next (cursor, &local))
    return read_record (entity, cursor);
  if (local != NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "load %s: ", entity->table);
  else
    set_not_found (entity, error);
  return NULL;
}

gpointer
igny_records_load (IgnyDb           *db,
                   const IgnyEntity *entity,
                   gint64            row,
                   GError          **error)
{
  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  return load_one (db, entity, &entity->size, loaded_sql, row, error);
}

GPtrArray *
igny_records_fetch (IgnyDb           *db,
                    const IgnyEntity *entity,
                    const gint64     *rows,
                    gsize             n_rows,
                    gboolean          with_long,
                    GError          **error)
{
  g_autofree char *sql = NULL;
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (igny_record_free);
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  sql = select_sql (entity, "row = ?1", NULL, with_long ? FIELDS_ALL : FIELDS_LISTED);
  cursor = igny_db_query (db, sql, NULL, error);
  if (cursor == NULL)
    return NULL;
  for (gsize i = 0; i < n_rows; i++)
    {
      if (!igny_cursor_rebind (cursor, IGNY_BINDS (IGNY_BIND_INT (rows[i])), error))
        return NULL;
      if (igny_cursor_next (cursor, &local))
        g_ptr_array_add (records, read_record (entity, cursor));
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&records);
}

gint64
igny_records_find_id (IgnyDb           *db,
                      const IgnyEntity *entity,
                      const IgnyId     *id)
{
  g_autofree char *sql = NULL;
  gint64           row = IGNY_UNKNOWN;

  g_return_val_if_fail (db != NULL && entity != NULL && id != NULL, 0);

  sql = g_strdup_printf ("SELECT row FROM %s WHERE id = ?1 AND deleted_step IS NULL AND %s",
                         entity->table, IGNY_RECORDS_MINE);
  igny_db_get_integer (db, sql, IGNY_BINDS (IGNY_BIND_ID (id)), &row, NULL);
  return row == IGNY_UNKNOWN ? 0 : row;
}

char *
igny_records_dup_title (IgnyDb           *db,
                        const IgnyEntity *entity,
                        gint64            row)
{
  const IgnyField *field;
  g_autofree char *sql = NULL;
  char            *title = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  field = igny_entity_title_field (entity);
  if (row == 0 || field == NULL)
    return NULL;
  sql = g_strdup_printf ("SELECT %s FROM %s WHERE row = ?1 AND " IGNY_RECORDS_MINE, field->name,
                         entity->table);
  igny_db_get_text (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), &title, NULL);
  return title;
}

IgnyBind
igny_records_bind (gconstpointer    record,
                   const IgnyField *field)
{
  if (igny_kind_is_text (field->kind))
    return IGNY_BIND_TEXT (igny_record_get_text (record, field));
  if (field->kind == IGNY_KIND_REFERENCE)
    return IGNY_BIND_ROW (igny_record_get_number (record, field));
  return IGNY_BIND_INT (igny_record_get_number (record, field));
}

static char *
insert_sql (gconstpointer key)
{
  const IgnyEntity *entity = key;
  g_autoptr(GString) names = g_string_new ("account");
  g_autoptr(GString) marks = g_string_new ("?1");
  guint n = 1;

  if (!is_link (entity))
    {
      g_string_append (names, ", id, created_at, updated_at");
      g_string_append (marks, ", ?2, ?3, ?4");
      n = 4;
    }
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (is_column (f))
      {
        g_string_append_printf (names, ", %s", f->name);
        g_string_append_printf (marks, ", ?%u", ++n);
      }

  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", entity->table, names->str,
                          marks->str);
}

gboolean
igny_records_insert (IgnyDb  *db,
                     gpointer record,
                     gint64   account,
                     GError **error)
{
  IgnyRecord *self = record;
  IgnyBind    binds[MAX_BINDS];
  guint       n = 0;

  g_return_val_if_fail (db != NULL && record != NULL && self->row == 0, FALSE);

  binds[n++] =
      IGNY_BIND_ROW ((self->entity->flags & IGNY_ENTITY_GLOBAL) != 0 ? 0 : account);
  if (!is_link (self->entity))
    {
      binds[n++] = IGNY_BIND_ID (&self->id);
      binds[n++] = IGNY_BIND_INT (self->created_at);
      binds[n++] = IGNY_BIND_INT (self->updated_at);
    }
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if (is_column (f))
      {
        g_assert (n < MAX_BINDS - 1);
        binds[n++] = igny_records_bind (record, f);
      }
  binds[n].kind = IGNY_BIND_END;

  if (!igny_db_exec_kept (db, self->entity, insert_sql, binds, error))
    {
      g_prefix_error (error, "save %s: ", self->entity->label_one);
      return FALSE;
    }
  self->row = igny_db_get_last_row (db);
  return TRUE;
}

static gboolean
is_written (const IgnyField *field)
{
  return (field->flags & (IGNY_FIELD_COMPUTED | IGNY_FIELD_FIXED)) == 0;
}

gboolean
igny_records_update (IgnyDb       *db,
                     gconstpointer record,
                     gint64        now,
                     GError      **error)
{
  const IgnyRecord *self = record;
  g_autoptr(IgnyRecord) stored = NULL;
  g_autoptr(GArray) binds = g_array_new (FALSE, FALSE, sizeof (IgnyBind));
  g_autoptr(GString) sql = NULL;
  IgnyBind end = { .kind = IGNY_BIND_END };

  g_return_val_if_fail (db != NULL && record != NULL && self->row != 0, FALSE);

  stored = load_one (db, self->entity, &self->entity->fields, stored_sql, self->row, error);
  if (stored == NULL)
    return FALSE;

  sql = g_string_new (NULL);
  g_string_printf (sql, "UPDATE %s SET ", self->entity->table);
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if (is_written (f) && !igny_record_field_equal (record, stored, f))
      {
        IgnyBind bind = igny_records_bind (record, f);

        g_array_append_val (binds, bind);
        g_string_append_printf (sql, "%s = ?%u, ", f->name, binds->len);
      }
  if (binds->len == 0)
    return TRUE;

  if (is_link (self->entity))
    g_string_truncate (sql, sql->len - 2);
  else
    {
      g_array_append_vals (binds, &IGNY_BIND_INT (now), 1);
      g_string_append_printf (sql, "updated_at = ?%u", binds->len);
    }
  g_array_append_vals (binds, &IGNY_BIND_INT (self->row), 1);
  g_string_append_printf (sql, " WHERE row = ?%u", binds->len);
  g_array_append_val (binds, end);

  if (igny_db_exec (db, sql->str, (const IgnyBind *) (gpointer) binds->data, error))
    return TRUE;
  g_prefix_error (error, "save %s: ", self->entity->label_one);
  return FALSE;
}
