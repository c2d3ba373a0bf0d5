/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-map-draw.h"

G_BEGIN_DECLS

/* Ways through a map by keys and pointer. Pure. */

/* The node that lies there, a leaf only where leaves are seen at that scale;
 * IGNY_MAP_NONE for none. */
guint igny_map_walk_find_at (const IgnyMapData *data,
                             double             x,
                             double             y,
                             double             scale);
/* The nearest neighbor of its level in a direction, of which one is -1 or 1 and
 * the other 0; node itself when there is none. Leaves stay in their cluster. */
guint igny_map_walk_find_next (const IgnyMapData *data,
                               guint              node,
                               int                dx,
                               int                dy);
/* The largest of what is inside, or node itself. */
guint igny_map_walk_find_inside (const IgnyMapData *data,
                                 guint              node);
/* The same record in other data, or IGNY_MAP_NONE. */
guint igny_map_walk_find_same (const IgnyMapData *data,
                               const IgnyMapNode *node);
/* Whether its middle is within so many pixels of where the camera looks. */
gboolean igny_map_walk_is_in_sight (const IgnyMapCamera *camera,
                                    const IgnyMapCircle *circle,
                                    double               width,
                                    double               height);

G_END_DECLS
