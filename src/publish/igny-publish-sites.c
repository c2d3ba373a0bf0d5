/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publish-sites.h"

#include "igny-publish-outcome.h"

struct _IgnyPublishSites
{
  IgnyStore  *store;
  GHashTable *clients; /* site row → IgnyWordpress */
  GHashTable *broken;  /* site row → message */
  GHashTable *working; /* site rows where something went well since the last refusal */
};

IgnyPublishSites *
igny_publish_sites_new (IgnyStore *store)
{
  IgnyPublishSites *self = NULL;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_new0 (IgnyPublishSites, 1);
  self->store = store;
  self->clients = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify) igny_wordpress_free);
  self->broken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->working = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
igny_publish_sites_free (IgnyPublishSites *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->broken);
  g_hash_table_unref (self->working);
  g_free (self);
}

IgnyWordpress *
igny_publish_sites_get_client (IgnyPublishSites         *self,
                               const IgnyPublishArticle *article)
{
  IgnyWordpress *client;

  g_return_val_if_fail (self != NULL && article != NULL && article->password != NULL, NULL);

  client = g_hash_table_lookup (self->clients, &article->content->site);
  if (client == NULL)
    {
      IgnyWordpressSite site = { article->site->wp_url, article->site->wp_username,
                                 article->password, article->allow_http };

      client = igny_wordpress_new (igny_store_get_env (self->store), &site);
      g_hash_table_insert (self->clients, g_memdup2 (&article->content->site, sizeof (gint64)),
                           client);
    }
  return client;
}

gboolean
igny_publish_sites_check (IgnyPublishSites *self,
                          gint64            site,
                          GError          **error)
{
  const char *broken;

  g_return_val_if_fail (self != NULL, FALSE);

  broken = g_hash_table_lookup (self->broken, &site);
  if (broken == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, broken);
  return FALSE;
}

void
igny_publish_sites_note (IgnyPublishSites *self,
                         gint64            site,
                         const GError     *failure)
{
  g_return_if_fail (self != NULL && failure != NULL);

  if (g_error_matches (failure, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_LOGIN) &&
      g_hash_table_remove (self->working, &site))
    {
      g_hash_table_remove (self->clients, &site);
      return;
    }
  if (igny_publish_outcome_is_of_the_site (failure))
    g_hash_table_insert (self->broken, g_memdup2 (&site, sizeof (gint64)),
                         g_strdup (failure->message));
}

void
igny_publish_sites_note_success (IgnyPublishSites *self,
                                 gint64            site)
{
  g_return_if_fail (self != NULL);

  g_hash_table_add (self->working, g_memdup2 (&site, sizeof (gint64)));
}
