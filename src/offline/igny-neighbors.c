/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-neighbors.h"

#include <string.h>

/* Lists that are shorter are not worth starting a thread for, and more threads
 * wait for memory rather than work. */
#define THREAD_ITEMS 1500
#define THREADS_MAX 4
/* Places in the lists of its terms that are looked at for an item. */
#define BUDGET 256

/* Items between two looks at the cancellable. */
#define CHUNK 512

/* What all threads of a search share. */
typedef struct
{
  const IgnyTermMatrix *matrix;
  IgnyNeighbors        *found;
  guint16              *weights; /* of the postings, in their order */
  guint16              *most;    /* the highest weight of each term */
  GCancellable         *cancellable;
  gint                  n_begun; /* atomic: chunks */
} Task;

/* What was seen of an item while looking for neighbors of another. */
typedef struct
{
  guint  stamp;   /* that other item + 1 */
  gint32 partial; /* likeness by the terms whose lists were read whole */
} Sight;

typedef struct
{
  Task   *task;
  gint32 *weights; /* of the item at hand, by term, else 0 */
  Sight  *sights;  /* by item */
  gint32  rest;    /* most that the other terms of the item can add */
  guint   candidates[BUDGET];
  guint   n_candidates;
} Search;

static void
clear_task (Task *self)
{
  g_free (self->weights);
  g_free (self->most);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Task, clear_task)

