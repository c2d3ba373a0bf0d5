/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-web-pictures.h"

#include <string.h>

static void
answered_cb (GObject      *canvas,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(WebKitURISchemeRequest) request = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GInputStream) stream = NULL;
  g_autofree char *kind = NULL;
  gsize            size = 0;
  const guchar    *data;

  if (bytes == NULL)
    {
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  kind = g_content_type_guess (NULL, data, size, NULL);
  stream = g_memory_input_stream_new_from_bytes (bytes);
  webkit_uri_scheme_request_finish (request, stream, (gint64) size, kind);
}

static void
request_cb (WebKitURISchemeRequest *request,
            gpointer                user_data)
{
  WebKitWebView *view = webkit_uri_scheme_request_get_web_view (request);
  GtkWidget     *canvas = view != NULL ? gtk_widget_get_parent (GTK_WIDGET (view)) : NULL;
  const char    *uuid = strchr (webkit_uri_scheme_request_get_uri (request), ':') + 1;
  g_autoptr(GTask) task = g_task_new (canvas, NULL, answered_cb, g_object_ref (request));
  gboolean heard = FALSE;

  if (canvas != NULL)
    g_signal_emit_by_name (canvas, "picture", uuid, task, &heard);
  if (!heard)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nobody has pictures here");
}

void
igny_web_pictures_register (WebKitWebContext *context)
{
  webkit_web_context_register_uri_scheme (context, IGNY_WEB_PICTURES_SCHEME, request_cb, NULL,
                                          NULL);
}
