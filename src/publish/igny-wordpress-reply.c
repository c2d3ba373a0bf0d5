/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-reply.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"
#include "igny-retry.h"
#include "igny-wordpress-scan.h"

/* How far, and how often, JSON is looked for behind printed messages. */
#define MAX_NOTICES 65536
#define MAX_TRIES 16

#define MAX_MESSAGE 240

static gboolean
looks_like_start (const char *at,
                  const char *end)
{
  const char *next = at + 1;

  if (*at != '{' && *at != '[')
    return FALSE;
  while (next < end && g_ascii_isspace (*next))
    next++;

  return next < end && strchr (*at == '{' ? "\"}" : "{[]\"", *next) != NULL;
}

static gint64
read_count (const char *text)
{
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 1000000, &value, NULL))
    return IGNY_UNKNOWN;

  return (gint64) value;
}

static IgnyWordpressError
code_of_client_error (guint       status,
                      const char *code)
{
  /* WordPress's own codes; a firewall has none, or others. */
  gboolean own = g_str_has_prefix (code, "rest_") || g_str_has_prefix (code, "term_") ||
                 g_str_has_prefix (code, "empty_");

  if (status == 401 && g_str_has_prefix (code, "application_passwords_disabled"))
    return IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS;
  if (status == 401)
    return IGNY_WORDPRESS_ERROR_LOGIN;
  if (status == 403)
    return own ? IGNY_WORDPRESS_ERROR_RIGHTS : IGNY_WORDPRESS_ERROR_REST_BLOCKED;
  if (strcmp (code, "rest_post_invalid_id") == 0)
    return IGNY_WORDPRESS_ERROR_GONE;
  if (status == 404 || status == 405 || status == 406)
    return IGNY_WORDPRESS_ERROR_REST_BLOCKED;

  return IGNY_WORDPRESS_ERROR_REJECTED;
}

static IgnyWordpressError
code_of (const IgnyWordpressReply *reply)
{
  guint status = reply->status;

  if (status < 400)
    return IGNY_WORDPRESS_ERROR_ANSWER;
  if (status == 408 || status == 425 || status == 429 || status == 503)
    return IGNY_WORDPRESS_ERROR_BUSY;
  if (status >= 500)
    return IGNY_WORDPRESS_ERROR_SERVER;

  return code_of_client_error (status, igny_wordpress_reply_get_code (reply));
}

JsonNode *
igny_wordpress_reply_parse (const char *text,
                            gsize       length)
{
  const char *end;
  JsonNode   *node;
  guint       tries = 0;

  if (text == NULL || length == 0)
    return NULL;

  end = text + length;
  node = igny_json_parse (text, (gssize) length, NULL);
  for (const char *at = text; node == NULL && at < end && at < text + MAX_NOTICES; at++)
    if (looks_like_start (at, end) && tries++ < MAX_TRIES)
      node = igny_json_parse (at, end - at, NULL);

  return node;
}

IgnyWordpressReply *
igny_wordpress_reply_new (const IgnyHttpResponse *response,
                          gint64                  now_ms)
{
  IgnyWordpressReply *reply = g_new0 (IgnyWordpressReply, 1);
  gsize               length = 0;
  const char         *body = NULL;

  g_return_val_if_fail (response != NULL, reply);

  body = response->body != NULL ? g_bytes_get_data (response->body, &length) : NULL;
  reply->status = response->status;
  reply->json = igny_wordpress_reply_parse (body, length);
  if (reply->json == NULL)
    reply->title = igny_wordpress_scan_title (body, length);
  reply->total_pages = read_count (igny_http_response_get_header (response, "x-wp-totalpages"));
  reply->retry_after_ms = igny_retry_get_after_ms (response, now_ms);
  reply->asks_login = igny_http_response_get_header (response, "www-authenticate") != NULL;

  return reply;
}

void
igny_wordpress_reply_free (IgnyWordpressReply *reply)
{
  if (reply == NULL)
    return;

  g_clear_pointer (&reply->json, json_node_unref);
  g_free (reply->title);
  g_free (reply);
}

const char *
igny_wordpress_reply_get_code (const IgnyWordpressReply *reply)
{
  g_return_val_if_fail (reply != NULL, "");

  return igny_json_get_string (igny_json_node_get_object (reply->json), "code", "");
}

char *
igny_wordpress_reply_describe (const IgnyWordpressReply *reply)
{
  const char      *message = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (reply != NULL, NULL);

  message = igny_json_get_string (igny_json_node_get_object (reply->json), "message", "");
  text = igny_wordpress_scan_to_text (message, strlen (message), MAX_MESSAGE);
  if (text[0] != '\0')
    return g_strdup_printf (_("“%s”, status %u"), text, reply->status);
  if (reply->title != NULL && reply->title[0] != '\0')
    return g_strdup_printf (_("page “%s”, status %u"), reply->title,
                               reply->status);

  return g_strdup_printf (_("status %u"), reply->status);
}

void
igny_wordpress_reply_set_error (const IgnyWordpressReply *reply,
                                IgnyWordpressError        code,
                                const char               *tried,
                                GError                  **error)
{
  g_autofree char *said = igny_wordpress_reply_describe (reply);
  g_autofree char *cause = NULL;

  cause = g_strdup_printf ("%s (%s)", igny_wordpress_error_get_cause (code), said);
  igny_wordpress_error_set (error, code, tried, cause);
}

gboolean
igny_wordpress_reply_check (const IgnyWordpressReply *reply,
                            const char               *tried,
                            GError                  **error)
{
  g_return_val_if_fail (reply != NULL, FALSE);

  if (reply->json != NULL && reply->status >= 200 && reply->status < 300)
    return TRUE;

  igny_wordpress_reply_set_error (reply, code_of (reply), tried, error);
  return FALSE;
}
