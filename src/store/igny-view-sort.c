/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "igny-records.h"
#include "igny-text-order.h"
#include "igny-text.h"
#include "igny-view-private.h"

typedef struct
{
  guint64 key;
  guint   slot;
} Numbered;

/* Least significant byte first, stable, eight passes at most; a byte in which
 * all keys agree costs only its count. */
static void
radix_sort (Numbered *items,
            guint     n)
{
  Numbered *spare = g_new (Numbered, n);
  Numbered *from = items;
  Numbered *to = spare;

  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint     count[257] = { 0 };
      Numbered *swap;

      for (guint i = 0; i < n; i++)
        count[((from[i].key >> shift) & 0xff) + 1]++;
      if (count[((from[0].key >> shift) & 0xff) + 1] == n)
        continue;
      for (guint i = 1; i < 257; i++)
        count[i] += count[i - 1];
      for (guint i = 0; i < n; i++)
        to[count[(from[i].key >> shift) & 0xff]++] = from[i];
      swap = from;
      from = to;
      to = swap;
    }

  if (from != items)
    memcpy (items, from, n * sizeof (Numbered));
  g_free (spare);
}

/* An order of unsigned numbers in which the greatest is kept for unknown: a
 * known number is never G_MININT64, so that one of the others is free. */
static guint64
number_key (gint64   number,
            gboolean unknown,
            gboolean descending)
{
  guint64 key = (guint64) number ^ (G_GUINT64_CONSTANT (1) << 63);

  if (unknown)
    return G_MAXUINT64;
  return descending ? ~key : key - 1;
}

static void
sort_numbers (GArray       *slots,
              const gint64 *numbers,
              gboolean      zero_is_unknown,
              gboolean      descending)
{
  guint               *all = (guint *) (gpointer) slots->data;
  g_autofree Numbered *items = g_new (Numbered, slots->len);

  for (guint i = 0; i < slots->len; i++)
    {
      gint64   number = numbers[all[i]];
      gboolean unknown = number == IGNY_UNKNOWN || (zero_is_unknown && number == 0);

      items[i].key = number_key (number, unknown, descending);
      items[i].slot = all[i];
    }
  radix_sort (items, slots->len);
  for (guint i = 0; i < slots->len; i++)
    all[i] = items[i].slot;
}

typedef struct
{
  const char *const *texts;
  gboolean           descending;
} TextOrder;

static int
compare_texts (const void *a,
               const void *b,
               void       *data)
{
  const TextOrder *order = data;
  guint            left_slot = *(const guint *) a;
  guint            right_slot = *(const guint *) b;
  const char      *left = order->texts[left_slot];
  const char      *right = order->texts[right_slot];
  int              result;

  if (left == NULL || right == NULL)
    result = (left == NULL) - (right == NULL);
  else
    result = order->descending ? strcmp (right, left) : strcmp (left, right);
  return result != 0 ? result : (left_slot > right_slot) - (left_slot < right_slot);
}

/* From this many on, the order of the whole column is used, which is kept. */
#define ORDER_MIN 500

/* The items of the order that are wanted, in it. */
static void
pick (const guint  *items,
      guint         first,
      guint         last,
      const guint8 *wanted,
      GArray       *slots)
{
  for (guint i = first; i < last; i++)
    {
      guint slot = items[i] & ~IGNY_TEXT_ORDER_SAME;

      if (wanted[slot] != 0)
        g_array_append_val (slots, slot);
    }
}

/* Groups of equal texts come in reverse, but not what is in them. */
static void
pick_descending (const guint  *items,
                 guint         n_known,
                 const guint8 *wanted,
                 GArray       *slots)
{
  for (guint last = n_known; last > 0;)
    {
      guint first = last - 1;

      while (first > 0 && (items[first] & IGNY_TEXT_ORDER_SAME) != 0)
        first--;
      pick (items, first, last, wanted, slots);
      last = first;
    }
}

static void
sort_by_order (const IgnyView    *self,
               const guint       *items,
               const char *const *texts,
               guint              n_slots,
               GArray            *slots)
{
  g_autofree guint8 *wanted = g_malloc0 (n_slots);
  guint              n_known = n_slots;

  for (guint i = 0; i < slots->len; i++)
    wanted[g_array_index (slots, guint, i)] = 1;
  g_array_set_size (slots, 0);
  while (n_known > 0 && texts[items[n_known - 1] & ~IGNY_TEXT_ORDER_SAME] == NULL)
    n_known--;
  if (self->descending)
    pick_descending (items, n_known, wanted, slots);
  else
    pick (items, 0, n_known, wanted, slots);
  pick (items, n_known, n_slots, wanted, slots);
}

static gboolean
sort_texts (const IgnyView *self,
            IgnyColumns    *columns,
            IgnyDb         *db,
            GArray         *slots,
            GError        **error)
{
  TextOrder    order = { NULL, self->descending };
  const guint *items;

  order.texts = igny_columns_load_texts (columns, db, self->sort, error);
  if (order.texts == NULL)
    return FALSE;
  if (slots->len < ORDER_MIN)
    {
      qsort_r (slots->data, slots->len, sizeof (guint), compare_texts, &order);
      return TRUE;
    }
  items = igny_columns_load_order (columns, db, self->sort, error);
  if (items == NULL)
    return FALSE;
  sort_by_order (self, items, order.texts, igny_columns_get_n_slots (columns), slots);
  return TRUE;
}

/* Titles of the records that a reference field points at, ranked; row → rank. */
static GHashTable *
rank_titles (IgnyDb           *db,
             const IgnyEntity *target,
             GError          **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT row FROM %s WHERE deleted_step IS NULL AND %s ORDER BY %s"
                       " COLLATE NOCASE, row",
                       target->table, IGNY_RECORDS_MINE, igny_entity_title_field (target)->name);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, error);
  g_autoptr(GHashTable) ranks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GError) local = NULL;
  guint rank = 0;

  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_hash_table_insert (ranks, g_memdup2 (&row, sizeof row), GUINT_TO_POINTER (++rank));
    }
  if (local == NULL)
    return g_steal_pointer (&ranks);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
sort_references (const IgnyView *self,
                 IgnyColumns    *columns,
                 IgnyDb         *db,
                 GArray         *slots,
                 const gint64   *rows,
                 GError        **error)
{
  g_autoptr(GHashTable) ranks = rank_titles (db, self->sort->target, error);
  g_autofree gint64 *numbers = NULL;

  if (ranks == NULL)
    return FALSE;
  numbers = g_new (gint64, igny_columns_get_n_slots (columns));
  for (guint i = 0; i < slots->len; i++)
    {
      guint slot = g_array_index (slots, guint, i);

      numbers[slot] = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, &rows[slot]));
    }
  sort_numbers (slots, numbers, TRUE, self->descending);
  return TRUE;
}

gboolean
igny_view_sort_slots (const IgnyView *self,
                      IgnyColumns    *columns,
                      IgnyDb         *db,
                      GArray         *slots,
                      GError        **error)
{
  const IgnyField *field = self->sort;
  const gint64    *numbers;

  if (field == NULL || slots->len < 2)
    return TRUE;

  if (field->kind == IGNY_KIND_TEXT || field->kind == IGNY_KIND_JSON)
    return sort_texts (self, columns, db, slots, error);

  numbers = igny_columns_load_numbers (columns, db, field, error);
  if (numbers == NULL)
    return FALSE;
  if (field->kind == IGNY_KIND_REFERENCE)
    return sort_references (self, columns, db, slots, numbers, error);
  sort_numbers (slots, numbers, FALSE, self->descending);
  return TRUE;
}
