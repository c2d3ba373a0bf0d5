/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* While something is dragged near an edge of window, it scrolls that way, in the
 * directions in which it may: the faster, the nearer. GTK 4 does not do so itself.
 * Once for a window; ends with it. */
void igny_edge_scroll_add (GtkScrolledWindow *window);

G_END_DECLS
