/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-columns.h"

#include <string.h>

#include "igny-computed.h"
#include "igny-records.h"
#include "igny-text-order.h"
#include "igny-text.h"

typedef struct
{
  const IgnyField *field;
  GArray          *numbers; /* of gint64; or */
  GPtrArray       *texts;   /* of char * in the arena */
  GStringChunk    *arena;
  IgnyTextOrder   *order; /* of texts, when somebody asked for it */
} Column;

struct _IgnyColumns
{
  const IgnyEntity *entity;
  GArray           *rows;
  GByteArray       *dead;
  guint             n_dead;
  GPtrArray        *columns;
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

/* More changed rows than this, and reading all again is quicker. */
#define APPLY_MAX 2000

static void
column_free (gpointer data)
{
  Column *column = data;

  g_clear_pointer (&column->numbers, g_array_unref);
  g_clear_pointer (&column->texts, g_ptr_array_unref);
  g_clear_pointer (&column->arena, g_string_chunk_free);
  g_clear_pointer (&column->order, igny_text_order_free);
  g_free (column);
}

static void
columns_free (gpointer data)
{
  IgnyColumns *self = data;

  g_ptr_array_unref (self->columns);
  g_byte_array_unref (self->dead);
  g_array_unref (self->rows);
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

static gboolean
is_textual (const IgnyField *field)
{
  return field->kind == IGNY_KIND_TEXT || field->kind == IGNY_KIND_JSON;
}

static gint64
choice_index (const IgnyField *field,
              const char      *word)
{
  for (gint64 i = 0; word != NULL && field->choices[i].word != NULL; i++)
    if (strcmp (field->choices[i].word, word) == 0)
      return i;
  return IGNY_UNKNOWN;
}

static gint64
read_number (const IgnyField *field,
             IgnyCursor      *cursor,
             int              column)
{
  gint64 number;

  if (field->kind == IGNY_KIND_CHOICE)
    return choice_index (field, igny_cursor_get_text (cursor, column));
  number = igny_cursor_get_integer (cursor, column);
  if (number == IGNY_UNKNOWN &&
      (field->kind == IGNY_KIND_REFERENCE || field->kind == IGNY_KIND_FLAG))
    return 0;
  return number;
}

static const char *
read_text (Column     *column,
           const char *text)
{
  g_autofree char *normal = text != NULL && *text != '\0' ? igny_text_normalize (text) : NULL;

  return normal != NULL ? g_string_chunk_insert (column->arena, normal) : NULL;
}

static void
column_add (Column     *column,
            IgnyCursor *cursor,
            int         index)
{
  if (column->texts != NULL)
    {
      if (column->order != NULL)
        igny_text_order_touch (column->order, column->texts->len);
      g_ptr_array_add (column->texts,
                       (gpointer) read_text (column, igny_cursor_get_text (cursor, index)));
    }
  else
    {
      gint64 number = read_number (column->field, cursor, index);

      g_array_append_val (column->numbers, number);
    }
}

static void
column_set (Column     *column,
            guint       slot,
            IgnyCursor *cursor,
            int         index)
{
  if (column->texts != NULL)
    {
      if (column->order != NULL)
        igny_text_order_touch (column->order, slot);
      column->texts->pdata[slot] =
          (gpointer) read_text (column, igny_cursor_get_text (cursor, index));
    }
  else
    g_array_index (column->numbers, gint64, slot) = read_number (column->field, cursor, index);
}

static const char *
column_sql (IgnyColumns     *self,
            const IgnyField *field)
{
  if ((field->flags & IGNY_FIELD_COMPUTED) != 0)
    return igny_computed_get_sql (self->entity, field);
  return field->name;
}

static gboolean
load_rows (IgnyColumns *self,
           IgnyDb      *db,
           GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT row FROM %s WHERE deleted_step IS NULL AND %s"
                                          " ORDER BY row",
                                          self->entity->table, IGNY_RECORDS_MINE);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (self->rows, row);
    }
  g_byte_array_set_size (self->dead, self->rows->len);
  if (self->dead->len > 0)
    memset (self->dead->data, 0, self->dead->len);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

IgnyColumns *
igny_columns_cache_get (IgnyColumnsCache *self,
                        IgnyDb           *db,
                        const IgnyEntity *entity,
                        GError          **error)
{
  IgnyColumns *columns;

  g_return_val_if_fail (self != NULL && db != NULL && entity != NULL, NULL);

  columns = g_hash_table_lookup (self->entities, entity);
  if (columns != NULL)
    return columns;

  columns = g_new0 (IgnyColumns, 1);
  columns->entity = entity;
  columns->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  columns->dead = g_byte_array_new ();
  columns->columns = g_ptr_array_new_with_free_func (column_free);
  if (!load_rows (columns, db, error))
    {
      columns_free (columns);
      return NULL;
    }
  g_hash_table_insert (self->entities, (gpointer) entity, columns);
  return columns;
}

static Column *
column_new (IgnyColumns     *self,
            const IgnyField *field)
{
  Column *column = g_new0 (Column, 1);

  column->field = field;
  if (is_textual (field))
    {
      column->texts = g_ptr_array_sized_new (self->rows->len);
      column->arena = g_string_chunk_new (1 << 16);
    }
  else
    column->numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->rows->len);
  return column;
}

