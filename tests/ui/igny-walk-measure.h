/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is wrong with how the widgets of a window lie, as it is now: what is cut
 * off by the window or by what it is in (and cannot be scrolled to), text that
 * does not fit, text that was shortened and cannot be read in full anywhere, and
 * what lies upon another. One sentence each (char *), nothing twice. */
GPtrArray *igny_walk_measure (GtkWidget *window);

/* The innermost widget below widget that does without no less than width pixels. */
char *igny_walk_find_wide (GtkWidget *widget,
                           int        width);

G_END_DECLS
