/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-agreement.h"

#include <math.h>
#include <stdlib.h>

/* Keywords that a cluster before and one after have in common; -1 is none. */
typedef struct
{
  gint  before;
  gint  after;
  guint count;
} Cell;

typedef struct
{
  GArray *cells; /* of Cell, most keywords first */
  guint  *sizes_before;
  guint  *sizes_after;
} Table;

static void
clear_table (Table *self)
{
  g_array_unref (self->cells);
  g_free (self->sizes_before);
  g_free (self->sizes_after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

static int
compare_cells (gconstpointer a,
               gconstpointer b)
{
  const Cell *x = a;
  const Cell *y = b;

  if (x->before != y->before)
    return x->before < y->before ? -1 : 1;
  return (x->after > y->after) - (x->after < y->after);
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Cell *x = a;
  const Cell *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return compare_cells (a, b);
}

static void
fold_cells (GArray *cells)
{
  guint kept = 0;

  g_array_sort (cells, compare_cells);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *last = kept > 0 ? &g_array_index (cells, Cell, kept - 1) : NULL;
      Cell  cell = g_array_index (cells, Cell, i);

      if (last != NULL && last->before == cell.before && last->after == cell.after)
        last->count++;
      else
        g_array_index (cells, Cell, kept++) = cell;
    }
  g_array_set_size (cells, kept);
  g_array_sort (cells, compare_counts);
}

static void
fill_table (Table      *self,
            const gint *before,
            const gint *after,
            gsize       n_keywords)
{
  self->cells = g_array_sized_new (FALSE, FALSE, sizeof (Cell), (guint) n_keywords);
  for (gsize i = 0; i < n_keywords; i++)
    {
      Cell cell = { before[i], after[i], 1 };

      g_array_append_val (self->cells, cell);
      if (before[i] >= 0)
        self->sizes_before[before[i]]++;
      if (after[i] >= 0)
        self->sizes_after[after[i]]++;
    }
  fold_cells (self->cells);
}

static guint
count_used (const guint *sizes,
            guint        n)
{
  guint used = 0;

  for (guint i = 0; i < n; i++)
    used += sizes[i] > 0;
  return used;
}

/* Each cluster finds its heir, the largest common parts first. */
static void
match (IgnyAgreement *self,
       const Table   *table)
{
  for (guint i = 0; i < table->cells->len; i++)
    {
      const Cell *cell = &g_array_index (table->cells, Cell, i);

      if (cell->before < 0 || cell->after < 0 || self->successors[cell->before] >= 0 ||
          self->ancestors[cell->after] >= 0)
        continue;
      self->successors[cell->before] = cell->after;
      self->ancestors[cell->after] = cell->before;
    }
}

static void
count_moves (IgnyAgreement *self,
             const Table   *table)
{
  for (guint i = 0; i < table->cells->len; i++)
    {
      const Cell *cell = &g_array_index (table->cells, Cell, i);

      if (cell->before < 0 && cell->after < 0)
        {
          self->unclustered_before += cell->count;
          self->unclustered_after += cell->count;
        }
      else if (cell->before < 0)
        {
          self->unclustered_before += cell->count;
          self->entered += cell->count;
        }
      else if (cell->after < 0)
        {
          self->unclustered_after += cell->count;
          self->left += cell->count;
        }
      else if (self->successors[cell->before] != cell->after)
        self->moved += cell->count;
    }
}

/* For a keyword, the part of its one cluster that is in its other. */
static double
add_up (const Table *table,
        gboolean     of_after)
{
  double sum = 0;

  for (guint i = 0; i < table->cells->len; i++)
    {
      const Cell  *cell = &g_array_index (table->cells, Cell, i);
      gint         own = of_after ? cell->after : cell->before;
      gint         other = of_after ? cell->before : cell->after;
      const guint *sizes = of_after ? table->sizes_after : table->sizes_before;
      double       both = other >= 0 && own >= 0 ? cell->count : 1;

      sum += cell->count * both / (own >= 0 ? sizes[own] : 1);
    }
  return sum;
}

IgnyAgreement *
igny_agreement_new (const gint *before,
                    guint       n_before,
                    const gint *after,
                    guint       n_after,
                    gsize       n_keywords)
{
  IgnyAgreement *self = g_new0 (IgnyAgreement, 1);
  g_auto(Table) table = { NULL };
  double precision;
  double recall;

  g_return_val_if_fail ((before != NULL && after != NULL) || n_keywords == 0, self);

  table.sizes_before = g_new0 (guint, (gsize) n_before + 1);
  table.sizes_after = g_new0 (guint, (gsize) n_after + 1);
  fill_table (&table, before, after, n_keywords);
  self->n_after = n_after;
  self->successors = g_new (gint, (gsize) n_before + 1);
  self->ancestors = g_new (gint, (gsize) n_after + 1);
  for (guint i = 0; i < n_before; i++)
    self->successors[i] = -1;
  for (guint i = 0; i < n_after; i++)
    self->ancestors[i] = -1;
  self->clusters_before = count_used (table.sizes_before, n_before);
  self->clusters_after = count_used (table.sizes_after, n_after);
  match (self, &table);
  count_moves (self, &table);

  precision = add_up (&table, TRUE);
  recall = add_up (&table, FALSE);
  self->agreement = 1000;
  if (n_keywords > 0)
    self->agreement = (guint) lrint (2000 * precision * recall / (precision + recall) /
                                     (double) n_keywords);
  return self;
}

void
igny_agreement_free (IgnyAgreement *self)
{
  if (self == NULL)
    return;
  g_free (self->successors);
  g_free (self->ancestors);
  g_free (self);
}
