/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys by which a person gets out of the text, which keeps most keys for
 * itself: F6 and Shift+F6 go round the areas (those that are shown), Alt+Left
 * does "editor.back" and Ctrl+K "win.palette". The areas, widgets and then NULL,
 * are inside of the editor and live as long as it. Main thread only. */
void igny_editor_keys_add (GtkWidget *editor,
                           ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
