/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-web-paste.h"

#include "igny-html.h"

static void
clean_cb (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  GError *error = NULL;
  char   *clean = igny_html_sanitize (data, IGNY_HTML_DROP_IMAGES, &error);

  if (clean == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, clean, g_free);
}

void
igny_web_paste_clean_async (const char         *html,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (html != NULL);

  g_task_set_task_data (task, g_strdup (html), g_free);
  g_task_run_in_thread (task, clean_cb);
}

char *
igny_web_paste_clean_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
