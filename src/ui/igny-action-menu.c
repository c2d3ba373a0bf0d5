/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-action-menu.h"

#include <glib/gi18n.h>

GtkWidget *
igny_action_menu_create_button (const IgnyTableAction *action)
{
  GtkWidget *button;

  g_return_val_if_fail (action != NULL, NULL);

  button = gtk_button_new_with_mnemonic (_ (action->label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "table.act");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", action->id);
  return button;
}

GtkWidget *
igny_action_menu_new (const IgnyTableAction *actions)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (actions != NULL, popover);

  for (const IgnyTableAction *action = actions; action->id != NULL; action++)
    {
      GtkWidget *button = igny_action_menu_create_button (action);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "menu-item");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

void
igny_action_menu_popup (const IgnyTableAction *actions,
                        GtkWidget             *parent,
                        GtkWidget             *at,
                        double                 x,
                        double                 y)
{
  GtkWidget *popover;

  g_return_if_fail (actions != NULL && GTK_IS_WIDGET (parent) && GTK_IS_WIDGET (at));

  gtk_widget_translate_coordinates (at, parent, x, y, &x, &y);

  popover = igny_action_menu_new (actions);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* Of a menu button, which owns it. */
typedef struct
{
  const IgnyTableAction *actions;
  GtkWidget             *bar;
} Menu;

static void
leave_out_cb (GtkWidget *popover,
              Menu      *menu)
{
  GtkWidget *item = gtk_widget_get_first_child (gtk_popover_get_child (GTK_POPOVER (popover)));
  GtkWidget *shown = gtk_widget_get_first_child (menu->bar);

  for (const IgnyTableAction *a = menu->actions; a->id != NULL; a++)
    {
      gtk_widget_set_visible (item, a->in_menu || !gtk_widget_get_child_visible (shown));
      item = gtk_widget_get_next_sibling (item);
      if (!a->in_menu)
        shown = gtk_widget_get_next_sibling (shown);
    }
}

static void
create_cb (GtkMenuButton *button,
           gpointer       user_data)
{
  Menu      *menu = user_data;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = igny_action_menu_new (menu->actions);
  g_signal_connect (popover, "show", G_CALLBACK (leave_out_cb), menu);
  gtk_menu_button_set_popover (button, popover);
}

void
igny_action_menu_attach (GtkMenuButton         *button,
                         const IgnyTableAction *actions,
                         GtkWidget             *bar)
{
  Menu *menu;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && actions != NULL && GTK_IS_WIDGET (bar));

  menu = g_new (Menu, 1);
  *menu = (Menu){ actions, bar };
  gtk_menu_button_set_create_popup_func (button, create_cb, menu, g_free);
}
