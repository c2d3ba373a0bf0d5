/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-url.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-url.h"
#include "igny-wordpress-error.h"
#include "igny-wordpress-scan.h"

#define RELATION "https://api.w.org/"

/* A page's links are in its head. */
#define MAX_HEAD 262144

/* What people copy from the address bar, along with the site. */
static const char *const tails[] = {
  "wp-admin", "wp-login.php", "wp-json", "xmlrpc.php", "index.php"
};

static gboolean
is_tail (const char *segment)
{
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_ascii_strcasecmp (segment, tails[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Where the path of a parsed address begins. */
static const char *
find_path (const IgnyUrl *url)
{
  const char *host = strstr (url->text, "://") + 3;

  return host + strcspn (host, "/?#");
}

/* The address up to the folder in which WordPress lies. */
static char *
trim (const IgnyUrl *url)
{
  const char      *path = find_path (url);
  g_autofree char *only = g_strndup (path, strcspn (path, "?#"));
  g_auto(GStrv) segments = g_strsplit (only, "/", -1);
  g_autoptr(GString) out = g_string_new_len (url->text, path - url->text);

  for (guint i = 0; segments[i] != NULL && !is_tail (segments[i]); i++)
    if (segments[i][0] != '\0')
      g_string_append_printf (out, "/%s", segments[i]);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
igny_wordpress_url_normalize (const char *typed,
                              gboolean    allow_http,
                              GError    **error)
{
  g_autofree char *full = NULL;
  g_autofree char *tried = NULL;
  g_autoptr(IgnyUrl) url = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  full = igny_url_from_typed (typed, NULL);
  url = full != NULL ? igny_url_parse (full, NULL) : NULL;
  if (url == NULL)
    {
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_ADDRESS, _("Connect"), NULL);
      return NULL;
    }
  if (!url->secure && !allow_http && !igny_url_is_loopback_host (url->host))
    {
      tried = g_strdup_printf (_("Connect to “%s”"), url->text);
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_PLAIN_HTTP, tried, NULL);
      return NULL;
    }

  return trim (url);
}

gboolean
igny_wordpress_url_same_origin (const char *a,
                                const char *b)
{
  g_autoptr(IgnyUrl) one = igny_url_parse (a, NULL);
  g_autoptr(IgnyUrl) other = igny_url_parse (b, NULL);

  return one != NULL && other != NULL && igny_url_is_same_origin (one, other);
}

gboolean
igny_wordpress_url_is_exposed (const char *text)
{
  g_autoptr(IgnyUrl) url = igny_url_parse (text, NULL);

  return url != NULL && !url->secure && !igny_url_is_loopback_host (url->host);
}

char *
igny_wordpress_url_join (const char *root,
                         const char *route,
                         const char *query)
{
  const char *mark = NULL;
  const char *value = NULL;
  gsize       head = 0;
  const char *tail = "";
  gboolean    has_query = FALSE;

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (route != NULL, NULL);

  mark = strchr (root, '?');
  value = mark != NULL ? strstr (mark, "rest_route=") : NULL;
  has_query = mark != NULL;
  if (value != NULL)
    head = (gsize) (value - root) + strcspn (value, "&");
  else
    head = mark != NULL ? (gsize) (mark - root) : strlen (root);
  tail = root + head;
  while (head > 0 && root[head - 1] == '/')
    head--;

  return g_strdup_printf ("%.*s/%s%s%s%s", (int) head, root, route, tail,
                          query == NULL ? "" : has_query ? "&"
                                                         : "?",
                          query != NULL ? query : "");
}

/* The parameters of one link end at a comma outside of quotes. */
static const char *
skip_parameters (const char *at)
{
  gboolean quoted = FALSE;

  for (; *at != '\0' && (quoted || *at != ','); at++)
    if (*at == '"')
      quoted = !quoted;

  return at;
}

/* Whether one of the relations, which spaces part, is the REST API's. */
static gboolean
has_relation (const char *relations)
{
  g_auto(GStrv) words = g_strsplit_set (relations, " \t\n\r\f", -1);

  return g_strv_contains ((const char *const *) words, RELATION);
}

static gboolean
parameters_name_api (const char *parameters)
{
  g_auto(GStrv) parts = g_strsplit (parameters, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *at = g_strstrip (parts[i]);

      if (g_ascii_strncasecmp (at, "rel", 3) != 0)
        continue;
      for (at += 3; g_ascii_isspace (*at); at++)
        ;
      if (*at == '=')
        {
          g_autofree char *value = g_strdelimit (g_strdup (at + 1), "\"'", ' ');

          if (has_relation (value))
            return TRUE;
        }
    }

  return FALSE;
}

char *
igny_wordpress_url_from_header (const char *header)
{
  const char *at = header;

  while (at != NULL && (at = strchr (at, '<')) != NULL)
    {
      const char      *close = strchr (at, '>');
      const char      *end = NULL;
      g_autofree char *parameters = NULL;

      if (close == NULL)
        return NULL;
      end = skip_parameters (close + 1);
      parameters = g_strndup (close + 1, (gsize) (end - close - 1));
      if (parameters_name_api (parameters) && close - at <= IGNY_URL_MAX_LENGTH)
        return g_strndup (at + 1, (gsize) (close - at - 1));
      at = end;
    }

  return NULL;
}

char *
igny_wordpress_url_from_html (const char *html,
                              gsize       length)
{
  IgnyWordpressScan scan;

  igny_wordpress_scan_init (&scan, html, MIN (length, MAX_HEAD));
  while (igny_wordpress_scan_next (&scan))
    {
      g_autofree char *relation = NULL;

      if (scan.kind != IGNY_WORDPRESS_SCAN_OPEN || strcmp (scan.name, "link") != 0)
        continue;
      relation = igny_wordpress_scan_get (&scan, "rel");
      if (relation != NULL && has_relation (relation))
        return igny_wordpress_scan_get (&scan, "href");
    }

  return NULL;
}

char *
igny_wordpress_url_rebase (const char *root,
                           const char *site)
{
  g_autofree char *full = NULL;
  g_autoptr(IgnyUrl) from = NULL;
  g_autoptr(IgnyUrl) to = NULL;

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (site != NULL, NULL);

  full = igny_url_resolve (site, root, NULL);
  from = full != NULL ? igny_url_parse (full, NULL) : NULL;
  to = igny_url_parse (site, NULL);
  if (from == NULL || to == NULL)
    return NULL;
  if (igny_url_is_same_origin (from, to))
    return g_strdup (from->text);

  /* A site behind a server that ends TLS believes that it is plain http. */
  if (!from->secure && from->port == 80 && to->secure && strcmp (from->host, to->host) == 0)
    {
      const char *path = find_path (to);

      return g_strdup_printf ("%.*s%s", (int) (path - to->text), to->text, find_path (from));
    }

  return NULL;
}
