/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-import-sheet.h"

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         IgnyWorkspace *workspace)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  igny_import_sheet_present_file (workspace, files->data);
  if (files->next != NULL)
    igny_workspace_say (workspace, _ ("One file at a time: drop the others afterwards"));
  return TRUE;
}

static void
pasted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL)
    g_strstrip (text);
  if (text != NULL && *text != '\0')
    igny_import_sheet_present_text (workspace, text);
  else
    igny_workspace_say (workspace, _ ("Copy a list of keywords first, one a line"));
}

static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  IgnyWorkspace *workspace = user_data;
  GtkWidget     *window = GTK_WIDGET (igny_workspace_get_window (workspace));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, pasted_cb,
                                 g_object_ref (workspace));
}

void
igny_import_sheet_connect (IgnyWorkspace *workspace)
{
  static const GActionEntry actions[] = { { "paste", paste_cb } };
  IgnyWindow               *window;
  GtkDropTarget            *target;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  window = igny_workspace_get_window (workspace);
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions),
                                   workspace);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), workspace, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
