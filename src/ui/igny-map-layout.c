/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-layout.h"

#include <math.h>

/* Shares of a radius: what is left free around a cluster, inside a sector and a
 * cluster; and the largest leaf. */
#define CLUSTER_GAP 0.05
#define SECTOR_MARGIN 1.09
#define CLUSTER_MARGIN 0.74
#define LEAF_GAP 0.12
#define LEAF_MOST 0.42
/* The smallest cluster has this share of the area of the largest, to be seen. */
#define LEAST_AREA 0.0015

static IgnyMapNode *
get_node (IgnyMapData *data,
          guint        i)
{
  return &g_array_index (data->nodes, IgnyMapNode, i);
}

/* Packs the nodes from first on, whose radii are set, around the origin; returns
 * the radius of what holds them. */
static double
pack_nodes (IgnyMapData *data,
            guint        first,
            guint        n,
            double       gap)
{
  g_autofree IgnyMapCircle *circles = g_new0 (IgnyMapCircle, MAX (n, 1));
  IgnyMapCircle             all;

  for (guint i = 0; i < n; i++)
    circles[i].r = get_node (data, first + i)->circle.r * (1 + gap);
  igny_map_pack (circles, n);
  all = igny_map_enclose (circles, n);
  for (guint i = 0; i < n; i++)
    {
      IgnyMapNode *node = get_node (data, first + i);

      node->circle.x = circles[i].x - all.x;
      node->circle.y = circles[i].y - all.y;
    }
  return all.r;
}

/* How many nodes from first on have the parent of that one. */
static guint
count_siblings (IgnyMapData *data,
                guint        first,
                guint        end)
{
  guint parent = get_node (data, first)->parent;
  guint n = 1;

  while (first + n < end && get_node (data, first + n)->parent == parent)
    n++;
  return n;
}

/* Moves and scales n nodes, which lie around the origin, into a circle. */
static void
fit (IgnyMapData         *data,
     guint                first,
     guint                n,
     const IgnyMapCircle *into,
     double               scale)
{
  for (guint i = 0; i < n; i++)
    {
      IgnyMapCircle *circle = &get_node (data, first + i)->circle;

      circle->x = into->x + circle->x * scale;
      circle->y = into->y + circle->y * scale;
      circle->r *= scale;
    }
}

static void
place_clusters (IgnyMapData *data,
                gint64       largest)
{
  guint end = data->n_sectors + data->n_clusters;

  for (guint i = 0; i < data->n_sectors; i++)
    get_node (data, i)->circle.r = 1;
  for (guint i = data->n_sectors; i < end; i++)
    {
      IgnyMapNode *node = get_node (data, i);
      double       share = largest > 0 ? (double) node->volume / (double) largest : 1;

      node->circle.r = sqrt (MAX (share, LEAST_AREA));
    }
  for (guint first = data->n_sectors; first < end;)
    {
      guint n = count_siblings (data, first, end);

      get_node (data, get_node (data, first)->parent)->circle.r =
          pack_nodes (data, first, n, CLUSTER_GAP) * SECTOR_MARGIN;
      first += n;
    }
}

static void
place_leaves (IgnyMapData *data)
{
  guint end = data->nodes->len;

  for (guint first = data->n_sectors + data->n_clusters; first < end;)
    {
      guint                n = count_siblings (data, first, end);
      const IgnyMapCircle *into = &get_node (data, get_node (data, first)->parent)->circle;
      double               scale;

      for (guint i = 0; i < n; i++)
        get_node (data, first + i)->circle.r = 1;
      scale = into->r * CLUSTER_MARGIN / pack_nodes (data, first, n, LEAF_GAP);
      fit (data, first, n, into, MIN (scale, into->r * LEAF_MOST));
      first += n;
    }
}

void
igny_map_layout (IgnyMapData *data)
{
  gint64 largest = 0;
  guint  end;
  double all;

  g_return_if_fail (data != NULL);

  if (data->n_sectors == 0)
    return;
  end = data->n_sectors + data->n_clusters;
  for (guint i = data->n_sectors; i < end; i++)
    largest = MAX (largest, get_node (data, i)->volume);
  place_clusters (data, largest);
  all = pack_nodes (data, 0, data->n_sectors, CLUSTER_GAP);
  fit (data, 0, data->n_sectors, &(IgnyMapCircle){ 0, 0, 0 }, IGNY_MAP_RADIUS / all);
  for (guint first = data->n_sectors; first < end;)
    {
      guint n = count_siblings (data, first, end);

      fit (data, first, n, &get_node (data, get_node (data, first)->parent)->circle,
           IGNY_MAP_RADIUS / all);
      first += n;
    }
  place_leaves (data);
}
