/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-comma-list.h"
#include "igny-view-private.h"

typedef struct
{
  const guint8 *mask;
  guint         n_slots;
} Mask;

static gint64
choice_number (const IgnySum *sum)
{
  for (gint64 i = 0; sum->word != NULL && sum->field->choices[i].word != NULL; i++)
    if (strcmp (sum->field->choices[i].word, sum->word) == 0)
      return i;
  return G_MAXINT64;
}

static gint64
count_number (Mask               of,
              const IgnyNumbers *all,
              gint64             wanted)
{
  gint64 found = 0;
  gint64 room[IGNY_NUMBERS_BLOCK];
  guint  n;

  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers = igny_numbers_read (all, first, room, &n);

      for (guint i = 0; i < n; i++)
        found += of.mask[first + i] & (numbers[i] == wanted);
    }
  return found;
}

/* What is there but says no: no record referred to, a flag that is not set. */
static gint64
get_none (const IgnyField *field)
{
  return field->kind == IGNY_KIND_REFERENCE || field->kind == IGNY_KIND_FLAG ? 0 : IGNY_UNKNOWN;
}

/* The sum of what is known and not none; *known is how many those are. */
static gint64
add_up (Mask               of,
        const IgnyNumbers *all,
        gint64             none,
        gint64            *known)
{
  gint64 total = 0;
  gint64 room[IGNY_NUMBERS_BLOCK];
  guint  n;

  *known = 0;
  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers = igny_numbers_read (all, first, room, &n);
      const guint8 *mask = of.mask + first;

      for (guint i = 0; i < n; i++)
        {
          gint64 is_known = mask[i] & (numbers[i] != IGNY_UNKNOWN) & (numbers[i] != none);

          *known += is_known;
          total += numbers[i] & -is_known;
        }
    }
  return total;
}

static gint64
run_sum (const IgnySum     *sum,
         const IgnyNumbers *numbers,
         Mask               of)
{
  gint64 total;
  gint64 known;

  if (sum->kind == IGNY_SUM_WORD)
    return count_number (of, numbers, choice_number (sum));
  total = add_up (of, numbers, get_none (sum->field), &known);
  if (sum->kind == IGNY_SUM_KNOWN)
    return known;
  if (known == 0)
    return IGNY_UNKNOWN;
  return sum->kind == IGNY_SUM_AVERAGE ? (total + known / 2) / known : total;
}

/* --- facets ----------------------------------------------------------------------- */

static void
clear_value (gpointer data)
{
  g_free (((IgnyFacetValue *) data)->text);
}

static void
facet_free (gpointer data)
{
  IgnyFacet *facet = data;

  g_array_unref (facet->values);
  g_free (facet);
}

static void
add_value (IgnyFacet  *facet,
           const char *text,
           gint64      number,
           gint64      n)
{
  IgnyFacetValue value = { g_strdup (text), number, n, 0 };

  if (n > 0)
    g_array_append_val (facet->values, value);
  else
    g_free (value.text);
}

static void
count_choices (IgnyFacet         *facet,
               const IgnyNumbers *all,
               Mask               of)
{
  gint64 counts[IGNY_VIEW_ANY_UNKNOWN + 1] = { 0 };
  gint64 room[IGNY_NUMBERS_BLOCK];
  guint  n;

  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers = igny_numbers_read (all, first, room, &n);

      for (guint i = 0; i < n; i++)
        counts[MIN ((guint64) numbers[i], IGNY_VIEW_ANY_UNKNOWN)] += of.mask[first + i];
    }
  for (gint64 i = 0; i < IGNY_VIEW_ANY_UNKNOWN && facet->field->choices[i].word != NULL; i++)
    add_value (facet, facet->field->choices[i].word, i, counts[i]);
  add_value (facet, NULL, IGNY_UNKNOWN, counts[IGNY_VIEW_ANY_UNKNOWN]);
}

/* Adds up what is known of totals, by the numbers of count_small. */
static void
add_totals (IgnyFacet         *facet,
            const IgnyNumbers *all,
            const IgnyNumbers *totals,
            gint64             greatest,
            Mask               of)
{
  g_autofree gint64 *sums = g_new0 (gint64, greatest + 1);
  gint64             room[IGNY_NUMBERS_BLOCK];
  gint64             totals_room[IGNY_NUMBERS_BLOCK];
  guint              n;

  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers = igny_numbers_read (all, first, room, &n);
      const gint64 *of_each = igny_numbers_read (totals, first, totals_room, &n);

      for (guint i = 0; i < n; i++)
        if (of.mask[first + i] != 0 && of_each[i] != IGNY_UNKNOWN)
          sums[MAX (numbers[i], 0)] += of_each[i];
    }
  for (guint i = 0; i < facet->values->len; i++)
    {
      IgnyFacetValue *value = &g_array_index (facet->values, IgnyFacetValue, i);

      value->total = sums[value->number];
    }
}

