/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-map-data.h"
#include "igny-style.h"

G_BEGIN_DECLS

/* How the states of a topical map are said. */

/* "No idea yet", translated. */
const char *igny_map_state_get_label (IgnyMapState state);
IgnyTone    igny_map_state_get_tone (IgnyMapState state);
/* All that is known of a node in a line: volume, keywords, what is in it. */
char *igny_map_state_dup_summary (const IgnyMapNode *node);

/* The four states as discs with words, to read the map by. */
GtkWidget *igny_map_state_create_legend (void);

G_END_DECLS
