/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "igny-records.h"
#include "igny-text.h"
#include "igny-view-private.h"

/* Drops from slots what test does not let through. */
typedef gboolean (*TestFunc) (guint         slot,
                              gconstpointer data);

static void
keep (GArray       *slots,
      TestFunc      test,
      gconstpointer data)
{
  guint *all = (guint *) (gpointer) slots->data;
  guint  kept = 0;

  for (guint i = 0; i < slots->len; i++)
    if (test (all[i], data))
      all[kept++] = all[i];
  g_array_set_size (slots, kept);
}

typedef struct
{
  const gint64 *numbers;
  gint64        number;
  IgnyFilterOp  op;
} NumberTest;

static gboolean
test_number (guint         slot,
             gconstpointer data)
{
  const NumberTest *test = data;
  gint64            number = test->numbers[slot];

  switch (test->op)
    {
    case IGNY_FILTER_NOT_EQUAL:
      return number != test->number;

    case IGNY_FILTER_AT_MOST:
      return number != IGNY_UNKNOWN && number <= test->number;

    case IGNY_FILTER_AT_LEAST:
      return number != IGNY_UNKNOWN && number >= test->number;

    case IGNY_FILTER_ANY:
      return ((guint64) test->number >>
              (number == IGNY_UNKNOWN ? IGNY_VIEW_ANY_UNKNOWN : number)) &
             1;

    case IGNY_FILTER_EQUAL:
    case IGNY_FILTER_CONTAINS:
    default:
      return number == test->number;
    }
}

typedef struct
{
  const char *const *texts;
  const char        *needle;
  IgnyFilterOp       op;
} TextTest;

static gboolean
test_text (guint         slot,
           gconstpointer data)
{
  const TextTest *test = data;
  const char     *text = test->texts[slot] != NULL ? test->texts[slot] : "";

  switch (test->op)
    {
    case IGNY_FILTER_NOT_EQUAL:
      return strcmp (text, test->needle) != 0;

    case IGNY_FILTER_AT_MOST:
      return *text != '\0' && strcmp (text, test->needle) <= 0;

    case IGNY_FILTER_AT_LEAST:
      return strcmp (text, test->needle) >= 0;

    case IGNY_FILTER_CONTAINS:
      return strstr (text, test->needle) != NULL;

    case IGNY_FILTER_EQUAL:
    case IGNY_FILTER_ANY:
    default:
      return strcmp (text, test->needle) == 0;
    }
}

static gboolean
filter_text (const IgnyViewFilter *filter,
             IgnyColumns          *columns,
             IgnyDb               *db,
             GArray               *slots,
             GError              **error)
{
  g_autofree char *needle = igny_text_normalize (filter->text);
  TextTest         test = { .needle = needle, .op = filter->op };

  test.texts = igny_columns_load_texts (columns, db, filter->field, error);
  if (test.texts == NULL && slots->len > 0)
    return FALSE;
  keep (slots, test_text, &test);
  return TRUE;
}

typedef struct
{
  const gint64 *numbers;
  GHashTable   *wanted; /* of rows, or of indexes of words */
  gboolean      negate;
} SetTest;

