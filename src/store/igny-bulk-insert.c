/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-bulk-insert.h"

#include "igny-indexes.h"

struct _IgnyBulkInsert
{
  IgnyStep         *step;
  IgnyDb           *db;
  const IgnyEntity *entity;
  gint64            next_row;
  guint             n_columns;
  IgnyBind         *binds;   /* of a whole statement, and its end */
  IgnyBind         *before;  /* those of the one before it */
  char             *indexes; /* SQL that makes them again, or NULL */
  gboolean          stamped; /* by whoever gives the records */
};

/* Records of one statement: starting one costs as much as two inserts. */
#define RECORDS 16

/* Ids that are made at once. */
#define IDS 256

static gboolean
is_column (const IgnyField *field)
{
  return (field->flags & IGNY_FIELD_COMPUTED) == 0;
}

static void
append_marks (GString *sql,
              guint    n_columns,
              guint    n_records)
{
  for (guint i = 0; i < n_records; i++)
    for (guint j = 0; j < n_columns; j++)
      g_string_append (sql, j == 0 ? (i == 0 ? "(?" : "), (?") : ", ?");
  g_string_append_c (sql, ')');
}

static char *
insert_sql (IgnyBulkInsert *self,
            guint           n_records)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s (row, account, id, created_at, updated_at",
                   self->entity->table);
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if (is_column (f))
      g_string_append_printf (sql, ", %s", f->name);
  g_string_append (sql, ") VALUES ");
  append_marks (sql, self->n_columns, n_records);
  return g_string_free (sql, FALSE);
}

IgnyBulkInsert *
igny_bulk_insert_new (IgnyStep         *step,
                      const IgnyEntity *entity,
                      gint64            expected,
                      GError          **error)
{
  g_autoptr(IgnyBulkInsert) self = g_new0 (IgnyBulkInsert, 1);
  g_autofree char *last_sql = NULL;

  g_return_val_if_fail (step != NULL && entity != NULL, NULL);
  g_return_val_if_fail ((entity->flags & IGNY_ENTITY_LINK) == 0, NULL);

  self->step = step;
  self->db = igny_step_get_db (step);
  self->entity = entity;
  self->n_columns = 5;
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    self->n_columns += is_column (f);
  self->binds = g_new0 (IgnyBind, self->n_columns * RECORDS + 1);
  self->before = g_new0 (IgnyBind, self->n_columns * RECORDS + 1);

  last_sql = g_strdup_printf ("SELECT ifnull(max(row), 0) FROM main.%s", entity->table);
  if (!igny_step_begin_bulk (step, entity, error) ||
      !igny_db_get_integer (self->db, last_sql, NULL, &self->next_row, error))
    return NULL;
  if (igny_indexes_are_worth_dropping (expected, self->next_row + expected) &&
      !igny_indexes_drop (self->db, entity->table, &self->indexes, error))
    return NULL;
  self->next_row++;
  return g_steal_pointer (&self);
}

gboolean
igny_bulk_insert_has_no_indexes (IgnyBulkInsert *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->indexes != NULL;
}

void
igny_bulk_insert_set_stamped (IgnyBulkInsert *self)
{
  g_return_if_fail (self != NULL);

  self->stamped = TRUE;
}

gint64
igny_bulk_insert_get_next_row (IgnyBulkInsert *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->next_row;
}

static void
bind_record (IgnyBulkInsert   *self,
             const IgnyRecord *record,
             IgnyBind         *binds)
{
  *binds++ = IGNY_BIND_INT (record->row);
  *binds++ = IGNY_BIND_ROW (igny_step_get_account (self->step));
  *binds++ = IGNY_BIND_ID (&record->id);
  *binds++ = IGNY_BIND_INT (record->created_at);
  *binds++ = IGNY_BIND_INT (record->updated_at);
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if (is_column (f))
      {
        *binds = igny_records_bind (record, f);
        if (binds->kind == IGNY_BIND_INT && binds->integer == IGNY_UNKNOWN)
          binds->kind = IGNY_BIND_NULL;
        binds++;
      }
  binds->kind = IGNY_BIND_END;
}

/* n records by one statement, of which before holds the last binds. */
static gboolean
insert_some (IgnyBulkInsert *self,
             IgnyCursor     *cursor,
             gpointer const *records,
             guint           n,
             gboolean        first,
             GError        **error)
{
  IgnyBind *swap;

  for (guint i = 0; i < n; i++)
    bind_record (self, records[i], self->binds + i * self->n_columns);
  if (!igny_cursor_run (cursor, self->binds, first ? NULL : self->before, error))
    {
      g_prefix_error (error, "save %s: ", self->entity->label);
      return FALSE;
    }
  swap = self->before;
  self->before = self->binds;
  self->binds = swap;
  return TRUE;
}

static gboolean
insert_by (IgnyBulkInsert *self,
           gpointer const *records,
           guint           n_records,
           guint           n_at_once,
           GError        **error)
{
  g_autofree char *sql = insert_sql (self, n_at_once);
  g_autoptr(IgnyCursor) cursor = igny_db_query (self->db, sql, NULL, error);

  if (cursor == NULL)
    return FALSE;
  for (guint i = 0; i < n_records; i += n_at_once)
    if (!insert_some (self, cursor, records + i, n_at_once, i == 0, error))
      return FALSE;
  return TRUE;
}

static void
stamp (IgnyBulkInsert *self,
       gpointer const *records,
       guint           n_records)
{
  IgnyId ids[IDS];

  for (guint i = 0; i < n_records; i++)
    {
      IgnyRecord *record = records[i];

      record->row = self->next_row++;
      if (self->stamped)
        continue;
      if (i % IDS == 0)
        igny_step_fill_ids (self->step, ids, MIN (IDS, n_records - i));
      record->id = ids[i % IDS];
      record->created_at = record->updated_at = igny_step_get_now (self->step);
    }
}

gboolean
igny_bulk_insert_add (IgnyBulkInsert *self,
                      gpointer const *records,
                      guint           n_records,
                      GError        **error)
{
  guint    n_many = n_records - n_records % RECORDS;
  gboolean ok;

  g_return_val_if_fail (self != NULL && (records != NULL || n_records == 0), FALSE);

  if (n_records == 0)
    return TRUE;
  stamp (self, records, n_records);
  igny_db_set_triggers (self->db, FALSE);
  ok = (n_many == 0 || insert_by (self, records, n_many, RECORDS, error)) &&
       (n_many == n_records || insert_by (self, records + n_many, n_records - n_many, 1, error));
  igny_db_set_triggers (self->db, TRUE);
  return ok;
}

gboolean
igny_bulk_insert_end (IgnyBulkInsert *self,
                      GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->indexes == NULL || igny_db_exec_script (self->db, self->indexes, error)) &&
         igny_step_end_bulk (self->step, error);
}

void
igny_bulk_insert_free (IgnyBulkInsert *self)
{
  if (self == NULL)
    return;
  g_free (self->indexes);
  g_free (self->binds);
  g_free (self->before);
  g_free (self);
}
