/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-neighbors.h"

#include <string.h>

/* Places in the lists of its terms that are looked at for an item. */
#define BUDGET 256

#define CANCEL_STEP 2048

typedef struct
{
  const IgnyTermMatrix *matrix;
  gint32               *weights; /* of the item at hand, by term, else 0 */
  guint                *stamps;  /* the last item + 1 that looked at an item */
  guint                 candidates[BUDGET];
  guint                 n_candidates;
} Search;

static void
clear_search (Search *self)
{
  g_free (self->weights);
  g_free (self->stamps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

static guint
find_place (const guint *list,
            guint        length,
            guint        item)
{
  guint low = 0;
  guint high = length;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (list[middle] < item)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Of a list that is too long, the items around this one: they begin alike,
 * since items are numbered by text. */
static guint
look_at_term (Search *self,
              guint   item,
              guint   term,
              guint   budget)
{
  const guint *list = self->matrix->postings + self->matrix->posting_starts[term];
  guint        length = self->matrix->posting_starts[term + 1] - self->matrix->posting_starts[term];

  if (length > budget)
    {
      guint place = find_place (list, length, item);
      guint from = place > budget / 2 ? place - budget / 2 : 0;

      list += MIN (from, length - budget);
      length = budget;
    }
  for (guint i = 0; i < length; i++)
    if (self->stamps[list[i]] != item + 1)
      {
        self->stamps[list[i]] = item + 1;
        self->candidates[self->n_candidates++] = list[i];
      }
  return length;
}

static void
find_candidates (Search *self,
                 guint   item)
{
  const IgnyTermMatrix *matrix = self->matrix;
  guint                 budget = BUDGET;

  self->n_candidates = 0;
  self->stamps[item] = item + 1;
  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1] && budget > 0; i++)
    budget -= look_at_term (self, item, matrix->cells[i].term, budget);
}

static gint32
measure (const Search *self,
         guint         item)
{
  const IgnyTermMatrix *matrix = self->matrix;
  gint32                alike = 0;

  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    alike += self->weights[matrix->cells[i].term] * matrix->cells[i].weight;
  return alike;
}

/* Keeps the list sorted: most alike first, then by number. */
static guint
insert (IgnyNeighbor *list,
        guint         count,
        IgnyNeighbor  neighbor)
{
  guint place;

  if (count == IGNY_NEIGHBORS_MAX)
    {
      const IgnyNeighbor *last = &list[count - 1];

      if (neighbor.alike < last->alike ||
          (neighbor.alike == last->alike && neighbor.item > last->item))
        return count;
      count--;
    }
  place = count;
  while (place > 0 && (list[place - 1].alike < neighbor.alike ||
                       (list[place - 1].alike == neighbor.alike &&
                        list[place - 1].item > neighbor.item)))
    {
      list[place] = list[place - 1];
      place--;
    }
  list[place] = neighbor;
  return count + 1;
}

static guint
search_item (Search       *self,
             guint         item,
             IgnyNeighbor *list)
{
  const IgnyTermMatrix *matrix = self->matrix;
  guint                 count = 0;

  find_candidates (self, item);
  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    self->weights[matrix->cells[i].term] = matrix->cells[i].weight;
  for (guint i = 0; i < self->n_candidates; i++)
    {
      IgnyNeighbor neighbor = { self->candidates[i], measure (self, self->candidates[i]) };

      count = insert (list, count, neighbor);
    }
  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    self->weights[matrix->cells[i].term] = 0;
  return count;
}

IgnyNeighbors *
igny_neighbors_new (const IgnyTermMatrix *matrix,
                    IgnyNeighborsProgress progress,
                    gpointer              user_data,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr(IgnyNeighbors) self = NULL;
  g_auto(Search) search = { .matrix = matrix };

  g_return_val_if_fail (matrix != NULL, NULL);

  search.weights = g_new0 (gint32, matrix->n_terms + 1);
  search.stamps = g_new0 (guint, matrix->n_items + 1);
  self = g_new0 (IgnyNeighbors, 1);
  self->neighbors = g_new (IgnyNeighbor, (gsize) matrix->n_items * IGNY_NEIGHBORS_MAX + 1);
  self->counts = g_new0 (guint8, matrix->n_items + 1);

  for (guint item = 0; item < matrix->n_items; item++)
    {
      if (item % CANCEL_STEP == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          if (progress != NULL)
            progress ((double) item / matrix->n_items, user_data);
        }
      self->counts[item] = (guint8) search_item (&search, item,
                                                 self->neighbors +
                                                     (gsize) item * IGNY_NEIGHBORS_MAX);
    }
  return g_steal_pointer (&self);
}

void
igny_neighbors_free (IgnyNeighbors *self)
{
  if (self == NULL)
    return;
  g_free (self->neighbors);
  g_free (self->counts);
  g_free (self);
}
