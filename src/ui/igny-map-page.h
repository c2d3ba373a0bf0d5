/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The topical map of a scope, as a picture and as an outline.
 *
 * Signals: "open" (const char *page, gint64 row): a record, of the page that lists
 * it; "action" (const char *id): what ends the emptiness. Main thread. */
#define IGNY_TYPE_MAP_PAGE (igny_map_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnyMapPage, igny_map_page, IGNY, MAP_PAGE, GtkWidget)

GtkWidget *igny_map_page_new (IgnyStore *store);
void       igny_map_page_set_scope (IgnyMapPage     *self,
                                    const IgnyScope *scope);

G_END_DECLS
