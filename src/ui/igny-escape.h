/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Escape closes the window, as it does a dialog. */
void igny_escape_add (GtkWidget *window);

G_END_DECLS
