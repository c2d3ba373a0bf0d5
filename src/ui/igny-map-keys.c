/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-keys.h"

static void
bind_arrows (GtkWidgetClass *widget_class,
             GtkShortcutFunc walk,
             GtkShortcutFunc pan)
{
  static const struct
  {
    guint key;
    guint pad;
    int   dx;
    int   dy;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, walk, "(ii)", arrows[i].dx,
                                    arrows[i].dy);
      gtk_widget_class_add_binding (widget_class, arrows[i].pad, 0, walk, "(ii)", arrows[i].dx,
                                    arrows[i].dy);
      gtk_widget_class_add_binding (widget_class, arrows[i].key, GDK_CONTROL_MASK, pan, "(ii)",
                                    arrows[i].dx, arrows[i].dy);
    }
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "map.zoom-in" },
    { GDK_KEY_equal, "map.zoom-in" },
    { GDK_KEY_KP_Add, "map.zoom-in" },
    { GDK_KEY_minus, "map.zoom-out" },
    { GDK_KEY_KP_Subtract, "map.zoom-out" },
    { GDK_KEY_0, "map.fit" },
    { GDK_KEY_KP_0, "map.fit" },
    { GDK_KEY_Return, "map.open" },
    { GDK_KEY_KP_Enter, "map.open" },
    { GDK_KEY_Page_Down, "map.inside" },
    { GDK_KEY_Page_Up, "map.outside" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_SHIFT_MASK,
                                           keys[i].action, NULL);
    }
}

void
igny_map_keys_bind (GtkWidgetClass *widget_class,
                    GtkShortcutFunc walk,
                    GtkShortcutFunc pan)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  bind_arrows (widget_class, walk, pan);
  bind_keys (widget_class);
}
