/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What drawn pictures of data have in common: they are copied, by the actions
 * "picture.copy" and "picture.copy-table" of their classes. Main thread. */

/* Binds Ctrl+C and, with_table, Ctrl+Shift+C to the actions. */
void igny_chart_copy_bind (GtkWidgetClass *widget_class,
                           gboolean        with_table);
/* A button with a menu of the two for picture, whose actions it runs. */
GtkWidget *igny_chart_copy_button_new (GtkWidget *picture);
/* A right click and the menu key of widget open the menu of button; a click gives
 * it the focus. */
void igny_chart_copy_add_menu (GtkWidget *widget,
                               GtkWidget *button);

/* Puts what widget looks like on the clipboard, twice as large, on the color of
 * a page. widget is on the screen. */
void igny_chart_copy_picture (GtkWidget *widget);
/* The picture by itself; NULL when widget is not on the screen. Full ownership. */
GdkTexture *igny_chart_copy_render (GtkWidget *widget);
void        igny_chart_copy_table (GtkWidget  *widget,
                                   const char *csv);

G_END_DECLS
