/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-columns.h"

#include <stdlib.h>

#include "igny-computed.h"
#include "igny-records.h"

struct _IgnyColumns
{
  const IgnyEntity *entity;
  IgnyNumbers      *rows;
  GByteArray       *alive; /* 1 or 0 for each slot */
  guint             n_dead;
  GPtrArray        *columns; /* of IgnyColumn */
};

struct _IgnyColumnsCache
{
  GHashTable *entities; /* IgnyEntity → IgnyColumns */
};

const IgnyField igny_columns_created_at = {
  .name = "created_at",
  .label = "Created",
  .kind = IGNY_KIND_TIME,
};
const IgnyField igny_columns_updated_at = {
  .name = "updated_at",
  .label = "Updated",
  .kind = IGNY_KIND_TIME,
};

/* More ranges of changed rows than this, and reading all again is quicker. */
#define MAX_RANGES 50000

/* Rows so close to each other are read as one range. */
#define CLOSE 8

/* So many dead slots are kept for a redo. */
#define MAX_DEAD 1000000

static void
columns_free (gpointer data)
{
  IgnyColumns *self = data;

  g_ptr_array_unref (self->columns);
  g_byte_array_unref (self->alive);
  igny_numbers_free (self->rows);
  g_free (self);
}

IgnyColumnsCache *
igny_columns_cache_new (void)
{
  IgnyColumnsCache *self = g_new0 (IgnyColumnsCache, 1);

  self->entities = g_hash_table_new_full (NULL, NULL, NULL, columns_free);
  return self;
}

void
igny_columns_cache_free (IgnyColumnsCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entities);
  g_free (self);
}

static const char *
column_sql (IgnyColumns     *self,
            const IgnyField *field)
{
  if ((field->flags & IGNY_FIELD_COMPUTED) != 0)
    return igny_computed_get_sql (self->entity, field);
  return field->name;
}

/* The row and the columns from number first on, of which rows is a condition. */
static char *
columns_sql (IgnyColumns *self,
             guint        first,
             const char  *rows)
{
  GString *sql = g_string_new ("SELECT row");

  for (guint i = first; i < self->columns->len; i++)
    g_string_append_printf (
        sql, ", %s", column_sql (self, igny_column_get_field (self->columns->pdata[i])));
  g_string_append_printf (sql, " FROM %s WHERE %s AND " IGNY_RECORDS_MINE " ORDER BY row",
                          self->entity->table, rows);
  return g_string_free (sql, FALSE);
}

static void
append_row (IgnyColumns *self,
            IgnyCursor  *cursor,
            gint64       row)
{
  guint8 alive = 1;

  igny_numbers_append (self->rows, row);
  g_byte_array_append (self->alive, &alive, 1);
  for (guint i = 0; i < self->columns->len; i++)
    igny_column_add (self->columns->pdata[i], cursor, (int) i + 1);
}

/* All living rows with all columns, into empty arrays. */
static gboolean
load_rows (IgnyColumns *self,
           IgnyDb      *db,
           GError     **error)
{
  g_autofree char *sql = columns_sql (self, 0, "deleted_step IS NULL");
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    append_row (self, cursor, igny_cursor_get_integer (cursor, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "load %s: ", self->entity->table);
  return FALSE;
}

static IgnyColumn *
find_column (IgnyColumns     *self,
             const IgnyField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (igny_column_get_field (self->columns->pdata[i]) == field)
      return self->columns->pdata[i];
  return NULL;
}

/* Adds columns for those that are not there, still empty. */
static void
add_columns (IgnyColumns            *self,
             const IgnyField *const *fields,
             guint                   n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    if (find_column (self, fields[i]) == NULL)
      g_ptr_array_add (self->columns, igny_column_new (fields[i], self->alive->len));
}

static void
add_unknown (IgnyColumns *self,
             guint        first)
{
  for (guint i = first; i < self->columns->len; i++)
    igny_column_add_unknown (self->columns->pdata[i]);
}

/* Fills the columns from number first on. The transaction may be newer than the
 * rows: one that is not expected is passed over, its change set is on its way;
 * one that is missing was deleted and purged. */
static gboolean
fill_columns (IgnyColumns *self,
              IgnyDb      *db,
              guint        first,
              GError     **error)
{
  g_autofree char *sql = columns_sql (self, first, "1");
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, error);
  g_autoptr(GError) local = NULL;
  guint slot = 0;

  if (cursor == NULL)
    return FALSE;
  while (slot < self->alive->len && igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      for (; slot < self->alive->len && igny_numbers_get (self->rows, slot) < row; slot++)
        add_unknown (self, first);
      if (slot == self->alive->len || row != igny_numbers_get (self->rows, slot))
        continue;
      for (guint i = first; i < self->columns->len; i++)
        igny_column_add (self->columns->pdata[i], cursor, (int) (i - first) + 1);
      slot++;
    }
  for (; slot < self->alive->len && local == NULL; slot++)
    add_unknown (self, first);
  if (local == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "load %s: ", self->entity->table);
  return FALSE;
}

gboolean
igny_columns_load (IgnyColumns            *self,
                   IgnyDb                 *db,
                   const IgnyField *const *fields,
                   guint                   n_fields,
                   GError                **error)
{
  guint before;

  g_return_val_if_fail (self != NULL && db != NULL && (fields != NULL || n_fields == 0), FALSE);

  before = self->columns->len;
  add_columns (self, fields, n_fields);
  if (self->columns->len == before || fill_columns (self, db, before, error))
    return TRUE;
  g_ptr_array_set_size (self->columns, (int) before);
  return FALSE;
}

