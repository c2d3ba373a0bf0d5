/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Binds the keys of a topical map to its actions "map.zoom-in" …, the arrows to
 * walk and Ctrl with them to pan, both with arguments (ii): one of them -1 or 1.
 * In class_init. */
void igny_map_keys_bind (GtkWidgetClass *widget_class,
                         GtkShortcutFunc walk,
                         GtkShortcutFunc pan);

G_END_DECLS
