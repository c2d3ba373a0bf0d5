/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http.h"

G_DEFINE_INTERFACE (IgnyHttp, igny_http, G_TYPE_OBJECT)

G_DEFINE_QUARK (igny_http_error, igny_http_error)

static void
igny_http_default_init (IgnyHttpInterface *iface)
{
}

IgnyHttpResponse *
igny_http_send (IgnyHttp              *self,
                const IgnyHttpRequest *request,
                GCancellable          *cancellable,
                GError               **error)
{
  g_return_val_if_fail (IGNY_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL && request->method != NULL && request->url != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return IGNY_HTTP_GET_IFACE (self)->send (self, request, cancellable, error);
}

IgnyHttpResponse *
igny_http_response_new (guint status)
{
  IgnyHttpResponse *response = g_new0 (IgnyHttpResponse, 1);

  response->status = status;
  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  response->body = g_bytes_new_static (NULL, 0);
  response->attempts = 1;
  return response;
}

/* Of most fields a second line replaces the first, but of these each line is a
 * part of one list (RFC 9110, section 5.3). */
static gboolean
is_list_field (const char *name)
{
  static const char *const fields[] = { "allow", "link", "vary", "www-authenticate", NULL };

  return g_strv_contains (fields, name);
}

void
igny_http_response_add_header (IgnyHttpResponse *response,
                               const char       *name,
                               const char       *value)
{
  g_autofree char *lower = NULL;
  g_autofree char *valid = NULL;
  const char      *old;

  g_return_if_fail (response != NULL && name != NULL && value != NULL);

  lower = g_ascii_strdown (name, -1);
  valid = g_utf8_make_valid (value, -1);
  old = is_list_field (lower) ? g_hash_table_lookup (response->headers, lower) : NULL;
  if (old != NULL)
    {
      char *joined = g_strconcat (old, ", ", valid, NULL);

      g_hash_table_replace (response->headers, g_steal_pointer (&lower), joined);
      return;
    }
  g_hash_table_replace (response->headers, g_steal_pointer (&lower), g_steal_pointer (&valid));
}

const char *
igny_http_response_get_header (const IgnyHttpResponse *response,
                               const char             *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (response != NULL && name != NULL, NULL);

  if (response->headers == NULL)
    return NULL;
  lower = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (response->headers, lower);
}

void
igny_http_response_free (IgnyHttpResponse *response)
{
  if (response == NULL)
    return;
  g_clear_pointer (&response->headers, g_hash_table_unref);
  g_clear_pointer (&response->body, g_bytes_unref);
  g_free (response->final_url);
  g_free (response->redirect_url);
  g_free (response);
}
