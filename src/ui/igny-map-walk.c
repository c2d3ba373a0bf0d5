/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-walk.h"

#include <math.h>

static gboolean
holds (const IgnyMapNode *node,
       double             x,
       double             y)
{
  return hypot (node->circle.x - x, node->circle.y - y) <= node->circle.r;
}

guint
igny_map_walk_find_at (const IgnyMapData *data,
                       double             x,
                       double             y,
                       double             scale)
{
  guint clusters_end;

  g_return_val_if_fail (data != NULL, IGNY_MAP_NONE);

  clusters_end = data->n_sectors + data->n_clusters;
  for (guint i = data->nodes->len; i-- > 0;)
    {
      const IgnyMapNode *node = igny_map_data_get (data, i);

      if (i >= clusters_end && igny_map_data_get (data, node->parent)->circle.r * scale <
                                   IGNY_MAP_LEAVES_FROM)
        continue;
      if (holds (node, x, y))
        return i;
    }
  return IGNY_MAP_NONE;
}

/* How far away, with what lies aside farther than what lies ahead; below 0 for
 * what lies behind. */
static double
get_cost (const IgnyMapCircle *from,
          const IgnyMapCircle *to,
          int                  dx,
          int                  dy)
{
  double x = to->x - from->x;
  double y = to->y - from->y;
  double ahead = x * dx + y * dy;
  double aside = fabs (x * dy) + fabs (y * dx);

  if (ahead <= 0 || aside > 2 * ahead)
    return -1;
  return ahead + 1.6 * aside;
}

guint
igny_map_walk_find_next (const IgnyMapData *data,
                         guint              node,
                         int                dx,
                         int                dy)
{
  const IgnyMapNode *self;
  guint              best = node;
  double             least = -1;

  g_return_val_if_fail (data != NULL && node < data->nodes->len, node);

  self = igny_map_data_get (data, node);
  for (guint i = 0; i < data->nodes->len; i++)
    {
      const IgnyMapNode *other = igny_map_data_get (data, i);
      double             cost;

      if (i == node || other->level != self->level ||
          (self->level == IGNY_MAP_LEAF && other->parent != self->parent))
        continue;
      cost = get_cost (&self->circle, &other->circle, dx, dy);
      if (cost >= 0 && (least < 0 || cost < least))
        {
          least = cost;
          best = i;
        }
    }
  return best;
}

guint
igny_map_walk_find_inside (const IgnyMapData *data,
                           guint              node)
{
  g_return_val_if_fail (data != NULL && node < data->nodes->len, node);

  for (guint i = node + 1; i < data->nodes->len; i++)
    if (igny_map_data_get (data, i)->parent == node)
      return i;
  return node;
}

guint
igny_map_walk_find_same (const IgnyMapData *data,
                         const IgnyMapNode *node)
{
  g_return_val_if_fail (data != NULL && node != NULL, IGNY_MAP_NONE);

  for (guint i = 0; i < data->nodes->len; i++)
    {
      const IgnyMapNode *other = igny_map_data_get (data, i);

      if (other->level == node->level && other->row == node->row &&
          (node->row != 0 || other->content == node->content))
        return i;
    }
  return IGNY_MAP_NONE;
}

gboolean
igny_map_walk_is_in_sight (const IgnyMapCamera *camera,
                           const IgnyMapCircle *circle,
                           double               width,
                           double               height)
{
  g_return_val_if_fail (camera != NULL && circle != NULL, FALSE);

  return fabs (circle->x - camera->x) * camera->scale < width &&
         fabs (circle->y - camera->y) * camera->scale < height;
}
