/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-map-draw.h"

G_BEGIN_DECLS

/* The picture of a topical map. The wheel, a pinch, + and - zoom, dragging and
 * Ctrl with the arrows move, 0 shows all; the arrows walk between neighbors, Page
 * Down and Page Up to what is inside and around; Return and a double click open.
 *
 * Signals: "selected" (guint node), also IGNY_MAP_NONE; "activated" (guint node).
 * Main thread. */
#define IGNY_TYPE_MAP_VIEW (igny_map_view_get_type ())
G_DECLARE_FINAL_TYPE (IgnyMapView, igny_map_view, IGNY, MAP_VIEW, GtkWidget)

GtkWidget *igny_map_view_new (void);
/* What was selected stays so, if it is still there; NULL shows nothing. */
void igny_map_view_set_data (IgnyMapView *self,
                             IgnyMapData *data);
/* Brings it into sight, too. */
void  igny_map_view_select (IgnyMapView *self,
                            guint        node);
guint igny_map_view_get_selected (IgnyMapView *self);

G_END_DECLS
