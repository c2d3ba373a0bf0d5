/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clustering.h"

#include "igny-number.h"

#include <string.h>

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

/* Rows by group. */
static guint *
count_groups (const guint *groups,
              gsize        count,
              guint        n_groups)
{
  guint *sizes = g_new0 (guint, n_groups + 1);

  for (gsize row = 0; row < count; row++)
    if (groups[row] != IGNY_CLUSTERING_NO_GROUP)
      sizes[groups[row]]++;
  return sizes;
}

/* One entry a group with company, unordered; places gives it by group. */
static GArray *
collect_clusters (const Source *source,
                  const guint  *groups,
                  gsize         count,
                  const guint  *sizes,
                  guint        *places)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  for (guint row = 0; row < count; row++)
    {
      guint group = groups[row];

      if (group == IGNY_CLUSTERING_NO_GROUP || sizes[group] < 2)
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

static void
fill_result (IgnyClustering *self,
             const GArray   *clusters,
             const guint    *groups,
             guint          *places)
{
  for (guint i = 0; i < clusters->len; i++)
    {
      self->names[i] = g_array_index (clusters, Cluster, i).name;
      places[g_array_index (clusters, Cluster, i).group] = i;
    }
  for (gsize row = 0; row < self->n_keywords; row++)
    {
      guint place =
          groups[row] != IGNY_CLUSTERING_NO_GROUP ? places[groups[row]] : G_MAXUINT;

      self->clusters[row] = place != G_MAXUINT ? (gint) place : IGNY_CLUSTERING_UNCLUSTERED;
    }
}

IgnyClustering *
igny_clustering_new (const char *const *texts,
                     const gint64      *volumes,
                     gsize              count,
                     const guint       *groups,
                     guint              n_groups)
{
  IgnyClustering   *self = g_new0 (IgnyClustering, 1);
  Source            source = { texts, volumes };
  g_autofree guint *places = NULL;
  g_autofree guint *sizes = NULL;
  g_autoptr(GArray) clusters = NULL;

  g_return_val_if_fail (groups != NULL || count == 0, self);

  places = g_new (guint, n_groups + 1);
  for (guint i = 0; i <= n_groups; i++)
    places[i] = G_MAXUINT;
  sizes = count_groups (groups, count, n_groups);
  clusters = collect_clusters (&source, groups, count, sizes, places);
  g_array_sort_with_data (clusters, compare_clusters, &source);

  self->n_keywords = count;
  self->n_clusters = clusters->len;
  self->clusters = g_new (gint, count + 1);
  self->names = g_new (guint, clusters->len + 1);
  fill_result (self, clusters, groups, places);
  return self;
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
