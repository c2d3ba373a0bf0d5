/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-map-data.h"
#include "igny-style.h"

G_BEGIN_DECLS

/* Draws what is in sight of a topical map. Main thread. */
typedef struct _IgnyMapDraw IgnyMapDraw;

/* Where one looks: the point of the map in the middle, and pixels for a unit. */
typedef struct
{
  double x;
  double y;
  double scale;
} IgnyMapCamera;

#define IGNY_MAP_NONE G_MAXUINT

/* From this radius on, in pixels, a cluster shows its leaves. */
#define IGNY_MAP_LEAVES_FROM 100

IgnyMapDraw *igny_map_draw_new (void);
void         igny_map_draw_free (IgnyMapDraw *self);
/* Forgets the labels; data may be NULL. */
void igny_map_draw_set_data (IgnyMapDraw *self,
                             IgnyMapData *data);
/* FALSE when labels are left for the next frame. hover and selected are nodes
 * or IGNY_MAP_NONE. */
gboolean igny_map_draw_snapshot (IgnyMapDraw         *self,
                                 GtkWidget           *widget,
                                 GtkSnapshot         *snapshot,
                                 const IgnyPalette   *palette,
                                 const IgnyMapCamera *camera,
                                 guint                selected,
                                 guint                hover);
/* A disc as the map draws it, for a legend. */
void igny_map_draw_disc (GtkSnapshot         *snapshot,
                         const IgnyPalette   *palette,
                         IgnyMapState         state,
                         const IgnyMapCircle *circle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyMapDraw, igny_map_draw_free)

G_END_DECLS