/* Rows of references, and flags: small numbers from 0 on. */
static void
count_small (IgnyFacet         *facet,
             const IgnyNumbers *all,
             const IgnyNumbers *totals,
             Mask               of)
{
  gint64             greatest = MAX (igny_numbers_get_greatest (all), 0);
  g_autofree gint64 *counts = g_new0 (gint64, greatest + 1);
  gint64             room[IGNY_NUMBERS_BLOCK];
  guint              n;

  for (guint first = 0; first < of.n_slots; first += n)
    {
      const gint64 *numbers = igny_numbers_read (all, first, room, &n);

      for (guint i = 0; i < n; i++)
        counts[MAX (numbers[i], 0)] += of.mask[first + i];
    }
  for (gint64 i = 0; i <= greatest; i++)
    add_value (facet, NULL, i, counts[i]);
  if (totals != NULL)
    add_totals (facet, all, totals, greatest, of);
}

static void
count_text (GHashTable *counts,
            const char *text,
            gint64      n)
{
  gint64 *known = g_hash_table_lookup (counts, text);

  if (known != NULL)
    *known += n;
  else if (n > 0)
    g_hash_table_insert (counts, g_strdup (text), g_memdup2 (&n, sizeof n));
}

/* Each item of a list by itself. */
static void
count_items (GHashTable *counts,
             const char *text,
             gboolean    is_list,
             gint64      n)
{
  g_auto(GStrv) items = NULL;

  if (n == 0 || text == NULL || !is_list || strchr (text, ',') == NULL)
    {
      count_text (counts, text != NULL ? text : "", n);
      return;
    }
  items = igny_comma_list_split (text);
  for (guint i = 0; items[i] != NULL; i++)
    count_text (counts, items[i], n);
}

/* Equal texts are one address: texts are compared once for each of those. */
static GHashTable *
count_addresses (const char *const *texts,
                 Mask               of)
{
  GHashTable *counts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const char *last = NULL;
  gint64     *count = NULL;

  for (guint i = 0; i < of.n_slots; i++)
    {
      if (of.mask[i] == 0)
        continue;
      if (count == NULL || texts[i] != last)
        {
          count = g_hash_table_lookup (counts, texts[i]);
          if (count == NULL)
            {
              count = g_new0 (gint64, 1);
              g_hash_table_insert (counts, (gpointer) texts[i], count);
            }
        }
      last = texts[i];
      *count += 1;
    }
  return counts;
}

static void
count_texts (IgnyFacet         *facet,
             const char *const *texts,
             Mask               of)
{
  g_autoptr(GHashTable) addresses = count_addresses (texts, of);
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean       is_list = facet->field->form == IGNY_FORM_LIST;
  GHashTableIter iter;
  gpointer       key;
  gpointer       value;

  g_hash_table_iter_init (&iter, addresses);
  while (g_hash_table_iter_next (&iter, &key, &value))
    count_items (counts, key, is_list, *(gint64 *) value);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    add_value (facet, *(char *) key != '\0' ? key : NULL, IGNY_UNKNOWN, *(gint64 *) value);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const IgnyFacetValue *left = a;
  const IgnyFacetValue *right = b;

  if (left->n != right->n)
    return left->n > right->n ? -1 : 1;
  if (left->text != NULL && right->text != NULL)
    return strcmp (left->text, right->text);
  if (left->text != right->text)
    return left->text == NULL ? 1 : -1;
  return (left->number > right->number) - (left->number < right->number);
}

static IgnyFacet *
make_facet (const IgnyField   *field,
            IgnyColumn        *column,
            const IgnyNumbers *totals,
            Mask               of)
{
  IgnyFacet *facet = g_new0 (IgnyFacet, 1);

  facet->field = field;
  facet->values = g_array_new (FALSE, FALSE, sizeof (IgnyFacetValue));
  g_array_set_clear_func (facet->values, clear_value);
  if (igny_column_is_textual (column))
    count_texts (facet, igny_column_get_texts (column), of);
  else if (field->kind == IGNY_KIND_CHOICE)
    count_choices (facet, igny_column_get_numbers (column), of);
  else
    count_small (facet, igny_column_get_numbers (column), totals, of);
  g_array_sort (facet->values, compare_values);
  return facet;
}

gboolean
igny_view_sum_slots (const IgnyView *self,
                     IgnyColumns    *columns,
                     IgnyDb         *db,
                     const guint8   *mask,
                     IgnyViewResult *result,
                     GError        **error)
{
  Mask               of = { mask, igny_columns_get_n_slots (columns) };
  const IgnyNumbers *totals = NULL;

  result->sums = g_new0 (gint64, self->sums->len + 1);
  result->facets = g_ptr_array_new_with_free_func (facet_free);
  for (guint i = 0; i < self->sums->len; i++)
    {
      const IgnySum *sum = &g_array_index (self->sums, IgnySum, i);
      IgnyColumn    *column = igny_columns_load_column (columns, db, sum->field, error);

      if (column == NULL)
        return FALSE;
      result->sums[i] = run_sum (sum, igny_column_get_numbers (column), of);
    }
  if (self->total != NULL)
    {
      IgnyColumn *column = igny_columns_load_column (columns, db, self->total, error);

      if (column == NULL)
        return FALSE;
      totals = igny_column_get_numbers (column);
    }
  for (guint i = 0; i < self->facets->len; i++)
    {
      const IgnyField *field = self->facets->pdata[i];
      IgnyColumn      *column = igny_columns_load_column (columns, db, field, error);

      if (column == NULL)
        return FALSE;
      g_ptr_array_add (result->facets, make_facet (field, column, totals, of));
    }
  return TRUE;
}
