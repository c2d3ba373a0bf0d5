/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "igny-number-order.h"
#include "igny-view-private.h"

/* The slots of the mask, ascending. */
static guint *
list_slots (const guint8 *mask,
            guint         n_slots,
            guint         n)
{
  guint *slots = g_new0 (guint, (gsize) n + 1);
  guint  found = 0;

  for (guint i = 0; found < n && i < n_slots; i++)
    {
      slots[found] = i;
      found += mask[i];
    }
  return slots;
}

/* --- by an order of all slots -------------------------------------------------- */

typedef struct
{
  const guint8 *mask;
  guint        *slots;
  guint         n;
} Pick;

/* The items of the order that are wanted, in it. */
static void
pick (Pick        *to,
      const guint *items,
      guint        first,
      guint        last)
{
  for (guint i = first; i < last; i++)
    {
      guint slot = items[i] & ~IGNY_TEXT_ORDER_SAME;

      to->slots[to->n] = slot;
      to->n += to->mask[slot];
    }
}

/* Groups of equals come in reverse, but not what is in them. */
static void
pick_descending (Pick        *to,
                 const guint *items,
                 guint        n_known)
{
  for (guint last = n_known; last > 0;)
    {
      guint first = last - 1;

      while (first > 0 && (items[first] & IGNY_TEXT_ORDER_SAME) != 0)
        first--;
      pick (to, items, first, last);
      last = first;
    }
}

static guint *
pick_slots (const guint  *items,
            guint         n_known,
            guint         n_slots,
            gboolean      descending,
            const guint8 *mask,
            guint         n)
{
  /* One more than are wanted: each is written before it is known to count. */
  Pick to = { mask, g_new0 (guint, (gsize) n + 1), 0 };

  if (descending)
    pick_descending (&to, items, n_known);
  else
    pick (&to, items, 0, n_known);
  pick (&to, items, n_known, n_slots);
  return to.slots;
}

/* --- a few slots ------------------------------------------------------------------ */

/* Up to this many are sorted by themselves; for more the order of the whole
 * column is used, which is kept. */
#define FEW 20000

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

static guint
count_known (const IgnyNumbers *numbers,
             const guint       *items,
             guint              n)
{
  while (n > 0 &&
         igny_numbers_get (numbers, items[n - 1] & ~IGNY_TEXT_ORDER_SAME) == IGNY_UNKNOWN)
    n--;
  return n;
}

/* Sorts them by own alone, which has a number for each of slots. */
static void
sort_few (guint        *slots,
          guint         n,
          const gint64 *own,
          gboolean      descending)
{
  g_autofree guint8 *all = g_malloc (n + 1);
  g_autofree guint  *order = igny_number_order_make (own, n);
  g_autofree guint  *picked = NULL;
  guint              n_known = n;

  memset (all, 1, n);
  while (n_known > 0 && own[order[n_known - 1] & ~IGNY_TEXT_ORDER_SAME] == IGNY_UNKNOWN)
    n_known--;
  picked = pick_slots (order, n_known, n, descending, all, n);
  for (guint i = 0; i < n; i++)
    picked[i] = slots[picked[i]];
  memcpy (slots, picked, n * sizeof (guint));
}

/* --- by the kind of field ------------------------------------------------------- */

static guint *
sort_texts (const IgnyView *self,
            IgnyColumn     *column,
            const guint8   *mask,
            guint           n)
{
  TextOrder    order = { igny_column_get_texts (column), self->descending };
  guint        n_slots = igny_column_get_n_slots (column);
  guint        n_known = n_slots;
  const guint *items;
  guint       *slots;

  if (n <= FEW)
    {
      slots = list_slots (mask, n_slots, n);
      qsort_r (slots, n, sizeof (guint), compare_texts, &order);
      return slots;
    }
  items = igny_column_get_order (column);
  while (n_known > 0 && order.texts[items[n_known - 1] & ~IGNY_TEXT_ORDER_SAME] == NULL)
    n_known--;
  return pick_slots (items, n_known, n_slots, self->descending, mask, n);
}

