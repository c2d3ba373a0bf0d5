/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-keys.h"

#include "igny-editor-desk.h"

static gboolean
has_focus (GtkWidget *area,
           GtkWidget *focus)
{
  return focus != NULL && (focus == area || gtk_widget_is_ancestor (focus, area));
}

/* The text gets its caret back; what else there is, its first widget. */
static gboolean
enter (GtkWidget *area)
{
  if (!gtk_widget_get_mapped (area))
    return FALSE;
  if (IGNY_IS_EDITOR_DESK (area))
    return gtk_widget_grab_focus (area);
  return gtk_widget_child_focus (area, GTK_DIR_TAB_FORWARD);
}

static gboolean
step (GtkWidget *editor,
      GPtrArray *areas,
      gboolean   backward)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (editor));
  guint      n = areas->len;
  guint      at = 0;

  for (guint i = 0; i < n; i++)
    if (has_focus (areas->pdata[i], focus))
      at = i;
  for (guint i = 1; i < n; i++)
    if (enter (areas->pdata[(at + (backward ? n - i : i)) % n]))
      return TRUE;
  return FALSE;
}

static gboolean
next_cb (GtkWidget *editor,
         GVariant  *arguments,
         gpointer   areas)
{
  return step (editor, areas, FALSE);
}

static gboolean
previous_cb (GtkWidget *editor,
             GVariant  *arguments,
             gpointer   areas)
{
  return step (editor, areas, TRUE);
}

static void
add_key (GtkEventController *keys,
         guint               keyval,
         GdkModifierType     modifiers,
         GtkShortcutAction  *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval,
                                                                                  modifiers),
                                                          action));
}

void
igny_editor_keys_add (GtkWidget *editor,
                      GtkWidget *text,
                      GtkWidget *banners,
                      GtkWidget *header,
                      GtkWidget *outline,
                      GtkWidget *toolbar,
                      GtkWidget *inspector)
{
  GtkWidget *const    widgets[] = { text, banners, header, outline, toolbar, inspector };
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GPtrArray          *areas = g_ptr_array_new ();

  g_return_if_fail (GTK_IS_WIDGET (editor));

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    g_ptr_array_add (areas, widgets[i]);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_F6, 0,
           gtk_callback_action_new (next_cb, areas, (GDestroyNotify) g_ptr_array_unref));
  add_key (keys, GDK_KEY_F6, GDK_SHIFT_MASK,
           gtk_callback_action_new (previous_cb, g_ptr_array_ref (areas),
                                    (GDestroyNotify) g_ptr_array_unref));
  add_key (keys, GDK_KEY_Left, GDK_ALT_MASK, gtk_named_action_new ("editor.back"));
  add_key (keys, GDK_KEY_h, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
           gtk_named_action_new ("editor.versions"));
  add_key (keys, GDK_KEY_k, GDK_CONTROL_MASK, gtk_named_action_new ("win.palette"));
  gtk_widget_add_controller (editor, keys);
}
