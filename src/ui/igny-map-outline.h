/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-map-data.h"

G_BEGIN_DECLS

/* A topical map as a tree in words: sectors, clusters, ideas and articles, with
 * what is known of each.
 *
 * Signals: "selected" (guint node); "activated" (guint node). Main thread. */
#define IGNY_TYPE_MAP_OUTLINE (igny_map_outline_get_type ())
G_DECLARE_FINAL_TYPE (IgnyMapOutline, igny_map_outline, IGNY, MAP_OUTLINE, GtkWidget)

GtkWidget *igny_map_outline_new (void);
void       igny_map_outline_set_data (IgnyMapOutline *self,
                                      IgnyMapData    *data);

G_END_DECLS
