/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-view.h"

G_BEGIN_DECLS

/* Buttons and menus of what can be done with the rows of a table. They activate
 * "table.act" with the id. */

GtkWidget *igny_action_menu_create_button (const IgnyTableAction *action);
/* A popover with all of them; actions ends with a NULL id. */
GtkWidget *igny_action_menu_new (const IgnyTableAction *actions);
/* Opens such a menu at a place of parent, which has it until it closes. */
void igny_action_menu_popup (const IgnyTableAction *actions,
                             GtkWidget             *parent,
                             double                 x,
                             double                 y);
/* Leaves out of the menu what is shown among the children of bar, which are the
 * buttons of those that are not in_menu. */
void igny_action_menu_leave_out (GtkWidget             *menu,
                                 const IgnyTableAction *actions,
                                 GtkWidget             *bar);

G_END_DECLS
