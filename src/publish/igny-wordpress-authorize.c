/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-authorize.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-wordpress-discovery.h"
#include "igny-wordpress-url.h"

#define APP_NAME "IGNY8"
/* The same for all, so that a person can see and revoke what IGNY8 was given. */
#define APP_ID "1f9c3c62-5d0e-4b7a-9d5c-8e1a6b7c2d40"
#define PASSWORD_LENGTH 24
#define MAX_PASTED 4096

char *
igny_wordpress_authorize_find (const IgnyEnv *env,
                               const char    *url,
                               gboolean       allow_http,
                               GCancellable  *cancellable,
                               GError       **error)
{
  IgnyWordpressSite site = { url, "", "", allow_http };
  g_autoptr(IgnyWordpress) client = NULL;
  g_autoptr(IgnyWordpressRoot) root = NULL;

  g_return_val_if_fail (env != NULL && url != NULL, NULL);

  client = igny_wordpress_new (env, &site);
  root = igny_wordpress_discover (client, cancellable, error);
  if (root == NULL)
    return NULL;
  if (root->authorization == NULL)
    {
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS,
                                _("Find the page that gives an application password"), NULL);
      return NULL;
    }
  return g_strconcat (root->authorization, strchr (root->authorization, '?') != NULL ? "&" : "?",
                      "app_name=" APP_NAME "&app_id=" APP_ID, NULL);
}

static gboolean
refuse (GError    **error,
        const char *cause)
{
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REJECTED,
                            _("Read the application password"), cause);
  return FALSE;
}

/* Six groups of four, however they are spaced. */
static char *
read_password (const char *text)
{
  g_autofree char *kept = g_malloc0 (PASSWORD_LENGTH + 1);
  guint            n = 0;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        continue;
      if (!g_ascii_isalnum (*text) || n == PASSWORD_LENGTH)
        {
          explicit_bzero (kept, PASSWORD_LENGTH);
          return NULL;
        }
      kept[n++] = *text;
    }

  return n == PASSWORD_LENGTH ? g_steal_pointer (&kept) : NULL;
}

static gboolean
read_address (const char         *query,
              IgnyWordpressGrant *grant,
              GError            **error)
{
  g_autoptr(GHashTable) values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *password;

  if (values == NULL)
    return refuse (error, _("the pasted address is damaged"));
  if (g_strcmp0 (g_hash_table_lookup (values, "success"), "false") == 0)
    return refuse (error, _("the request was rejected on the site’s page"));
  password = g_hash_table_lookup (values, "password");
  grant->password = password != NULL ? read_password (password) : NULL;
  grant->user = g_strdup (g_hash_table_lookup (values, "user_login"));
  grant->site_url = g_strdup (g_hash_table_lookup (values, "site_url"));
  return TRUE;
}

/* A password for another site would be sent to this one. */
static gboolean
check_site (const IgnyWordpressGrant *grant,
            const char               *url,
            GError                  **error)
{
  g_autofree char *here = igny_wordpress_url_normalize (url, TRUE, NULL);
  g_autofree char *there = NULL;

  if (grant->site_url == NULL)
    return TRUE;
  there = igny_wordpress_url_normalize (grant->site_url, TRUE, NULL);
  if (here != NULL && there != NULL && igny_wordpress_url_same_origin (here, there))
    return TRUE;
  return refuse (error, _("it is for another site"));
}

gboolean
igny_wordpress_grant_read (const char         *pasted,
                           const char         *url,
                           IgnyWordpressGrant *grant,
                           GError            **error)
{
  const char *query;
  gboolean    ok;

  g_return_val_if_fail (pasted != NULL && url != NULL && grant != NULL, FALSE);

  *grant = (IgnyWordpressGrant){ 0 };
  if (strlen (pasted) > MAX_PASTED)
    return refuse (error, _("it is too long"));
  query = strchr (pasted, '?');
  if (strstr (pasted, "password=") != NULL || strstr (pasted, "success=") != NULL)
    ok = read_address (query != NULL ? query + 1 : pasted, grant, error) &&
         check_site (grant, url, error);
  else
    {
      grant->password = read_password (pasted);
      ok = TRUE;
    }
  if (ok && grant->password != NULL)
    return TRUE;

  if (ok)
    refuse (error, _("an application password is 24 letters and digits, in six groups of four"));
  igny_wordpress_grant_clear (grant);
  return FALSE;
}

void
igny_wordpress_grant_clear (IgnyWordpressGrant *grant)
{
  if (grant->password != NULL)
    explicit_bzero (grant->password, strlen (grant->password));
  g_clear_pointer (&grant->password, g_free);
  g_clear_pointer (&grant->user, g_free);
  g_clear_pointer (&grant->site_url, g_free);
}
