/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-view.h"

G_BEGIN_DECLS

/* Buttons and menus of what can be done with the rows of a table. They activate
 * "table.act" with the id. */

GtkWidget *igny_action_menu_create_button (const IgnyTableAction *action);
/* A popover with all of them; actions ends with a NULL id. */
GtkWidget *igny_action_menu_new (const IgnyTableAction *actions);
/* Opens such a menu at a place of at. parent, which is at or holds it, has the
 * menu until it closes: a cell goes, and took its menu along, when the list is
 * read again, as it is all the time while a job runs. To be called when a button
 * is released: where the menu opens between a press and its release, the release
 * goes to the menu, and GTK 4.8 warns that it counts one press too few. */
void igny_action_menu_popup (const IgnyTableAction *actions,
                             GtkWidget             *parent,
                             GtkWidget             *at,
                             double                 x,
                             double                 y);
/* Gives button such a menu, made when it is first opened. It leaves out what is
 * shown among the children of bar, which are the buttons of those that are not
 * in_menu; bar outlives button. */
void igny_action_menu_attach (GtkMenuButton         *button,
                              const IgnyTableAction *actions,
                              GtkWidget             *bar);

G_END_DECLS
