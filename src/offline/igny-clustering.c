/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clustering.h"

#include "igny-groups.h"
#include "igny-number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The mean likeness that holds a cluster together at the default strictness.
 * Found by trying on labeled lists of search queries and questions; the result
 * changes slowly around it. */
#define USUAL_BAR 0.17
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

static gint64
find_bar (double strictness,
          guint  n_rows)
{
  double scale = log (n_rows + 100.0) / log (LONG_LIST + 100.0);

  return llrint (USUAL_BAR * MIN (scale, 1) * exp2 (4 * (strictness - 0.5)) *
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

typedef struct
{
  guint  name; /* the keyword that names the cluster */
  guint  group;
  gint64 volume;
  guint  rows;
} Cluster;

typedef struct
{
  const char *const *texts;
  const gint64      *volumes;
} Source;

static gint64
read_volume (const Source *source,
             guint         row)
{
  return source->volumes != NULL ? source->volumes[row] : IGNY_UNKNOWN;
}

/* Below 0 when a names a cluster better than b. */
static int
compare_names (const Source *source,
               guint         a,
               guint         b)
{
  gint64 x = read_volume (source, a);
  gint64 y = read_volume (source, b);
  glong  long_x;
  glong  long_y;
  int    order;

  if (x != y)
    return x > y ? -1 : 1;
  long_x = g_utf8_strlen (source->texts[a], -1);
  long_y = g_utf8_strlen (source->texts[b], -1);
  if (long_x != long_y)
    return long_x < long_y ? -1 : 1;
  order = strcmp (source->texts[a], source->texts[b]);
  return order != 0 ? order : (a > b) - (a < b);
}

static int
compare_clusters (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const Source  *source = user_data;
  const Cluster *x = a;
  const Cluster *y = b;

  if (x->volume != y->volume)
    return x->volume > y->volume ? -1 : 1;
  if (x->rows != y->rows)
    return x->rows > y->rows ? -1 : 1;
  return compare_names (source, x->name, y->name);
}

static void
count_row (Cluster      *cluster,
           const Source *source,
           guint         row)
{
  gint64 volume = read_volume (source, row);

  if (volume > 0 && cluster->volume < G_MAXINT64 - volume)
    cluster->volume += volume;
  if (cluster->rows++ == 0 || compare_names (source, row, cluster->name) < 0)
    cluster->name = row;
}

/* One entry a group with company, unordered; places gives it by group. */
static GArray *
collect_clusters (const IgnyTermMatrix *matrix,
                  const IgnyGroups     *groups,
                  const Source         *source,
                  guint                *places)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  for (guint i = 0; i <= matrix->n_items; i++)
    places[i] = G_MAXUINT;
  for (guint row = 0; row < matrix->n_rows; row++)
    {
      guint item = matrix->item_of_row[row];
      guint group = item != IGNY_NO_ITEM ? igny_groups_get_group (groups, item) : 0;

      if (item == IGNY_NO_ITEM || igny_groups_get_mass (groups, group) < 2)
        continue;
      if (places[group] == G_MAXUINT)
        {
          Cluster fresh = { row, group, 0, 0 };

          places[group] = clusters->len;
          g_array_append_val (clusters, fresh);
        }
      count_row (&g_array_index (clusters, Cluster, places[group]), source, row);
    }
  return clusters;
}

static IgnyClustering *
make_result (const IgnyTermMatrix *matrix,
             const IgnyGroups     *groups,
             Source               *source)
{
  IgnyClustering   *self = g_new0 (IgnyClustering, 1);
  g_autofree guint *places = g_new (guint, matrix->n_items + 1);
  g_autoptr(GArray) clusters = collect_clusters (matrix, groups, source, places);

  g_array_sort_with_data (clusters, compare_clusters, source);
  self->n_keywords = matrix->n_rows;
  self->n_clusters = clusters->len;
  self->clusters = g_new (gint, matrix->n_rows + 1);
  self->names = g_new (guint, clusters->len + 1);
  for (guint i = 0; i < clusters->len; i++)
    {
      self->names[i] = g_array_index (clusters, Cluster, i).name;
      places[g_array_index (clusters, Cluster, i).group] = i;
    }
  for (guint row = 0; row < matrix->n_rows; row++)
    {
      guint item = matrix->item_of_row[row];
      guint place = item != IGNY_NO_ITEM ? places[igny_groups_get_group (groups, item)] : G_MAXUINT;

      self->clusters[row] = place != G_MAXUINT ? (gint) place : IGNY_CLUSTERING_UNCLUSTERED;
    }
  return self;
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
  g_autoptr(IgnyTermMatrix) matrix = NULL;
  g_autoptr(IgnyNeighbors) neighbors = NULL;
  g_autoptr(IgnyGroups) groups = NULL;
  Source source = { texts, volumes };
  Run    run = { progress, user_data, cancellable, 0, 0 };

  g_return_val_if_fail (texts != NULL || count == 0, NULL);
  g_return_val_if_fail (count < G_MAXINT, NULL);

  enter (&run, 0, 0.1);
  matrix = igny_term_matrix_new (texts, count, cancellable, error);
  if (matrix == NULL)
    return NULL;

  enter (&run, 0.1, 0.5);
  neighbors = igny_neighbors_new (matrix, report_cb, &run, cancellable, error);
  if (neighbors == NULL)
    return NULL;

  enter (&run, 0.5, 1);
  groups = igny_groups_new (matrix, neighbors);
  if (!group_items (groups, find_bar (CLAMP (strictness, 0, 1), matrix->n_rows),
                    matrix->n_items, &run, error))
    return NULL;

  report_cb (1, &run);
  return make_result (matrix, groups, &source);
}

void
igny_clustering_free (IgnyClustering *self)
{
  if (self == NULL)
    return;
  g_free (self->clusters);
  g_free (self->names);
  g_free (self);
}
