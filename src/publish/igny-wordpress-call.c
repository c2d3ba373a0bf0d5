/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-number.h"
#include "igny-wordpress-private.h"
#include "igny-wordpress-url.h"

#define MAX_ATTEMPTS 3

static const char *const headers[] = { "Accept", "application/json", NULL };

static void
set_redirect_error (GError                **error,
                    const IgnyHttpResponse *response,
                    const char             *tried)
{
  g_autofree char *cause = NULL;

  if (response->redirect_url != NULL)
    cause = g_strdup_printf (_("the site sends its visitors to “%s”"), response->redirect_url);
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REDIRECT, tried, cause);
}

IgnyWordpressReply *
igny_wordpress_call (IgnyWordpress           *self,
                     const IgnyWordpressCall *call,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  g_autoptr(IgnyHttpResponse) response = NULL;
  g_autoptr(IgnyWordpressReply) reply = NULL;
  GError          *http_error = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = {
     .headers = headers,
     .user = *self->user != '\0' ? self->user : NULL,
     .password = *self->user != '\0' ? self->password : NULL,
     .limits = IGNY_HTTP_METADATA,
     .allow_http = self->allow_http,
     .idempotent = !call->once,
     .max_attempts = call->once ? 1 : MAX_ATTEMPTS,
  };

  url = igny_wordpress_url_join (call->root != NULL ? call->root : self->root, call->route,
                                 call->query);
  request.url = url;
  request.method = call->body != NULL ? "POST" : "GET";
  if (call->method != NULL)
    request.method = call->method;
  if (call->body != NULL)
    {
      char *text = igny_json_object_to_text (call->body, FALSE);

      request.body = g_bytes_new_take (text, strlen (text));
      request.content_type = "application/json";
    }

  self->retry_after_ms = IGNY_UNKNOWN;
  response = igny_http_send (self->env->http, &request, cancellable, &http_error);
  g_clear_pointer (&request.body, g_bytes_unref);
  if (response == NULL)
    {
      igny_wordpress_error_take_http (error, http_error, call->tried);
      return NULL;
    }

  self->elapsed_ms += response->elapsed_ms;
  if (response->status >= 300 && response->status < 400)
    {
      set_redirect_error (error, response, call->tried);
      return NULL;
    }
  reply = igny_wordpress_reply_new (response, igny_env_now_ms (self->env));
  self->retry_after_ms = reply->retry_after_ms;

  return g_steal_pointer (&reply);
}

IgnyWordpressReply *
igny_wordpress_call_checked (IgnyWordpress           *self,
                             const IgnyWordpressCall *call,
                             GCancellable            *cancellable,
                             GError                 **error)
{
  g_autoptr(IgnyWordpressReply) reply = igny_wordpress_call (self, call, cancellable, error);

  if (reply == NULL || !igny_wordpress_reply_check (reply, call->tried, error))
    return NULL;

  return g_steal_pointer (&reply);
}