IgnyColumns *
igny_columns_cache_get (IgnyColumnsCache       *self,
                        IgnyDb                 *db,
                        const IgnyEntity       *entity,
                        const IgnyField *const *fields,
                        guint                   n_fields,
                        GError                **error)
{
  IgnyColumns *columns;

  g_return_val_if_fail (self != NULL && db != NULL && entity != NULL, NULL);

  columns = g_hash_table_lookup (self->entities, entity);
  if (columns != NULL)
    return igny_columns_load (columns, db, fields, n_fields, error) ? columns : NULL;

  columns = g_new0 (IgnyColumns, 1);
  columns->entity = entity;
  columns->rows = igny_numbers_new ();
  columns->alive = g_byte_array_new ();
  columns->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_column_free);
  add_columns (columns, fields, n_fields);
  if (!load_rows (columns, db, error))
    {
      columns_free (columns);
      return NULL;
    }
  g_hash_table_insert (self->entities, (gpointer) entity, columns);
  return columns;
}

IgnyColumn *
igny_columns_load_column (IgnyColumns     *self,
                          IgnyDb          *db,
                          const IgnyField *field,
                          GError         **error)
{
  return igny_columns_load (self, db, &field, 1, error) ? find_column (self, field) : NULL;
}

guint
igny_columns_get_n_slots (const IgnyColumns *self)
{
  return self->alive->len;
}

const IgnyNumbers *
igny_columns_get_rows (const IgnyColumns *self)
{
  return self->rows;
}

const guint8 *
igny_columns_get_alive (const IgnyColumns *self)
{
  return self->alive->data;
}

static void
set_alive (IgnyColumns *self,
           guint        slot,
           gboolean     alive)
{
  self->n_dead += self->alive->data[slot];
  self->alive->data[slot] = alive ? 1 : 0;
  self->n_dead -= self->alive->data[slot];
}

/* The first slot whose row is row or greater. */
static guint
find_slot (const IgnyColumns *self,
           gint64             row)
{
  guint low = 0;
  guint high = self->alive->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (igny_numbers_get (self->rows, middle) < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Kills slots before row, which are not alive any more. */
static guint
kill_before (IgnyColumns *self,
             guint        slot,
             gint64       row)
{
  for (; slot < self->alive->len && igny_numbers_get (self->rows, slot) < row; slot++)
    set_alive (self, slot, FALSE);
  return slot;
}

/* FALSE when a row has no place: it was restored, and lies between others. */
static gboolean
apply_range (IgnyColumns *self,
             IgnyCursor  *cursor,
             gint64       first,
             gint64       last)
{
  g_autoptr(GError) error = NULL;
  guint slot = find_slot (self, first);

  if (!igny_cursor_rebind (cursor, IGNY_BINDS (IGNY_BIND_INT (first), IGNY_BIND_INT (last)),
                           &error))
    return FALSE;
  for (; igny_cursor_next (cursor, &error); slot++)
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      slot = kill_before (self, slot, row);
      if (slot == self->alive->len)
        {
          append_row (self, cursor, row);
          continue;
        }
      if (igny_numbers_get (self->rows, slot) != row)
        return FALSE;
      set_alive (self, slot, TRUE);
      for (guint i = 0; i < self->columns->len; i++)
        igny_column_set (self->columns->pdata[i], slot, cursor, (int) i + 1);
    }
  kill_before (self, slot, last + 1);
  return error == NULL;
}

static int
compare_rows (const void *a,
              const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Ascending, so that new rows come to the end in their order. */
static gint64 *
sort_rows (const gint64 *rows,
           gsize         n_rows)
{
  gint64  *sorted = g_memdup2 (rows, n_rows * sizeof (gint64));
  gboolean ascends = TRUE;

  for (gsize i = 1; i < n_rows && ascends; i++)
    ascends = sorted[i - 1] <= sorted[i];
  if (!ascends)
    qsort (sorted, n_rows, sizeof (gint64), compare_rows);
  return sorted;
}

static gboolean
apply_own (IgnyColumns  *self,
           IgnyDb       *db,
           const gint64 *rows,
           gsize         n_rows)
{
  g_autofree char   *sql = columns_sql (self, 0, "row BETWEEN ?1 AND ?2 AND deleted_step IS NULL");
  g_autofree gint64 *sorted = sort_rows (rows, n_rows);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, NULL);
  guint n_ranges = 0;

  if (cursor == NULL)
    return FALSE;
  for (gsize first = 0, next; first < n_rows; first = next)
    {
      for (next = first + 1; next < n_rows && sorted[next] - sorted[next - 1] <= CLOSE; next++)
        ;
      if (++n_ranges > MAX_RANGES || !apply_range (self, cursor, sorted[first], sorted[next - 1]))
        return FALSE;
    }
  return self->n_dead <= self->alive->len / 2 + MAX_DEAD;
}

static void
drop_computed (IgnyColumns *self)
{
  for (guint i = self->columns->len; i > 0; i--)
    if ((igny_column_get_field (self->columns->pdata[i - 1])->flags & IGNY_FIELD_COMPUTED) != 0)
      g_ptr_array_remove_index (self->columns, i - 1);
}

void
igny_columns_cache_apply (IgnyColumnsCache    *self,
                          IgnyDb              *db,
                          const IgnyChangeSet *changes)
{
  GHashTableIter iter;
  gpointer       key;
  gpointer       value;

  g_return_if_fail (self != NULL && db != NULL && changes != NULL);

  g_hash_table_iter_init (&iter, self->entities);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const IgnyEntity *entity = key;
      IgnyColumns      *columns = value;
      gsize             n_rows;
      const gint64     *rows = igny_change_set_get_rows (changes, entity->table, &n_rows);

      if (igny_computed_is_stale (entity, changes))
        drop_computed (columns);
      if (n_rows > 0 && !apply_own (columns, db, rows, n_rows))
        g_hash_table_iter_remove (&iter);
    }
}
