/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clustering.h"

#include "igny-groups.h"
#include "igny-vectors.h"

#include <math.h>

struct _IgnyClusteringPlan
{
  const char *const *texts;
  const gint64      *volumes;
  IgnyTermMatrix    *matrix;
  IgnyNeighbors     *neighbors;
  gboolean           of_vectors;
};

/* The mean likeness that holds a cluster together at the default strictness.
 * Found by trying on labeled lists of search queries and questions; the result
 * changes slowly around it. */
#define USUAL_BAR 0.17
#define USUAL_VECTOR_BAR 0.40
/* Lists of this length and longer use the whole bar. In a shorter one fewer
 * keywords share a subject, so looser ties count. */
#define LONG_LIST 5000.0
/* A keyword without company joins a cluster at this part of the bar. */
#define ADOPT_PART 0.5

/* Moves settle and joins run out long before; these only bound the time. */
#define ROUNDS_MAX 3
#define MOVES_MAX 4
#define JOINS_MAX 10

typedef struct
{
  IgnyClusteringProgress progress;
  gpointer               user_data;
  GCancellable          *cancellable;
  double                 from;
  double                 to;
} Run;

static void
report_cb (double   fraction,
           gpointer user_data)
{
  const Run *run = user_data;

  if (run->progress != NULL)
    run->progress (run->from + (run->to - run->from) * fraction, run->user_data);
}

static void
enter (Run   *run,
       double from,
       double to)
{
  run->from = from;
  run->to = to;
  report_cb (0, run);
}

/* The same for vectors, whose likeness is that of whole meanings. */
static gint64
find_vector_bar (double strictness)
{
  return llrint (USUAL_VECTOR_BAR * exp2 (2 * (strictness - 0.5)) * (double) IGNY_TERM_ALIKE_ONE);
}

static gint64
find_bar (double strictness,
          guint  n_rows)
{
  double scale = MIN (log (n_rows + 100.0) / log (LONG_LIST + 100.0), 1);

  /* Above the usual strictness length matters less and less, for what says the
   * same does so in a short list too. */
  scale = pow (scale, MIN (2 - 2 * strictness, 1));
  return llrint (USUAL_BAR * scale * exp2 (4 * (strictness - 0.5)) *
                 (double) IGNY_TERM_ALIKE_ONE);
}

static gboolean
move_until_quiet (IgnyGroups *groups,
                  gint64      bar,
                  guint       few,
                  Run        *run,
                  GError    **error)
{
  for (guint i = 0; i < MOVES_MAX; i++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      if (igny_groups_move_items (groups, bar) <= few)
        break;
    }
  return TRUE;
}

