/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-term-sum.h"

/* A sum this many times longer than the row is searched instead of read. */
#define LONG_SUM 16

void
igny_term_sum_clear (IgnyTermSum *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->cells);
  *self = (IgnyTermSum){ NULL, 0, 0 };
}

static guint
count_fresh (const IgnyTermSum  *self,
             const IgnyTermCell *cells,
             guint               count)
{
  guint fresh = 0;
  guint i = 0;

  for (guint j = 0; j < count; j++)
    {
      while (i < self->count && self->cells[i].term < cells[j].term)
        i++;
      fresh += i == self->count || self->cells[i].term != cells[j].term;
    }
  return fresh;
}

/* Merges from the back, in place. */
void
igny_term_sum_add (IgnyTermSum        *self,
                   const IgnyTermCell *cells,
                   guint               count)
{
  guint fresh;
  gint  from;
  gint  to;

  g_return_if_fail (self != NULL && (cells != NULL || count == 0));

  fresh = count_fresh (self, cells, count);
  if (self->count + fresh > self->size)
    {
      self->size = self->count + fresh + self->count / 2;
      self->cells = g_renew (IgnyTermCell, self->cells, self->size);
    }
  from = (gint) self->count - 1;
  to = (gint) (self->count + fresh) - 1;
  self->count += fresh;
  for (gint j = (gint) count - 1; j >= 0; j--)
    {
      while (from >= 0 && self->cells[from].term > cells[j].term)
        self->cells[to--] = self->cells[from--];
      if (from >= 0 && self->cells[from].term == cells[j].term)
        {
          self->cells[to] = self->cells[from--];
          self->cells[to--].weight += cells[j].weight;
        }
      else
        self->cells[to--] = cells[j];
    }
}

void
igny_term_sum_subtract (IgnyTermSum        *self,
                        const IgnyTermCell *cells,
                        guint               count)
{
  guint i = 0;

  g_return_if_fail (self != NULL && (cells != NULL || count == 0));

  for (guint j = 0; j < count; j++)
    {
      while (i < self->count && self->cells[i].term < cells[j].term)
        i++;
      g_assert (i < self->count && self->cells[i].term == cells[j].term);
      self->cells[i].weight -= cells[j].weight;
    }
}

static guint
find_place (const IgnyTermSum *self,
            guint              term)
{
  guint low = 0;
  guint high = self->count;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->cells[middle].term < term)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gint64
igny_term_sum_multiply (const IgnyTermSum  *self,
                        const IgnyTermCell *cells,
                        guint               count,
                        const gint32       *spread)
{
  gint64 product = 0;

  g_return_val_if_fail (self != NULL && spread != NULL, 0);

  if (self->count < count * LONG_SUM)
    {
      for (guint i = 0; i < self->count; i++)
        product += (gint64) spread[self->cells[i].term] * self->cells[i].weight;
      return product;
    }
  for (guint i = 0; i < count; i++)
    {
      guint place = find_place (self, cells[i].term);

      if (place < self->count && self->cells[place].term == cells[i].term)
        product += (gint64) cells[i].weight * self->cells[place].weight;
    }
  return product;
}
