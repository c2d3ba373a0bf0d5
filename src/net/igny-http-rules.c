/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-rules.h"

#include <string.h>

/* RFC 9110, section 5.6.2. */
static gboolean
is_token (const char *text)
{
  const char *c;

  for (c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-.^_`|~", *c) == NULL)
        return FALSE;
    }
  return c != text;
}

static gboolean
has_control (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c) && *c != '\t')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_framing (const char *name)
{
  static const char *const names[] = {
    "connection", "content-length", "expect", "host", "transfer-encoding", NULL
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower);
}

static gboolean
refuse (GError    **error,
        const char *text)
{
  g_set_error_literal (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED, text);
  return FALSE;
}

static gboolean
check_header (const char *name,
              const char *value,
              GError    **error)
{
  if (!is_token (name))
    return refuse (error, "make request: a header's name holds a forbidden character");
  if (is_framing (name))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "make request: the header “%s” is not the caller's to set", name);
      return FALSE;
    }
  if (value == NULL || has_control (value))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "make request: the value of the header “%s” holds a line break or a control "
                   "character",
                   name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_parts (const IgnyHttpRequest *request,
             GError               **error)
{
  const char *const *headers = request->headers;

  if (!is_token (request->method))
    return refuse (error, "make request: the method is not a word");
  if (request->content_type != NULL && has_control (request->content_type))
    return refuse (error, "make request: the content type holds a control character");
  if (request->user != NULL && (has_control (request->user) || strchr (request->user, ':') != NULL))
    return refuse (error, "make request: the user name holds a colon or a control character");
  if (request->password != NULL && has_control (request->password))
    return refuse (error, "make request: the password holds a line break or a control character");

  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    {
      if (!check_header (headers[i], headers[i + 1], error))
        return FALSE;
    }
  return TRUE;
}

IgnyUrl *
igny_http_rules_check (const IgnyHttpRequest *request,
                       GError               **error)
{
  g_autoptr (IgnyUrl) url = NULL;

  g_return_val_if_fail (request != NULL && request->url != NULL && request->method != NULL, NULL);

  if (!check_parts (request, error))
    return NULL;
  url = igny_url_parse (request->url, error);
  if (url == NULL)
    return NULL;

  if (!url->secure && !request->allow_http && !igny_url_is_loopback_host (url->host))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "connect to %s: the address begins with http://, so that others could read "
                   "what is sent; use https://",
                   url->place);
      return NULL;
    }
  if (request->public_only && igny_url_is_private_host (url->host))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "connect to %s: an address inside a private network is not asked for here",
                   url->place);
      return NULL;
    }
  return g_steal_pointer (&url);
}

gboolean
igny_http_rules_check_hop (const IgnyUrl *from,
                           const IgnyUrl *to,
                           GError       **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (from->secure && !to->secure)
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "follow redirect from %s to %s: it leads from https to http",
                   from->place, to->place);
      return FALSE;
    }
  if (!igny_url_is_private_host (from->host) && igny_url_is_private_host (to->host))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "follow redirect from %s to %s: it leads into a private network",
                   from->place, to->place);
      return FALSE;
    }
  return TRUE;
}