static void
column_add_unknown (Column *column)
{
  IgnyKind kind = column->field->kind;
  gint64   number = kind == IGNY_KIND_REFERENCE || kind == IGNY_KIND_FLAG ? 0 : IGNY_UNKNOWN;

  if (column->texts != NULL)
    g_ptr_array_add (column->texts, NULL);
  else
    g_array_append_val (column->numbers, number);
}

/* Unknown for slots before row: those rows were deleted and are purged. */
static guint
fill_gap (IgnyColumns *self,
          Column      *column,
          guint        slot,
          gint64       row)
{
  for (; slot < self->rows->len && g_array_index (self->rows, gint64, slot) < row; slot++)
    column_add_unknown (column);
  return slot;
}

/* The transaction may be newer than the rows: a row that is not expected is
 * passed over, its change set is on its way. */
static gboolean
fill_column (IgnyColumns *self,
             IgnyDb      *db,
             Column      *column,
             GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT row, %s FROM %s WHERE " IGNY_RECORDS_MINE
                                          " ORDER BY row",
                                          column_sql (self, column->field), self->entity->table);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, error);
  g_autoptr(GError) local = NULL;
  guint slot = 0;

  if (cursor == NULL)
    return FALSE;
  while (slot < self->rows->len && igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      slot = fill_gap (self, column, slot, row);
      if (slot == self->rows->len || row != g_array_index (self->rows, gint64, slot))
        continue;
      column_add (column, cursor, 1);
      slot++;
    }
  if (local == NULL)
    {
      fill_gap (self, column, slot, G_MAXINT64);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static Column *
load_column (IgnyColumns     *self,
             IgnyDb          *db,
             const IgnyField *field,
             GError         **error)
{
  Column *column;

  for (guint i = 0; i < self->columns->len; i++)
    {
      column = self->columns->pdata[i];
      if (column->field == field)
        return column;
    }

  column = column_new (self, field);
  if (!fill_column (self, db, column, error))
    {
      column_free (column);
      g_prefix_error (error, "load %s of %s: ", field->name, self->entity->table);
      return NULL;
    }
  g_ptr_array_add (self->columns, column);
  return column;
}

const gint64 *
igny_columns_load_numbers (IgnyColumns     *self,
                           IgnyDb          *db,
                           const IgnyField *field,
                           GError         **error)
{
  Column *column;

  g_return_val_if_fail (self != NULL && field != NULL && !is_textual (field), NULL);

  column = load_column (self, db, field, error);
  return column != NULL ? (const gint64 *) (gpointer) column->numbers->data : NULL;
}

const char *const *
igny_columns_load_texts (IgnyColumns     *self,
                         IgnyDb          *db,
                         const IgnyField *field,
                         GError         **error)
{
  Column *column;

  g_return_val_if_fail (self != NULL && field != NULL && is_textual (field), NULL);

  column = load_column (self, db, field, error);
  return column != NULL ? (const char *const *) column->texts->pdata : NULL;
}

const guint *
igny_columns_load_order (IgnyColumns     *self,
                         IgnyDb          *db,
                         const IgnyField *field,
                         GError         **error)
{
  Column *column;

  g_return_val_if_fail (self != NULL && field != NULL && is_textual (field), NULL);

  column = load_column (self, db, field, error);
  if (column == NULL)
    return NULL;
  if (column->order == NULL)
    column->order = igny_text_order_new ();
  return igny_text_order_get (column->order, (const char *const *) column->texts->pdata,
                              column->texts->len);
}

guint
igny_columns_get_n_slots (const IgnyColumns *self)
{
  return self->rows->len;
}

const gint64 *
igny_columns_get_rows (const IgnyColumns *self)
{
  return (const gint64 *) (gpointer) self->rows->data;
}

gboolean
igny_columns_is_alive (const IgnyColumns *self,
                       guint              slot)
{
  return self->dead->data[slot] == 0;
}

static void
kill_slot (IgnyColumns *self,
           guint        slot)
{
  self->n_dead += self->dead->data[slot] == 0;
  self->dead->data[slot] = 1;
}

static char *
row_sql (IgnyColumns *self)
{
  GString *sql = g_string_new ("SELECT row");

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = self->columns->pdata[i];

      g_string_append_printf (sql, ", %s", column_sql (self, column->field));
    }
  g_string_append_printf (sql, " FROM %s WHERE row = ?1 AND deleted_step IS NULL AND %s",
                          self->entity->table, IGNY_RECORDS_MINE);
  return g_string_free (sql, FALSE);
}

