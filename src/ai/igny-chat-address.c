/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-address.h"

#include <string.h>

#include "igny-chat-error.h"
#include "igny-url.h"

static IgnyUrl *
parse (const char *typed,
       GError    **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autofree char *full = NULL;
  g_autoptr (IgnyUrl) url = NULL;

  if (strstr (trimmed, "://") != NULL)
    return igny_url_parse (trimmed, error);

  full = g_strconcat ("http://", trimmed, NULL);
  url = igny_url_parse (full, error);
  if (url == NULL || igny_url_is_private_host (url->host))
    return g_steal_pointer (&url);

  g_free (full);
  full = g_strconcat ("https://", trimmed, NULL);
  return igny_url_parse (full, error);
}

static void
cut_suffix (char       *text,
            const char *suffix)
{
  if (g_str_has_suffix (text, suffix))
    text[strlen (text) - strlen (suffix)] = '\0';
}

static void
cut_slashes (char *text)
{
  while (g_str_has_suffix (text, "/"))
    cut_suffix (text, "/");
}

gboolean
igny_chat_address_read (const char *typed,
                        char      **base,
                        char      **other,
                        char      **host,
                        GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (IgnyUrl) url = NULL;
  g_autofree char *text = NULL;
  const char      *path;

  g_return_val_if_fail (typed != NULL && base != NULL && other != NULL && host != NULL, FALSE);

  url = parse (typed, &local);
  if (url == NULL)
    {
      g_set_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_ADDRESS, "read the server address: %s",
                   local->message);
      return FALSE;
    }

  text = g_strdup (url->text);
  text[strcspn (text, "?#")] = '\0';
  cut_slashes (text);
  cut_suffix (text, "/chat/completions");
  cut_suffix (text, "/responses");
  cut_suffix (text, "/messages");
  cut_suffix (text, "/models");
  cut_slashes (text);
  path = strchr (strstr (text, "://") + 3, '/');
  *host = g_strdup (url->host);
  if (path == NULL)
    {
      *base = g_strconcat (text, "/v1", NULL);
      *other = g_strdup (text);
    }
  else
    {
      *base = g_strdup (text);
      *other = g_str_has_suffix (path, "/v1") ? NULL : g_strconcat (text, "/v1", NULL);
    }

  return TRUE;
}
