/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-number-order.h"

#include <stdlib.h>

#include "igny-number.h"

/* Bits of a digit: its counters fit into the nearest cache. */
#define DIGIT 11
#define DIGITS (1u << DIGIT)

guint64 *
igny_number_order_radix (guint64 *items,
                         guint64 *spare,
                         guint    n,
                         guint    low_bit,
                         guint    n_bits)
{
  for (guint shift = low_bit; shift < low_bit + n_bits; shift += DIGIT)
    {
      guint    count[DIGITS + 1] = { 0 };
      guint64 *swap;

      for (guint i = 0; i < n; i++)
        count[((items[i] >> shift) & (DIGITS - 1)) + 1]++;
      for (guint i = 1; i < DIGITS; i++)
        count[i] += count[i - 1];
      for (guint i = 0; i < n; i++)
        spare[count[(items[i] >> shift) & (DIGITS - 1)]++] = items[i];
      swap = items;
      items = spare;
      spare = swap;
    }
  return items;
}

typedef struct
{
  guint64 key;
  guint   slot;
} Keyed;

static int
compare_keyed (const void *a,
               const void *b)
{
  const Keyed *left = a;
  const Keyed *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return (left->slot > right->slot) - (left->slot < right->slot);
}

/* Numbers so far apart that a key and a slot do not fit into 64 bits. */
static void
sort_wide (const gint64 *numbers,
           guint         n_slots,
           gint64        least,
           guint        *order)
{
  g_autofree Keyed *items = g_new (Keyed, n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      guint64 key = (guint64) numbers[i] - (guint64) least;

      items[i] = (Keyed){ numbers[i] == IGNY_UNKNOWN ? G_MAXUINT64 : key, i };
    }
  qsort (items, n_slots, sizeof (Keyed), compare_keyed);
  for (guint i = 0; i < n_slots; i++)
    order[i] = items[i].slot;
}

static void
sort_narrow (const gint64 *numbers,
             guint         n_slots,
             gint64        least,
             guint64       range,
             guint        *order)
{
  guint               slot_bits = g_bit_storage (n_slots);
  guint64             slot_mask = (G_GUINT64_CONSTANT (1) << slot_bits) - 1;
  g_autofree guint64 *items = g_new (guint64, n_slots);
  g_autofree guint64 *spare = g_new (guint64, n_slots);
  guint64            *sorted;
  guint               n_bits = 0;

  /* One more than the greatest stands for unknown. */
  while (n_bits < 64 && ((range + 1) >> n_bits) != 0)
    n_bits++;
  for (guint i = 0; i < n_slots; i++)
    {
      guint64 key = (guint64) numbers[i] - (guint64) least;

      items[i] = (numbers[i] == IGNY_UNKNOWN ? range + 1 : key) << slot_bits | i;
    }
  sorted = igny_number_order_radix (items, spare, n_slots, slot_bits, n_bits);
  for (guint i = 0; i < n_slots; i++)
    order[i] = (guint) (sorted[i] & slot_mask);
}

static void
mark_same (const gint64 *numbers,
           guint         n_slots,
           guint        *order)
{
  gint64 last = 0;

  for (guint i = 0; i < n_slots; i++)
    {
      gint64 number = numbers[order[i]];

      if (i > 0 && number == last)
        order[i] |= IGNY_TEXT_ORDER_SAME;
      last = number;
    }
}

guint *
igny_number_order_make (const gint64 *numbers,
                        guint         n_slots)
{
  guint *order = g_new (guint, n_slots + 1);
  gint64 least = G_MAXINT64;
  gint64 greatest = G_MININT64;

  g_return_val_if_fail (numbers != NULL || n_slots == 0, order);

  for (guint i = 0; i < n_slots; i++)
    if (numbers[i] != IGNY_UNKNOWN)
      {
        least = MIN (least, numbers[i]);
        greatest = MAX (greatest, numbers[i]);
      }
  if (least > greatest)
    least = greatest = 0;
  if ((guint64) greatest - (guint64) least >= G_GUINT64_CONSTANT (1) << 40 ||
      n_slots >= 1u << 23)
    sort_wide (numbers, n_slots, least, order);
  else
    sort_narrow (numbers, n_slots, least, (guint64) greatest - (guint64) least, order);
  mark_same (numbers, n_slots, order);
  return order;
}
