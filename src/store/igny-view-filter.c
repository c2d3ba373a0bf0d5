/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "igny-records.h"
#include "igny-text.h"
#include "igny-view-private.h"

/* A mask has a byte for each slot, 1 or 0. Filters only take slots away, each in
 * one loop over one array. */
typedef struct
{
  guint8 *mask;
  guint   n_slots;
} Mask;

#define KEEP(condition)                          \
  for (guint i = 0; i < n; i++)                  \
    {                                            \
      gint64 number = numbers[i];                \
                                                 \
      mask[i] &= (guint8) ((condition) ? 1 : 0); \
    }                                            \
  break

static void
keep_block (guint8       *mask,
            const gint64 *numbers,
            guint         n,
            IgnyFilterOp  op,
            gint64        wanted)
{
  switch (op)
    {
    case IGNY_FILTER_NOT_EQUAL:
      KEEP (number != wanted);

    case IGNY_FILTER_AT_MOST:
      KEEP ((number != IGNY_UNKNOWN) & (number <= wanted));

    case IGNY_FILTER_AT_LEAST:
      KEEP ((number != IGNY_UNKNOWN) & (number >= wanted));

    case IGNY_FILTER_ANY:
      KEEP (((guint64) wanted >> (number == IGNY_UNKNOWN ? IGNY_VIEW_ANY_UNKNOWN : number)) & 1);

    case IGNY_FILTER_EQUAL:
    case IGNY_FILTER_CONTAINS:
    default:
      KEEP (number == wanted);
    }
}

/* Blocks of one number, which most scopes and many filters meet, are asked once. */
static void
keep_numbers (Mask               of,
              const IgnyNumbers *all,
              IgnyFilterOp       op,
              gint64             wanted)
{
  gint64 room[IGNY_NUMBERS_BLOCK];
  guint  n;

  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers;
      guint8        answer = 1;

      if (igny_numbers_is_alike (all, first))
        {
          n = IGNY_NUMBERS_BLOCK;
          room[0] = igny_numbers_get (all, first);
          keep_block (&answer, room, 1, op, wanted);
          if (answer == 0)
            memset (of.mask + first, 0, n);
          continue;
        }
      numbers = igny_numbers_read (all, first, room, &n);
      keep_block (of.mask + first, numbers, n, op, wanted);
    }
}

static gboolean
test_text (const char  *text,
           const char  *needle,
           IgnyFilterOp op)
{
  switch (op)
    {
    case IGNY_FILTER_NOT_EQUAL:
      return strcmp (text, needle) != 0;

    case IGNY_FILTER_AT_MOST:
      return *text != '\0' && strcmp (text, needle) <= 0;

    case IGNY_FILTER_AT_LEAST:
      return strcmp (text, needle) >= 0;

    case IGNY_FILTER_CONTAINS:
      return strstr (text, needle) != NULL;

    case IGNY_FILTER_EQUAL:
    case IGNY_FILTER_ANY:
    default:
      return strcmp (text, needle) == 0;
    }
}

/* Equal texts often are one address, one slot after the other. */
static void
keep_texts (Mask               of,
            const char *const *texts,
            IgnyFilterOp       op,
            const char        *needle)
{
  const char *last = NULL;
  guint8      result = test_text ("", needle, op) ? 1 : 0;

  for (guint i = 0; i < of.n_slots; i++)
    {
      if (of.mask[i] == 0)
        continue;
      if (texts[i] != last)
        result = test_text (texts[i] != NULL ? texts[i] : "", needle, op) ? 1 : 0;
      last = texts[i];
      of.mask[i] = result;
    }
}

static void
keep_hits (Mask          of,
           const guint8 *hits)
{
  for (guint i = 0; i < of.n_slots; i++)
    of.mask[i] &= hits[i];
}

static gboolean
filter_text (const IgnyViewFilter *filter,
             IgnyColumns          *columns,
             IgnyDb               *db,
             Mask                  of,
             GError              **error)
{
  g_autofree char   *needle = igny_text_normalize (filter->text);
  IgnyColumn        *column = igny_columns_load_column (columns, db, filter->field, error);
  g_autofree guint8 *hits = NULL;

  if (column == NULL)
    return FALSE;
  if (filter->op != IGNY_FILTER_CONTAINS || *needle == '\0')
    {
      keep_texts (of, igny_column_get_texts (column), filter->op, needle);
      return TRUE;
    }
  hits = g_malloc0 (of.n_slots + 1);
  igny_column_search (column, needle, hits);
  keep_hits (of, hits);
  return TRUE;
}

