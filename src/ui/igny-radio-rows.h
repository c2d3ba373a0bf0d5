/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A group of rows of which one is chosen, the first one to begin with. Titles
 * are as they are shown. Returns the group. */
GtkWidget *igny_radio_rows_new (const char *const *titles);
guint      igny_radio_rows_get_chosen (GtkWidget *group);

G_END_DECLS
