/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-keyring.h"
#include "igny-publish-gate.h"
#include "igny-publisher.h"
#include "igny-settings.h"
#include "igny-site.h"
#include "igny-text.h"
#include "igny-wordpress-authorize.h"

typedef struct
{
  IgnyStore  *store;
  gint64      row;
  const char *user;
  IgnySite   *site;
  gboolean    allow_http;
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
load (const IgnyRun *run,
      Load          *self,
      GError       **error)
{
  if (!igny_store_read (run->store, load_cb, self, run->cancellable, error))
    return FALSE;
  if (self->site->wp_url != NULL && *self->site->wp_url != '\0')
    return TRUE;
  g_set_error_literal (error, IGNY_PUBLISH_GATE_ERROR, IGNY_PUBLISH_GATE_ERROR_URL,
                       _("authorize: the site has no WordPress address"));
  return FALSE;
}

char *
igny_publisher_find_authorization (const IgnyRun *run,
                                   gint64         site,
                                   GError       **error)
{
  Load  self = { .row = site };
  char *page = NULL;

  g_return_val_if_fail (run != NULL, NULL);

  self.store = run->store;
  if (load (run, &self, error))
    page = igny_wordpress_authorize_find (igny_store_get_env (run->store), self.site->wp_url,
                                          self.allow_http, run->cancellable, error);
  igny_record_free (self.site);
  return page;
}

static gboolean
set_user_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Load *self = data;
  g_autoptr(IgnySite) site =
                 igny_records_load (igny_step_get_db (step), &igny_site_entity, self->row, error);

  if (site == NULL)
    return FALSE;
  igny_text_set (&site->wp_username, self->user);
  return igny_step_update (step, site, error);
}

static gboolean
keep (const IgnyRun            *run,
      Load                     *self,
      const IgnyWordpressGrant *grant,
      GError                  **error)
{
  char             id[IGNY_ID_TEXT_SIZE];
  g_autofree char *label = g_strdup_printf ("IGNY8: wordpress %s", self->site->name);
  const char      *step;

  igny_id_to_text (&self->site->record.id, id);
  if (!igny_keyring_store ("wordpress", igny_store_get_account_id (run->store), id, label,
                           grant->password, run->cancellable, error))
    return FALSE;
  self->user = grant->user;
  if (grant->user == NULL || g_strcmp0 (grant->user, self->site->wp_username) == 0)
    return TRUE;
  step = _("Set the WordPress user");
  return igny_store_write (run->store, IGNY_STEP_DO, step, set_user_cb, self, run->cancellable,
                           error);
}

gboolean
igny_publisher_take_grant (const IgnyRun *run,
                           gint64         site,
                           const char    *pasted,
                           char         **user,
                           GError       **error)
{
  Load self = { .row = site };
  g_auto(IgnyWordpressGrant) grant = { 0 };
  gboolean ok;

  g_return_val_if_fail (run != NULL && pasted != NULL && user != NULL, FALSE);

  self.store = run->store;
  ok = load (run, &self, error) &&
       igny_wordpress_grant_read (pasted, self.site->wp_url, &grant, error) &&
       keep (run, &self, &grant, error);
  if (ok)
    *user = g_strdup (grant.user != NULL ? grant.user : self.site->wp_username);
  igny_record_free (self.site);
  return ok;
}