static void
add_wanted (GHashTable *wanted,
            gint64      number)
{
  g_hash_table_add (wanted, g_memdup2 (&number, sizeof number));
}

/* An id, or a title: whole, or a part of it. */
static gboolean
find_references (const IgnyViewFilter *filter,
                 IgnyColumnsCache     *cache,
                 IgnyDb               *db,
                 GHashTable           *wanted,
                 GError              **error)
{
  const IgnyEntity  *target = filter->field->target;
  const IgnyField   *title = igny_entity_title_field (target);
  g_autofree char   *needle = igny_text_normalize (filter->text);
  IgnyColumns       *columns;
  const char *const *texts;
  IgnyFilterOp       op = filter->op == IGNY_FILTER_CONTAINS ? filter->op : IGNY_FILTER_EQUAL;
  IgnyId             id;

  if (igny_id_from_text (&id, filter->text))
    {
      add_wanted (wanted, igny_records_find_id (db, target, &id));
      return TRUE;
    }

  columns = igny_columns_cache_get (cache, db, target, &title, 1, error);
  if (columns == NULL)
    return FALSE;
  texts = igny_column_get_texts (igny_columns_load_column (columns, db, title, error));
  for (guint i = 0; i < igny_columns_get_n_slots (columns); i++)
    if (igny_columns_get_alive (columns)[i] != 0 && texts[i] != NULL &&
        test_text (texts[i], needle, op))
      add_wanted (wanted, igny_numbers_get (igny_columns_get_rows (columns), i));
  return TRUE;
}

static void
keep_wanted (Mask               of,
             const IgnyNumbers *all,
             GHashTable        *wanted,
             gboolean           negate)
{
  gint64   last = 0;
  gboolean found = g_hash_table_contains (wanted, &last);
  gint64   room[IGNY_NUMBERS_BLOCK];
  guint    n;

  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers = igny_numbers_read (all, first, room, &n);
      guint8       *mask = of.mask + first;

      for (guint i = 0; i < n; i++)
        {
          if (mask[i] == 0)
            continue;
          if (numbers[i] != last)
            found = g_hash_table_contains (wanted, &numbers[i]);
          last = numbers[i];
          mask[i] = found != negate ? 1 : 0;
        }
    }
}

static gboolean
filter_set (const IgnyViewFilter *filter,
            IgnyColumnsCache     *cache,
            IgnyColumns          *columns,
            IgnyDb               *db,
            Mask                  of,
            GError              **error)
{
  const IgnyField *field = filter->field;
  IgnyColumn      *column = igny_columns_load_column (columns, db, field, error);
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (column == NULL)
    return FALSE;
  if (*filter->text == '\0')
    add_wanted (wanted, 0);
  else if (field->kind == IGNY_KIND_REFERENCE)
    {
      if (!find_references (filter, cache, db, wanted, error))
        return FALSE;
    }
  else
    for (gint64 i = 0; field->choices[i].word != NULL; i++)
      if (strstr (field->choices[i].word, filter->text) != NULL)
        add_wanted (wanted, i);

  keep_wanted (of, igny_column_get_numbers (column), wanted,
               filter->op == IGNY_FILTER_NOT_EQUAL);
  return TRUE;
}

static gboolean
filter_number (const IgnyField *field,
               IgnyFilterOp     op,
               gint64           number,
               IgnyColumns     *columns,
               IgnyDb          *db,
               Mask             of,
               GError         **error)
{
  IgnyColumn *column = igny_columns_load_column (columns, db, field, error);

  if (column == NULL)
    return FALSE;
  keep_numbers (of, igny_column_get_numbers (column), op, number);
  return TRUE;
}

static gboolean
apply_filter (const IgnyViewFilter *filter,
              IgnyColumnsCache     *cache,
              IgnyColumns          *columns,
              IgnyDb               *db,
              Mask                  of,
              GError              **error)
{
  const IgnyField *field = filter->field;

  if (field->kind == IGNY_KIND_TEXT || field->kind == IGNY_KIND_JSON)
    return filter_text (filter, columns, db, of, error);
  if (field->kind == IGNY_KIND_REFERENCE ||
      (field->kind == IGNY_KIND_CHOICE && filter->op == IGNY_FILTER_CONTAINS))
    return filter_set (filter, cache, columns, db, of, error);
  return filter_number (field, filter->op, filter->number, columns, db, of, error);
}

