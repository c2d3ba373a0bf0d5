/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-window.h"

G_BEGIN_DECLS

/* The window of the program that this runs in. All of these run the main loop. */

void igny_walk_pass (guint ms);
/* Until nothing was painted for a while; what never rests is taken as it is. */
void igny_walk_settle (GtkWidget *window);
/* Until it is at work on its data. */
IgnyWindow *igny_walk_wait_for_window (void);
/* The newest window beside it, such as a dialog; NULL when there is none. */
GtkWidget *igny_walk_find_opened (IgnyWindow *window);
/* Until one came, for at most 2 s. */
GtkWidget *igny_walk_wait_for_opened (IgnyWindow *window);
void       igny_walk_close_opened (IgnyWindow *window);

G_END_DECLS
