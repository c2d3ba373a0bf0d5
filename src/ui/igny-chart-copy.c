/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chart-copy.h"

#include <glib/gi18n.h>

#include "igny-window.h"

#define SCALE 2

void
igny_chart_copy_bind (GtkWidgetClass *widget_class,
                      gboolean        with_table)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "picture.copy",
                                       NULL);
  if (with_table)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c,
                                         GDK_CONTROL_MASK | GDK_SHIFT_MASK, "picture.copy-table",
                                         NULL);
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gtk_widget_activate_action (user_data, "picture.copy", NULL);
}

static void
copy_table_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_widget_activate_action (user_data, "picture.copy-table", NULL);
}

GtkWidget *
igny_chart_copy_button_new (GtkWidget *picture)
{
  static const GActionEntry actions[] = {
    { "picture", copy_cb },
    { "table", copy_table_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (picture), NULL);

  g_menu_append (menu, _("Copy as _Picture"), "copy.picture");
  g_menu_append (menu, _("Copy as _Table"), "copy.table");
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), picture);
  gtk_widget_insert_action_group (button, "copy", G_ACTION_GROUP (group));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Copy"), -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             gpointer         user_data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup (user_data);
}

static void
focus_cb (GtkGestureClick *gesture,
          int              n_press,
          double           x,
          double           y,
          gpointer         user_data)
{
  gtk_widget_grab_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  gtk_menu_button_popup (user_data);
  return TRUE;
}

void
igny_chart_copy_add_menu (GtkWidget *widget,
                          GtkWidget *button)
{
  GtkGesture         *gesture = gtk_gesture_click_new ();
  GtkGesture         *focus = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_MENU_BUTTON (button));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "released", G_CALLBACK (released_cb), button, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (gesture));
  g_signal_connect (focus, "pressed", G_CALLBACK (focus_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (focus));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_key_cb, g_object_ref (button),
                                                 g_object_unref)));
  gtk_widget_add_controller (widget, keys);
}

GdkTexture *
igny_chart_copy_render (GtkWidget *widget)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  GtkNative *native = gtk_widget_get_native (widget);
  GdkRGBA    back = { 1, 1, 1, 1 };
  float      width = (float) gtk_widget_get_width (widget);
  float      height = (float) gtk_widget_get_height (widget);

  if (native == NULL || gtk_native_get_renderer (native) == NULL || width < 1 || height < 1)
    return NULL;
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "view_bg_color",
                                       &back))
    back.alpha = 1;
  gtk_snapshot_scale (snapshot, SCALE, SCALE);
  gtk_snapshot_append_color (snapshot, &back, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  return gsk_renderer_render_texture (gtk_native_get_renderer (native), node,
                                      &GRAPHENE_RECT_INIT (0, 0, width * SCALE, height * SCALE));
}

static void
say (GtkWidget  *widget,
     const char *words)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (IGNY_IS_WINDOW (root))
    igny_window_toast (IGNY_WINDOW (root), words, NULL, NULL);
}

void
igny_chart_copy_picture (GtkWidget *widget)
{
  g_autoptr(GdkTexture) texture = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  texture = igny_chart_copy_render (widget);
  if (texture == NULL)
    return;
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  say (widget, _("Copied as a picture"));
}

void
igny_chart_copy_table (GtkWidget  *widget,
                       const char *csv)
{
  GdkContentProvider *forms[2];
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkContentProvider) all = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && csv != NULL);

  bytes = g_bytes_new (csv, strlen (csv));
  forms[0] = gdk_content_provider_new_typed (G_TYPE_STRING, csv);
  forms[1] = gdk_content_provider_new_for_bytes ("text/csv", bytes);
  all = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all);
  say (widget, _("Copied as a table"));
}
