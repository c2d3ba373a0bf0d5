/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-keyring.h"
#include "igny-publish-article.h"
#include "igny-publish-gate.h"
#include "igny-publisher.h"
#include "igny-settings.h"

typedef struct
{
  IgnyStore *store;
  gint64     row;
  IgnySite  *site;
  gboolean   allow_http;
} Load;

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Load *load = data;

  load->allow_http = igny_settings_get_number (db, igny_store_get_account (load->store),
                                               "wordpress.allow-http") != 0;
  load->site = igny_records_load (db, &igny_site_entity, load->row, error);
  return load->site != NULL;
}

static gboolean
ask (const IgnyRun *run,
     const Load    *load,
     const char    *password,
     IgnySiteTest  *test,
     GError       **error)
{
  IgnyWordpressSite site = { load->site->wp_url, load->site->wp_username, password,
                             load->allow_http };
  g_autoptr(IgnyWordpress) client = igny_wordpress_new (igny_store_get_env (run->store), &site);
  g_autoptr(IgnyWordpressConnection) connection =
                 igny_wordpress_test (client, run->cancellable, error);

  if (connection == NULL)
    return FALSE;
  test->site_name = g_strdup (connection->site_name);
  test->user_name = g_strdup (connection->user_name);
  test->roles = g_strjoinv (", ", connection->roles);
  test->can_draft = connection->can_draft;
  test->can_publish = connection->can_publish;
  test->milliseconds = connection->elapsed_ms;
  return TRUE;
}

gboolean
igny_publisher_test (const IgnyRun *run,
                     gint64         site,
                     IgnySiteTest  *test,
                     GError       **error)
{
  Load load = { run->store, site };
  g_autoptr(IgnySite) record = NULL;
  g_autoptr(GError) local = NULL;
  char    *password;
  gboolean ok;

  g_return_val_if_fail (run != NULL && test != NULL, FALSE);

  *test = (IgnySiteTest){ 0 };
  if (!igny_store_read (run->store, load_cb, &load, run->cancellable, error))
    return FALSE;
  record = load.site;
  password = igny_publish_article_lookup_password (run, record, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  ok = igny_publish_gate_check (record->wp_url, record->wp_username, password != NULL, "draft",
                                error) &&
       ask (run, &load, password, test, error);
  igny_keyring_free (password);
  return ok;
}

void
igny_site_test_clear (IgnySiteTest *test)
{
  g_clear_pointer (&test->site_name, g_free);
  g_clear_pointer (&test->user_name, g_free);
  g_clear_pointer (&test->roles, g_free);
}
