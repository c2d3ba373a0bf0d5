/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             GTask            *task)
{
  g_task_return_boolean (task, g_str_equal (response, "go"));
  g_object_unref (task);
}

void
igny_confirm_async (GtkWindow          *parent,
                    const char         *heading,
                    const char         *body,
                    const char         *verb,
                    gboolean            destructive,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  AdwMessageDialog     *dialog;
  GTask                *task;
  AdwResponseAppearance appearance = destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                 : ADW_RESPONSE_SUGGESTED;

  g_return_if_fail (heading != NULL && verb != NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, igny_confirm_async);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", appearance);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "go");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
igny_confirm_finish (GAsyncResult *result,
                     GError      **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
