/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "world-http.h"

#include <string.h>

struct _WorldHttp
{
  GObject parent_instance;

  IgnyHttp *here; /* borrowed */
  FakeSite *site; /* borrowed */
  gint      media;
};

/* Pictures are kept by number. */
static IgnyHttpResponse *
serve_media (WorldHttp             *self,
             const IgnyHttpRequest *request)
{
  gboolean          is_post = strcmp (request->method, "POST") == 0;
  IgnyHttpResponse *response = igny_http_response_new (is_post ? 201 : 200);
  g_autofree char  *text = NULL;

  if (is_post)
    {
      gint id = g_atomic_int_add (&self->media, 1) + 1;

      text = g_strdup_printf ("{\"id\":%d,\"source_url\":\"https://example.com/%d.jpg\"}", id, id);
    }
  else
    text = g_strdup (strstr (request->url, "media/") != NULL ? "{\"id\":1}" : "[]");
  g_clear_pointer (&response->body, g_bytes_unref);
  response->body = g_bytes_new (text, strlen (text));
  return response;
}

static IgnyHttpResponse *
send (IgnyHttp              *http,
      const IgnyHttpRequest *request,
      GCancellable          *cancellable,
      GError               **error)
{
  WorldHttp *self = WORLD_HTTP (http);

  if (strstr (request->url, "wp/v2/media") != NULL)
    return serve_media (self, request);
  return igny_http_send (strstr (request->url, "example.com") != NULL
                             ? IGNY_HTTP (self->site->tape)
                             : self->here,
                         request, cancellable, error);
}

static void
http_init (IgnyHttpInterface *iface)
{
  iface->send = send;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (WorldHttp, world_http, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_HTTP, http_init))
/* clang-format on */

static void
world_http_class_init (WorldHttpClass *klass)
{
}

static void
world_http_init (WorldHttp *self)
{
}

IgnyHttp *
world_http_new (IgnyHttp *here,
                FakeSite *site)
{
  WorldHttp *self = g_object_new (WORLD_TYPE_HTTP, NULL);

  self->here = here;
  self->site = site;
  return IGNY_HTTP (self);
}
