/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-file-picker.h"

#include <glib/gi18n.h>

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "choose a file: cancelled");
  /* The task held the dialog, which nobody else does. */
  g_object_unref (task);
}

static void
ask (GtkWindow           *parent,
     const char          *title,
     GtkFileChooserAction action,
     const char          *verb,
     GtkFileFilter       *filter,
     const char          *name,
     GTask               *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, verb, NULL);

  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
igny_file_picker_open_async (GtkWindow          *parent,
                             const char         *title,
                             const char         *kind,
                             const char *const  *patterns,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr(GtkFileFilter) filter = NULL;
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  if (patterns != NULL)
    {
      filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, kind);
      for (guint i = 0; patterns[i] != NULL; i++)
        gtk_file_filter_add_pattern (filter, patterns[i]);
    }
  ask (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), filter, NULL, task);
}

void
igny_file_picker_save_async (GtkWindow          *parent,
                             const char         *title,
                             const char         *name,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  ask (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL, name, task);
}

GFile *
igny_file_picker_finish (GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