static guint *
sort_numbers (const IgnyView *self,
              IgnyColumn     *column,
              const guint8   *mask,
              guint           n)
{
  const IgnyNumbers *numbers = igny_column_get_numbers (column);
  guint              n_slots = igny_column_get_n_slots (column);
  const guint       *items;

  if (n <= FEW)
    {
      guint             *slots = list_slots (mask, n_slots, n);
      g_autofree gint64 *own = g_new (gint64, (gsize) n + 1);

      igny_numbers_pick (numbers, slots, n, own);
      sort_few (slots, n, own, self->descending);
      return slots;
    }
  items = igny_column_get_order (column);
  return pick_slots (items, count_known (numbers, items, n_slots), n_slots, self->descending,
                     mask, n);
}

/* The rank of each record of target by its title, by row; *n of them. */
static gint64 *
rank_titles (IgnyColumnsCache *cache,
             IgnyDb           *db,
             const IgnyEntity *target,
             gsize            *n,
             GError          **error)
{
  const IgnyField   *title = igny_entity_title_field (target);
  IgnyColumns       *columns = igny_columns_cache_get (cache, db, target, &title, 1, error);
  IgnyColumn        *column = columns != NULL ? igny_columns_load_column (columns, db, title, error)
                                              : NULL;
  const IgnyNumbers *rows;
  const guint       *items;
  guint              n_slots;
  gint64            *ranks;

  if (column == NULL)
    return NULL;
  rows = igny_columns_get_rows (columns);
  n_slots = igny_columns_get_n_slots (columns);
  items = igny_column_get_order (column);
  *n = n_slots > 0 ? (gsize) igny_numbers_get (rows, n_slots - 1) + 1 : 1;
  ranks = g_new (gint64, *n);
  for (gsize i = 0; i < *n; i++)
    ranks[i] = IGNY_UNKNOWN;
  for (guint i = 0; i < n_slots; i++)
    {
      guint slot = items[i] & ~IGNY_TEXT_ORDER_SAME;

      if (igny_columns_get_alive (columns)[slot] != 0)
        ranks[igny_numbers_get (rows, slot)] = i;
    }
  return ranks;
}

static guint *
sort_references (const IgnyView   *self,
                 IgnyColumnsCache *cache,
                 IgnyDb           *db,
                 IgnyColumn       *column,
                 const guint8     *mask,
                 guint             n,
                 GError          **error)
{
  gsize              n_ranks;
  g_autofree gint64 *ranks = rank_titles (cache, db, self->sort->target, &n_ranks, error);
  g_autofree gint64 *numbers = NULL;
  guint             *slots;

  if (ranks == NULL)
    return NULL;
  slots = list_slots (mask, igny_column_get_n_slots (column), n);
  numbers = g_new (gint64, (gsize) n + 1);
  igny_numbers_pick (igny_column_get_numbers (column), slots, n, numbers);
  for (guint i = 0; i < n; i++)
    numbers[i] = numbers[i] > 0 && (gsize) numbers[i] < n_ranks ? ranks[numbers[i]]
                                                                : IGNY_UNKNOWN;
  sort_few (slots, n, numbers, self->descending);
  return slots;
}

guint *
igny_view_sort_slots (const IgnyView   *self,
                      IgnyColumnsCache *cache,
                      IgnyColumns      *columns,
                      IgnyDb           *db,
                      const guint8     *mask,
                      guint             n,
                      GError          **error)
{
  IgnyColumn *column;

  if (self->sort == NULL || n < 2)
    return list_slots (mask, igny_columns_get_n_slots (columns), n);

  column = igny_columns_load_column (columns, db, self->sort, error);
  if (column == NULL)
    return NULL;
  if (igny_column_is_textual (column))
    return sort_texts (self, column, mask, n);
  if (self->sort->kind == IGNY_KIND_REFERENCE)
    return sort_references (self, cache, db, column, mask, n, error);
  return sort_numbers (self, column, mask, n);
}