static gboolean
apply_scope (const IgnyView *self,
             const char     *name,
             gint64          row,
             IgnyColumns    *columns,
             IgnyDb         *db,
             Mask            of,
             GError        **error)
{
  const IgnyField *field = igny_entity_find_field (self->entity, name);

  return row == 0 || field == NULL ||
         filter_number (field, IGNY_FILTER_EQUAL, row, columns, db, of, error);
}

/* What lies in a site or a sector that is not active is seen by who names that
 * one. Mostly there is none, so this is one short question. */
static gboolean
hide_inactive (const IgnyView *self,
               const char     *name,
               gint64          row,
               IgnyColumns    *columns,
               IgnyDb         *db,
               Mask            of,
               GError        **error)
{
  const IgnyField *field = igny_entity_find_field (self->entity, name);
  g_autofree char *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;
  gboolean ok = TRUE;

  /* A log that outlives its sites has their numbers, and no references. */
  if (row != 0 || field == NULL || field->kind != IGNY_KIND_REFERENCE ||
      !igny_entity_has_field (self->entity, "sector"))
    return TRUE;
  sql = g_strdup_printf ("SELECT row FROM %s WHERE is_active = 0 AND deleted_step IS NULL AND %s",
                         field->target->table, IGNY_RECORDS_MINE);
  cursor = igny_db_query (db, sql, NULL, error);
  if (cursor == NULL)
    return FALSE;
  while (ok && igny_cursor_next (cursor, &local))
    ok = filter_number (field, IGNY_FILTER_NOT_EQUAL, igny_cursor_get_integer (cursor, 0), columns,
                        db, of, error);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    return ok;
  return FALSE;
}

static int
compare_rows (const void *a,
              const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
keep_rows (const IgnyView *self,
           IgnyColumns    *columns,
           Mask            of)
{
  for (guint i = 0; i < of.n_slots; i++)
    if (of.mask[i] != 0)
      {
        gint64 row = igny_numbers_get (igny_columns_get_rows (columns), i);

        of.mask[i] = self->rows->len > 0 &&
                     bsearch (&row, self->rows->data, self->rows->len, sizeof (gint64),
                              compare_rows) != NULL;
      }
}

/* Each word must occur in one of the searchable fields. */
static gboolean
apply_search (const IgnyView *self,
              IgnyColumns    *columns,
              IgnyDb         *db,
              Mask            of,
              GError        **error)
{
  g_autofree guint8 *hits = g_malloc (of.n_slots + 1);

  for (guint i = 0; self->search[i] != NULL; i++)
    {
      memset (hits, 0, of.n_slots);
      for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
        {
          IgnyColumn *column;

          if ((f->flags & IGNY_FIELD_SEARCHABLE) == 0)
            continue;
          column = igny_columns_load_column (columns, db, f, error);
          if (column == NULL)
            return FALSE;
          igny_column_search (column, self->search[i], hits);
        }
      keep_hits (of, hits);
    }
  return TRUE;
}

guint8 *
igny_view_filter_slots (const IgnyView   *self,
                        IgnyColumnsCache *cache,
                        IgnyColumns      *columns,
                        IgnyDb           *db,
                        GError          **error)
{
  guint              n_slots = igny_columns_get_n_slots (columns);
  g_autofree guint8 *mask = g_malloc (n_slots + 1);
  Mask               of = { mask, n_slots };

  if (n_slots > 0)
    memcpy (mask, igny_columns_get_alive (columns), n_slots);
  if (self->rows != NULL)
    keep_rows (self, columns, of);

  if (!apply_scope (self, "site", self->site, columns, db, of, error) ||
      !apply_scope (self, "sector", self->sector, columns, db, of, error) ||
      !hide_inactive (self, "site", self->site, columns, db, of, error) ||
      !hide_inactive (self, "sector", self->sector, columns, db, of, error))
    return NULL;
  for (guint i = 0; i < self->filters->len; i++)
    if (!apply_filter (&g_array_index (self->filters, IgnyViewFilter, i), cache, columns, db, of,
                       error))
      return NULL;
  if (self->search != NULL && !apply_search (self, columns, db, of, error))
    return NULL;
  return g_steal_pointer (&mask);
}
