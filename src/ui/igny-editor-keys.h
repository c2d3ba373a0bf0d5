/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys of the editor that the text must not get first, since it keeps most for
 * itself: F6 and Shift+F6 go round the areas (those that are shown), Alt+Left
 * does "editor.back", Ctrl+Shift+H "editor.versions" and Ctrl+K "win.palette".
 * The areas, in the order that F6 goes, live as long as the editor. Main thread
 * only. */
void igny_editor_keys_add (GtkWidget *editor,
                           GtkWidget *text,
                           GtkWidget *banners,
                           GtkWidget *header,
                           GtkWidget *outline,
                           GtkWidget *toolbar,
                           GtkWidget *inspector);

G_END_DECLS