static gboolean
test_set (guint         slot,
          gconstpointer data)
{
  const SetTest *test = data;

  return g_hash_table_contains (test->wanted, &test->numbers[slot]) != test->negate;
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
                 IgnyDb               *db,
                 GHashTable           *wanted,
                 GError              **error)
{
  const IgnyEntity *target = filter->field->target;
  const char       *title = igny_entity_title_field (target)->name;
  g_autofree char  *needle = igny_text_normalize (filter->text);
  g_autofree char  *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;
  IgnyId id;

  if (igny_id_from_text (&id, filter->text))
    {
      add_wanted (wanted, igny_records_find_id (db, target, &id));
      return TRUE;
    }

  sql = g_strdup_printf ("SELECT row, %s FROM %s WHERE deleted_step IS NULL AND " IGNY_RECORDS_MINE,
                         title, target->table);
  cursor = igny_db_query (db, sql, NULL, error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      g_autofree char *normal = igny_text_normalize (igny_cursor_get_text (cursor, 1));

      if (filter->op == IGNY_FILTER_CONTAINS ? strstr (normal, needle) != NULL
                                             : g_str_equal (normal, needle))
        add_wanted (wanted, igny_cursor_get_integer (cursor, 0));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
filter_set (const IgnyViewFilter *filter,
            IgnyColumns          *columns,
            IgnyDb               *db,
            GArray               *slots,
            GError              **error)
{
  const IgnyField *field = filter->field;
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  SetTest test = { .wanted = wanted, .negate = filter->op == IGNY_FILTER_NOT_EQUAL };

  test.numbers = igny_columns_load_numbers (columns, db, field, error);
  if (test.numbers == NULL && slots->len > 0)
    return FALSE;

  if (*filter->text == '\0')
    add_wanted (wanted, 0);
  else if (field->kind == IGNY_KIND_REFERENCE)
    {
      if (!find_references (filter, db, wanted, error))
        return FALSE;
    }
  else
    for (gint64 i = 0; field->choices[i].word != NULL; i++)
      if (strstr (field->choices[i].word, filter->text) != NULL)
        add_wanted (wanted, i);

  keep (slots, test_set, &test);
  return TRUE;
}

static gboolean
filter_number (const IgnyViewFilter *filter,
               IgnyColumns          *columns,
               IgnyDb               *db,
               GArray               *slots,
               GError              **error)
{
  NumberTest test = { .number = filter->number, .op = filter->op };

  test.numbers = igny_columns_load_numbers (columns, db, filter->field, error);
  if (test.numbers == NULL && slots->len > 0)
    return FALSE;
  keep (slots, test_number, &test);
  return TRUE;
}

static gboolean
apply_filter (const IgnyViewFilter *filter,
              IgnyColumns          *columns,
              IgnyDb               *db,
              GArray               *slots,
              GError              **error)
{
  const IgnyField *field = filter->field;

  if (field->kind == IGNY_KIND_TEXT || field->kind == IGNY_KIND_JSON)
    return filter_text (filter, columns, db, slots, error);
  if (field->kind == IGNY_KIND_REFERENCE ||
      (field->kind == IGNY_KIND_CHOICE && filter->op == IGNY_FILTER_CONTAINS))
    return filter_set (filter, columns, db, slots, error);
  return filter_number (filter, columns, db, slots, error);
}

static gboolean
apply_scope (const IgnyView *self,
             const char     *name,
             gint64          row,
             IgnyColumns    *columns,
             IgnyDb         *db,
             GArray         *slots,
             GError        **error)
{
  IgnyViewFilter filter = { .op = IGNY_FILTER_EQUAL, .number = row };

  filter.field = igny_entity_find_field (self->entity, name);
  return row == 0 || filter.field == NULL || filter_number (&filter, columns, db, slots, error);
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
           GArray         *slots)
{
  const gint64 *rows = igny_columns_get_rows (columns);
  guint        *all = (guint *) (gpointer) slots->data;
  guint         kept = 0;

  for (guint i = 0; self->rows->len > 0 && i < slots->len; i++)
    if (bsearch (&rows[all[i]], self->rows->data, self->rows->len, sizeof (gint64),
                 compare_rows) != NULL)
      all[kept++] = all[i];
  g_array_set_size (slots, kept);
}

typedef struct
{
  GPtrArray  *texts; /* of the searchable fields' arrays */
  const char *word;
} SearchTest;

static gboolean
test_search (guint         slot,
             gconstpointer data)
{
  const SearchTest *test = data;

  for (guint i = 0; i < test->texts->len; i++)
    {
      const char *const *texts = test->texts->pdata[i];

      if (texts[slot] != NULL && strstr (texts[slot], test->word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
apply_search (const IgnyView *self,
              IgnyColumns    *columns,
              IgnyDb         *db,
              GArray         *slots,
              GError        **error)
{
  g_autoptr(GPtrArray) arrays = g_ptr_array_new ();
  SearchTest test = { .texts = arrays };

  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if ((f->flags & IGNY_FIELD_SEARCHABLE) != 0)
      {
        const char *const *texts = igny_columns_load_texts (columns, db, f, error);

        if (texts == NULL && slots->len > 0)
          return FALSE;
        g_ptr_array_add (arrays, (gpointer) texts);
      }

  for (guint i = 0; slots->len > 0 && self->search[i] != NULL; i++)
    {
      test.word = self->search[i];
      keep (slots, test_search, &test);
    }
  return TRUE;
}

gboolean
igny_view_filter_slots (const IgnyView *self,
                        IgnyColumns    *columns,
                        IgnyDb         *db,
                        GArray         *slots,
                        GError        **error)
{
  guint n_slots = igny_columns_get_n_slots (columns);

  for (guint slot = 0; slot < n_slots; slot++)
    if (igny_columns_is_alive (columns, slot))
      g_array_append_val (slots, slot);
  if (self->rows != NULL)
    keep_rows (self, columns, slots);

  if (!apply_scope (self, "site", self->site, columns, db, slots, error) ||
      !apply_scope (self, "sector", self->sector, columns, db, slots, error))
    return FALSE;
  for (guint i = 0; i < self->filters->len; i++)
    if (!apply_filter (&g_array_index (self->filters, IgnyViewFilter, i), columns, db, slots,
                       error))
      return FALSE;

  return self->search == NULL || apply_search (self, columns, db, slots, error);
}