static void
clear_search (Search *self)
{
  g_free (self->weights);
  g_free (self->sights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

/* In the order of the postings, so that likeness adds up while they are read.
 * A row is about one long, so its weights fit well. */
static void
fill_weights (Task *self)
{
  const IgnyTermMatrix *matrix = self->matrix;
  g_autofree guint     *next = NULL;

  self->weights = g_new (guint16, (gsize) matrix->starts[matrix->n_items] + 1);
  self->most = g_new0 (guint16, matrix->n_terms + 1);
  next = g_memdup2 (matrix->posting_starts, (matrix->n_terms + 1) * sizeof (guint));
  for (guint i = 0; i < matrix->starts[matrix->n_items]; i++)
    {
      const IgnyTermCell *cell = &matrix->cells[i];

      g_assert (cell->weight <= G_MAXUINT16);
      self->weights[next[cell->term]++] = (guint16) cell->weight;
      self->most[cell->term] = MAX (self->most[cell->term], (guint16) cell->weight);
    }
}

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

static Sight *
see (Search *self,
     guint   item,
     guint   other)
{
  Sight *sight = &self->sights[other];

  if (sight->stamp != item + 1)
    {
      *sight = (Sight){ item + 1, 0 };
      self->candidates[self->n_candidates++] = other;
    }
  return sight;
}

static guint
count_postings (const Search *self,
                guint         term)
{
  const guint *starts = self->task->matrix->posting_starts;

  return starts[term + 1] - starts[term];
}

static void
look_at_all (Search             *self,
             guint               item,
             const IgnyTermCell *cell)
{
  const IgnyTermMatrix *matrix = self->task->matrix;
  const guint16        *weights = self->task->weights;

  for (guint i = matrix->posting_starts[cell->term]; i < matrix->posting_starts[cell->term + 1];
       i++)
    if (matrix->postings[i] != item)
      see (self, item, matrix->postings[i])->partial += cell->weight * weights[i];
}

/* Of a list that is too long, the items around this one: they begin alike,
 * since items are numbered by text. */
static void
look_at_some (Search             *self,
              guint               item,
              const IgnyTermCell *cell,
              guint               budget)
{
  const IgnyTermMatrix *matrix = self->task->matrix;
  const guint          *list = matrix->postings + matrix->posting_starts[cell->term];
  guint                 length = count_postings (self, cell->term);
  guint                 place = find_place (list, length, item);
  guint                 from = MIN (place > budget / 2 ? place - budget / 2 : 0, length - budget);

  for (guint i = from; i < from + budget; i++)
    if (list[i] != item)
      see (self, item, list[i]);
}

static void
find_candidates (Search *self,
                 guint   item)
{
  const IgnyTermMatrix *matrix = self->task->matrix;
  guint                 budget = BUDGET;

  self->n_candidates = 0;
  self->rest = 0;
  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    {
      const IgnyTermCell *cell = &matrix->cells[i];
      guint               length = count_postings (self, cell->term);

      if (length <= budget)
        {
          look_at_all (self, item, cell);
          budget -= length;
          continue;
        }
      self->rest += cell->weight * self->task->most[cell->term];
      if (budget > 0)
        look_at_some (self, item, cell, budget);
      budget = 0;
    }
}

static gint32
measure (const Search *self,
         guint         item)
{
  const IgnyTermMatrix *matrix = self->task->matrix;
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

/* A candidate is measured only when it may come into the list. */
static guint
search_item (Search       *self,
             guint         item,
             IgnyNeighbor *list)
{
  const IgnyTermMatrix *matrix = self->task->matrix;
  guint                 count = 0;

  find_candidates (self, item);
  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    self->weights[matrix->cells[i].term] = matrix->cells[i].weight;
  for (guint i = 0; i < self->n_candidates; i++)
    {
      guint        other = self->candidates[i];
      gint32       bound = self->sights[other].partial + self->rest;
      IgnyNeighbor neighbor = { other, 0 };

      if (count == IGNY_NEIGHBORS_MAX && bound < list[count - 1].alike)
        continue;
      neighbor.alike = self->rest > 0 ? measure (self, other) : bound;
      count = insert (list, count, neighbor);
    }
  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    self->weights[matrix->cells[i].term] = 0;
  return count;
}

/* Takes chunks of items until none is left; what an item gets does not depend
 * on who takes it. */
static void
search_chunks (Task                 *task,
               IgnyNeighborsProgress progress,
               gpointer              user_data)
{
  const IgnyTermMatrix *matrix = task->matrix;
  g_auto(Search) search = { .task = task };

  search.weights = g_new0 (gint32, matrix->n_terms + 1);
  search.sights = g_new0 (Sight, matrix->n_items + 1);
  while (!g_cancellable_is_cancelled (task->cancellable))
    {
      gsize from = (gsize) g_atomic_int_add (&task->n_begun, 1) * CHUNK;

      if (from >= matrix->n_items)
        break;
      if (progress != NULL)
        progress ((double) from / matrix->n_items, user_data);
      for (guint item = (guint) from; item < MIN (from + CHUNK, matrix->n_items); item++)
        task->found->counts[item] =
            (guint8) search_item (&search, item,
                                  task->found->neighbors + (gsize) item * IGNY_NEIGHBORS_MAX);
    }
}

static gpointer
search_thread (gpointer data)
{
  search_chunks (data, NULL, NULL);
  return NULL;
}

IgnyNeighbors *
igny_neighbors_new (const IgnyTermMatrix *matrix,
                    IgnyNeighborsProgress progress,
                    gpointer              user_data,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr(IgnyNeighbors) self = NULL;
  g_auto(Task) task = { .matrix = matrix, .cancellable = cancellable };
  GThread *helpers[THREADS_MAX] = { NULL };
  guint    n_helpers;

  g_return_val_if_fail (matrix != NULL, NULL);

  self = g_new0 (IgnyNeighbors, 1);
  self->neighbors = g_new (IgnyNeighbor, (gsize) matrix->n_items * IGNY_NEIGHBORS_MAX + 1);
  self->counts = g_new0 (guint8, matrix->n_items + 1);
  task.found = self;
  fill_weights (&task);

  n_helpers = MIN (MIN (g_get_num_processors (), THREADS_MAX) - 1, matrix->n_items / THREAD_ITEMS);
  for (guint i = 0; i < n_helpers; i++)
    helpers[i] = g_thread_try_new ("neighbors", search_thread, &task, NULL);
  search_chunks (&task, progress, user_data);
  for (guint i = 0; i < n_helpers; i++)
    if (helpers[i] != NULL)
      g_thread_join (helpers[i]);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
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
