/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-import-sheet.h"

#define QUEUE "igny-import-queue"

static void
free_queue (gpointer data)
{
  g_queue_free_full (data, g_object_unref);
}

/* Files that wait for the sheet of another to be done with. */
static GQueue *
get_queue (IgnyWorkspace *workspace)
{
  GQueue *queue = g_object_get_data (G_OBJECT (workspace), QUEUE);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_object_set_data_full (G_OBJECT (workspace), QUEUE, queue, free_queue);
    }
  return queue;
}

static gboolean
present_next_cb (gpointer user_data)
{
  IgnyWorkspace *workspace = user_data;
  g_autoptr(GFile) file = g_queue_pop_head (get_queue (workspace));

  if (file != NULL && igny_workspace_get_window (workspace) != NULL)
    igny_import_sheet_present_file (workspace, file);
  return G_SOURCE_REMOVE;
}

void
igny_import_sheet_continue (IgnyWorkspace *workspace)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  if (g_queue_is_empty (get_queue (workspace)))
    return;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, present_next_cb, g_object_ref (workspace),
                   g_object_unref);
}

void
igny_import_sheet_present_files (IgnyWorkspace *workspace,
                                 GSList        *files)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && files != NULL);

  for (GSList *f = files->next; f != NULL; f = f->next)
    g_queue_push_tail (get_queue (workspace), g_object_ref (f->data));
  igny_import_sheet_present_file (workspace, files->data);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         IgnyWorkspace *workspace)
{
  g_autoptr(GSList) files = NULL;
  g_autofree char *text = NULL;

  if (G_VALUE_HOLDS_STRING (value))
    {
      text = g_strstrip (g_value_dup_string (value));
      if (*text != '\0')
        igny_import_sheet_present_text (workspace, text);
      return *text != '\0';
    }
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (files == NULL)
    return FALSE;
  igny_import_sheet_present_files (workspace, files);
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
  const GType               kinds[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  IgnyWindow               *window;
  GtkDropTarget            *target;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  window = igny_workspace_get_window (workspace);
  target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  gtk_drop_target_set_gtypes (target, (GType *) kinds, G_N_ELEMENTS (kinds));
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions),
                                   workspace);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), workspace, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
