/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of a row after folding, at most. */
#define FOLDED_MAX 128
/* Places of a folded row that each dimension goes to. */
#define FOLDS 4
/* Up to this many items all pairs are compared. */
#define ALL_PAIRS 1500
/* Sorted lists, and places to either side that are looked at in each. */
#define LISTS 10
#define REACH 10
#define ROUNDS 2
#define CANCEL_STEP 512

/* splitmix64 (Steele, Lea, Flood 2014): the same numbers each time. */
static guint64
mix (guint64 z)
{
  z += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static double
measure_length (const gint8 *vector,
                guint        n_dims)
{
  gint64 square = 0;

  for (guint i = 0; i < n_dims; i++)
    square += (gint64) vector[i] * vector[i];
  return sqrt ((double) square);
}

/* The mean of all vectors, each at length one. */
static double *
find_mean (const gint8 *vectors,
           guint        n_rows,
           guint        n_dims)
{
  double *mean = g_new0 (double, n_dims);

  for (guint row = 0; row < n_rows; row++)
    {
      const gint8 *vector = vectors + (gsize) row * n_dims;
      double       length = measure_length (vector, n_dims);

      for (guint i = 0; i < n_dims && length > 0; i++)
        mean[i] += vector[i] / length / n_rows;
    }
  return mean;
}

static void
fold (const gint8  *vector,
      guint         n_dims,
      const double *mean,
      double        length,
      double       *folded,
      guint         n_folded)
{
  memset (folded, 0, n_folded * sizeof (double));
  for (guint i = 0; i < n_dims; i++)
    {
      double  value = vector[i] / length - mean[i];
      guint64 where = mix (i);

      if (n_folded == n_dims)
        folded[i] = value;
      for (guint j = 0; j < FOLDS && n_folded < n_dims; j++, where >>= 16)
        folded[(where & 0x7fff) % n_folded] += (where & 0x8000) != 0 ? value : -value;
    }
}

static gboolean
fill_row (const double *folded,
          guint         n_folded,
          IgnyTermCell *cells)
{
  double square = 0;

  for (guint i = 0; i < n_folded; i++)
    square += folded[i] * folded[i];
  if (square < 1e-12)
    return FALSE;
  for (guint i = 0; i < n_folded; i++)
    {
      cells[i].term = i;
      cells[i].weight = (gint32) lrint (folded[i] / sqrt (square) * IGNY_TERM_ONE);
    }
  return TRUE;
}

static void
fill_items (IgnyTermMatrix *matrix,
            const gint8    *vectors,
            guint           n_dims)
{
  guint               n_folded = matrix->n_terms;
  g_autofree double  *mean = find_mean (vectors, matrix->n_rows, n_dims);
  g_autofree double  *folded = g_new (double, n_folded);
  static const double few = 3;

  /* Of two or three vectors the mean says nothing. */
  if (matrix->n_rows <= few)
    memset (mean, 0, n_dims * sizeof (double));
  for (guint row = 0; row < matrix->n_rows; row++)
    {
      const gint8 *vector = vectors + (gsize) row * n_dims;
      double       length = measure_length (vector, n_dims);

      matrix->item_of_row[row] = IGNY_NO_ITEM;
      if (length <= 0)
        continue;
      fold (vector, n_dims, mean, length, folded, n_folded);
      if (!fill_row (folded, n_folded, matrix->cells + (gsize) matrix->n_items * n_folded))
        continue;
      matrix->starts[matrix->n_items] = matrix->n_items * n_folded;
      matrix->mass[matrix->n_items] = 1;
      matrix->item_of_row[row] = matrix->n_items++;
    }
  matrix->starts[matrix->n_items] = matrix->n_items * n_folded;
}

IgnyTermMatrix *
igny_vectors_to_matrix (const gint8 *vectors,
                        guint        n_rows,
                        guint        n_dims)
{
  IgnyTermMatrix *matrix = g_new0 (IgnyTermMatrix, 1);

  g_return_val_if_fail (vectors != NULL || n_rows == 0, matrix);

  matrix->n_rows = n_rows;
  matrix->n_terms = MIN (n_dims, FOLDED_MAX);
  matrix->item_of_row = g_new (guint, (gsize) n_rows + 1);
  matrix->mass = g_new (guint, (gsize) n_rows + 1);
  matrix->starts = g_new0 (guint, (gsize) n_rows + 1);
  matrix->cells = g_new (IgnyTermCell, (gsize) n_rows * matrix->n_terms + 1);
  fill_items (matrix, vectors, n_dims);
  return matrix;
}

typedef struct
{
  const IgnyTermMatrix *matrix;
  IgnyNeighbors        *found;
} Search;

static gint32
measure (const IgnyTermMatrix *matrix,
         guint                 a,
         guint                 b)
{
  const IgnyTermCell *x = matrix->cells + matrix->starts[a];
  const IgnyTermCell *y = matrix->cells + matrix->starts[b];
  gint32              alike = 0;

  for (guint i = 0; i < matrix->n_terms; i++)
    alike += x[i].weight * y[i].weight;
  return alike;
}

static gboolean
is_known (const IgnyNeighbor *list,
          guint               count,
          guint               item)
{
  for (guint i = 0; i < count; i++)
    if (list[i].item == item)
      return TRUE;
  return FALSE;
}

/* Offers an item as a neighbor of another; what points away is none. */
static void
offer (Search *self,
       guint   item,
       guint   other)
{
  IgnyNeighbor *list = self->found->neighbors + (gsize) item * IGNY_NEIGHBORS_MAX;
  guint         count = self->found->counts[item];
  IgnyNeighbor  neighbor = { other, 0 };
  guint         place;

  if (item == other || is_known (list, count, other))
    return;
  neighbor.alike = measure (self->matrix, item, other);
  if (neighbor.alike <= 0 ||
      (count == IGNY_NEIGHBORS_MAX && neighbor.alike <= list[count - 1].alike))
    return;
  place = count < IGNY_NEIGHBORS_MAX ? count : count - 1;
  self->found->counts[item] = (guint8) (place + 1);
  for (; place > 0 && list[place - 1].alike < neighbor.alike; place--)
    list[place] = list[place - 1];
  list[place] = neighbor;
}

static void
compare_all (Search *self)
{
  for (guint i = 0; i < self->matrix->n_items; i++)
    for (guint j = 0; j < self->matrix->n_items; j++)
      offer (self, i, j);
}

typedef struct
{
  guint64 signs;
  guint   item;
} Signature;

static int
compare_signatures (gconstpointer a,
                    gconstpointer b)
{
  const Signature *x = a;
  const Signature *y = b;

  if (x->signs != y->signs)
    return x->signs < y->signs ? -1 : 1;
  return (x->item > y->item) - (x->item < y->item);
}

/* The signs of 64 dimensions that only this list takes in this order. */
static guint64
sign (const IgnyTermMatrix *matrix,
      guint                 item,
      guint                 list)
{
  const IgnyTermCell *cells = matrix->cells + matrix->starts[item];
  guint64             signs = 0;

  for (guint i = 0; i < 64; i++)
    {
      guint64 where = mix ((guint64) list * 64 + i + 1);
      gint32  value = cells[where % matrix->n_terms].weight;

      /* The difference of two dimensions when there are few. */
      if (matrix->n_terms < 64)
        value -= cells[(where >> 32) % matrix->n_terms].weight;
      signs = signs << 1 | (value > 0);
    }
  return signs;
}

static void
compare_list (Search    *self,
              Signature *order,
              guint      list)
{
  guint n = self->matrix->n_items;

  for (guint i = 0; i < n; i++)
    order[i] = (Signature){ sign (self->matrix, i, list), i };
  qsort (order, n, sizeof (Signature), compare_signatures);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < MIN (i + 1 + REACH, n); j++)
      {
        offer (self, order[i].item, order[j].item);
        offer (self, order[j].item, order[i].item);
      }
}