static gboolean
group_items (IgnyGroups *groups,
             gint64      bar,
             guint       n_items,
             Run        *run,
             GError    **error)
{
  for (guint round = 0; round < ROUNDS_MAX; round++)
    {
      guint joins = 0;

      report_cb ((double) round / ROUNDS_MAX, run);
      if (!move_until_quiet (groups, bar, n_items / 500, run, error))
        return FALSE;
      for (guint i = 0; i < JOINS_MAX; i++)
        {
          guint found = igny_groups_join_pairs (groups, bar);

          joins += found;
          if (found == 0)
            break;
          if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
            return FALSE;
        }
      if (joins == 0)
        break;
    }

  igny_groups_adopt (groups, (gint64) ((double) bar * ADOPT_PART));
  return !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

IgnyClusteringPlan *
igny_clustering_plan_new (const char *const     *texts,
                          const gint64          *volumes,
                          gsize                  count,
                          IgnyClusteringProgress progress,
                          gpointer               user_data,
                          GCancellable          *cancellable,
                          GError               **error)
{
  g_autoptr(IgnyClusteringPlan) self = g_new0 (IgnyClusteringPlan, 1);
  Run run = { progress, user_data, cancellable, 0, 0 };

  g_return_val_if_fail (texts != NULL || count == 0, NULL);
  g_return_val_if_fail (count < G_MAXINT, NULL);

  self->texts = texts;
  self->volumes = volumes;
  enter (&run, 0, 0.2);
  self->matrix = igny_term_matrix_new (texts, count, cancellable, error);
  if (self->matrix == NULL)
    return NULL;
  enter (&run, 0.2, 1);
  self->neighbors = igny_neighbors_new (self->matrix, report_cb, &run, cancellable, error);
  if (self->neighbors == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

IgnyClusteringPlan *
igny_clustering_plan_new_from_vectors (const char *const     *texts,
                                       const gint64          *volumes,
                                       gsize                  count,
                                       const gint8           *vectors,
                                       guint                  n_dims,
                                       IgnyClusteringProgress progress,
                                       gpointer               user_data,
                                       GCancellable          *cancellable,
                                       GError               **error)
{
  g_autoptr(IgnyClusteringPlan) self = g_new0 (IgnyClusteringPlan, 1);
  Run run = { progress, user_data, cancellable, 0, 0 };

  g_return_val_if_fail ((texts != NULL && vectors != NULL) || count == 0, NULL);
  g_return_val_if_fail (count < G_MAXINT && n_dims > 0, NULL);

  self->texts = texts;
  self->volumes = volumes;
  self->of_vectors = TRUE;
  self->matrix = igny_vectors_to_matrix (vectors, (guint) count, n_dims);
  enter (&run, 0.1, 1);
  self->neighbors = igny_vectors_find_neighbors (self->matrix, report_cb, &run, cancellable, error);
  if (self->neighbors == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
igny_clustering_plan_free (IgnyClusteringPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->neighbors, igny_neighbors_free);
  g_clear_pointer (&self->matrix, igny_term_matrix_free);
  g_free (self);
}

static IgnyClustering *
make_result (const IgnyClusteringPlan *self,
             const IgnyGroups         *groups)
{
  const IgnyTermMatrix *matrix = self->matrix;
  g_autofree guint     *of_row = g_new (guint, matrix->n_rows + 1);

  for (guint row = 0; row < matrix->n_rows; row++)
    of_row[row] = matrix->item_of_row[row] != IGNY_NO_ITEM
                      ? igny_groups_get_group (groups, matrix->item_of_row[row])
                      : IGNY_CLUSTERING_NO_GROUP;
  return igny_clustering_new (self->texts, self->volumes, matrix->n_rows, of_row, matrix->n_items);
}

IgnyClustering *
igny_clustering_plan_run (const IgnyClusteringPlan *self,
                          double                    strictness,
                          IgnyClusteringProgress    progress,
                          gpointer                  user_data,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  g_autoptr(IgnyGroups) groups = NULL;
  Run    run = { progress, user_data, cancellable, 0, 1 };
  gint64 bar;

  g_return_val_if_fail (self != NULL, NULL);

  strictness = CLAMP (strictness, 0, 1);
  bar = self->of_vectors ? find_vector_bar (strictness)
                         : find_bar (strictness, self->matrix->n_rows);
  report_cb (0, &run);
  groups = igny_groups_new (self->matrix, self->neighbors);
  if (!group_items (groups, bar, self->matrix->n_items, &run, error))
    return NULL;
  report_cb (1, &run);
  return make_result (self, groups);
}

IgnyClustering *
igny_clustering_run (const char *const     *texts,
                     const gint64          *volumes,
                     gsize                  count,
                     double                 strictness,
                     IgnyClusteringProgress progress,
                     gpointer               user_data,
                     GCancellable          *cancellable,
                     GError               **error)
{
  g_autoptr(IgnyClusteringPlan) plan = NULL;
  Run run = { progress, user_data, cancellable, 0, 0.5 };

  plan = igny_clustering_plan_new (texts, volumes, count, report_cb, &run, cancellable, error);
  if (plan == NULL)
    return NULL;
  enter (&run, 0.5, 1);
  return igny_clustering_plan_run (plan, strictness, report_cb, &run, cancellable, error);
}
