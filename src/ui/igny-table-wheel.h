/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Turns of the wheel over scrolled are added up and scrolled by once a frame.
 * One by one they cost as much each, and a GtkListView of GTK 4.8 that is
 * scrolled again before it has allocated its rows takes their places wrong: of
 * a million rows it shows the last after a second of a fast wheel. Touchpads
 * are left to GTK. Main thread. */
void igny_table_wheel_attach (GtkScrolledWindow *scrolled);

G_END_DECLS