/* FALSE when the row has no place at the end of the arrays: it was restored. */
static gboolean
place_row (IgnyColumns *self,
           IgnyCursor  *cursor,
           gint64       row,
           gboolean     known,
           guint        slot)
{
  guint8 alive = 0;

  if (known)
    {
      self->n_dead -= self->dead->data[slot];
      self->dead->data[slot] = 0;
      for (guint i = 0; i < self->columns->len; i++)
        column_set (self->columns->pdata[i], slot, cursor, (int) i + 1);
      return TRUE;
    }
  if (self->rows->len > 0 && g_array_index (self->rows, gint64, self->rows->len - 1) > row)
    return FALSE;

  g_array_append_val (self->rows, row);
  g_byte_array_append (self->dead, &alive, 1);
  for (guint i = 0; i < self->columns->len; i++)
    column_add (self->columns->pdata[i], cursor, (int) i + 1);
  return TRUE;
}

static int
compare_rows (const void *a,
              const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gboolean
apply_row (IgnyColumns *self,
           IgnyCursor  *cursor,
           gint64       row)
{
  g_autoptr(GError) error = NULL;
  guint    slot = 0;
  gboolean known = g_array_binary_search (self->rows, &row, compare_rows, &slot);

  if (!igny_cursor_rebind (cursor, IGNY_BINDS (IGNY_BIND_INT (row)), &error))
    return FALSE;
  if (igny_cursor_next (cursor, &error))
    return place_row (self, cursor, row, known, slot);
  if (known)
    kill_slot (self, slot);
  return error == NULL;
}

static gboolean
apply_own (IgnyColumns  *self,
           IgnyDb       *db,
           const gint64 *rows,
           gsize         n_rows)
{
  g_autofree char   *sql = row_sql (self);
  g_autofree gint64 *sorted = g_memdup2 (rows, n_rows * sizeof (gint64));
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, NULL);

  if (cursor == NULL)
    return FALSE;
  /* Ascending, so that new rows come to the end in their order. */
  qsort (sorted, n_rows, sizeof (gint64), compare_rows);
  for (gsize i = 0; i < n_rows; i++)
    if (!apply_row (self, cursor, sorted[i]))
      return FALSE;
  return self->n_dead * 4 <= self->rows->len + 64;
}

static void
drop_computed (IgnyColumns *self)
{
  for (guint i = self->columns->len; i > 0; i--)
    {
      Column *column = self->columns->pdata[i - 1];

      if ((column->field->flags & IGNY_FIELD_COMPUTED) != 0)
        g_ptr_array_remove_index (self->columns, i - 1);
    }
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

      if (n_rows > APPLY_MAX || (n_rows > 0 && !apply_own (columns, db, rows, n_rows)))
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (igny_computed_is_stale (entity, changes))
        drop_computed (columns);
    }
}