/* What is near a neighbor is probably near. */
static void
compare_around (Search *self,
                guint   item)
{
  IgnyNeighbor near[IGNY_NEIGHBORS_MAX];
  guint        count = self->found->counts[item];

  memcpy (near, self->found->neighbors + (gsize) item * IGNY_NEIGHBORS_MAX, sizeof (near));
  for (guint i = 0; i < count; i++)
    {
      IgnyNeighbor beyond[IGNY_NEIGHBORS_MAX];
      guint        n = self->found->counts[near[i].item];

      memcpy (beyond, self->found->neighbors + (gsize) near[i].item * IGNY_NEIGHBORS_MAX,
              sizeof (beyond));
      offer (self, near[i].item, item);
      for (guint j = 0; j < n; j++)
        offer (self, item, beyond[j].item);
    }
}

static gboolean
refine (Search               *self,
        IgnyNeighborsProgress progress,
        gpointer              user_data,
        GCancellable         *cancellable)
{
  guint n = self->matrix->n_items;

  for (guint round = 0; round < ROUNDS; round++)
    for (guint item = 0; item < n; item++)
      {
        if (item % CANCEL_STEP == 0)
          {
            if (g_cancellable_is_cancelled (cancellable))
              return FALSE;
            if (progress != NULL)
              progress (0.5 + 0.5 * (round + (double) item / n) / ROUNDS, user_data);
          }
        compare_around (self, item);
      }
  return TRUE;
}

static gboolean
compare_lists (Search               *self,
               IgnyNeighborsProgress progress,
               gpointer              user_data,
               GCancellable         *cancellable)
{
  g_autofree Signature *order = g_new (Signature, (gsize) self->matrix->n_items + 1);

  for (guint list = 0; list < LISTS; list++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (progress != NULL)
        progress (0.5 * list / LISTS, user_data);
      compare_list (self, order, list);
    }
  return refine (self, progress, user_data, cancellable);
}

IgnyNeighbors *
igny_vectors_find_neighbors (const IgnyTermMatrix *matrix,
                             IgnyNeighborsProgress progress,
                             gpointer              user_data,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autoptr(IgnyNeighbors) self = NULL;
  Search search = { matrix, NULL };

  g_return_val_if_fail (matrix != NULL, NULL);

  self = g_new0 (IgnyNeighbors, 1);
  self->neighbors = g_new0 (IgnyNeighbor, (gsize) matrix->n_items * IGNY_NEIGHBORS_MAX + 1);
  self->counts = g_new0 (guint8, (gsize) matrix->n_items + 1);
  search.found = self;
  if (matrix->n_items <= ALL_PAIRS)
    compare_all (&search);
  else
    compare_lists (&search, progress, user_data, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
