/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"
#include "igny-wordpress-discovery.h"
#include "igny-wordpress-private.h"
#include "igny-wordpress-scan.h"
#include "igny-wordpress-time.h"
#include "igny-wordpress-url.h"

#define ME_QUERY "context=edit&_fields=id,name,slug,roles,capabilities"
#define MAX_ROLES 32

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* A list, or a map when PHP left a gap in the numbers. */
static char **
read_roles (JsonNode *node)
{
  g_autoptr(GStrvBuilder) roles = g_strv_builder_new ();
  JsonArray  *list = igny_json_node_get_array (node);
  JsonObject *map = igny_json_node_get_object (node);

  for (guint i = 0; i < MIN (igny_json_array_get_length (list), MAX_ROLES); i++)
    g_strv_builder_add (roles, igny_json_array_get_string (list, i, ""));
  if (map != NULL)
    {
      g_autoptr(GList) names = json_object_get_members (map);
      guint n = 0;

      for (GList *l = names; l != NULL && n++ < MAX_ROLES; l = l->next)
        g_strv_builder_add (roles, igny_json_get_string (map, l->data, ""));
    }

  return g_strv_builder_end (roles);
}

static void
read_rights (IgnyWordpressConnection *connection,
             JsonObject              *rights)
{
  connection->can_draft = igny_json_get_bool (rights, "edit_posts", FALSE);
  connection->can_publish = igny_json_get_bool (rights, "publish_posts", FALSE);
  connection->can_upload = igny_json_get_bool (rights, "upload_files", FALSE);
  connection->can_create_categories = igny_json_get_bool (rights, "manage_categories", FALSE);
  connection->keeps_html = igny_json_get_bool (rights, "unfiltered_html", FALSE);
}

static gboolean
check_login (IgnyWordpress            *self,
             const IgnyWordpressRoot  *root,
             const IgnyWordpressReply *reply,
             const char               *tried,
             GError                  **error)
{
  if (reply->status == 401 && !root->app_passwords)
    {
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS, tried, NULL);
      return FALSE;
    }

  return igny_wordpress_reply_check (reply, tried, error);
}

static IgnyWordpressConnection *
read_connection (IgnyWordpress            *self,
                 const IgnyWordpressRoot  *root,
                 const IgnyWordpressReply *reply)
{
  IgnyWordpressConnection *connection = g_new0 (IgnyWordpressConnection, 1);
  JsonObject              *me = igny_json_node_get_object (reply->json);

  connection->site_name = g_strdup (root->name);
  connection->home = g_strdup (root->home);
  connection->root = g_strdup (self->root);
  connection->user_name = g_strdup (igny_json_get_string (me, "name", self->user));
  connection->roles = read_roles (igny_json_get_node (me, "roles"));
  connection->exposed = igny_wordpress_url_is_exposed (self->root);
  read_rights (connection, igny_json_get_object (me, "capabilities"));

  return connection;
}

static gboolean
log_in (IgnyWordpress           *self,
        const IgnyWordpressRoot *root,
        GCancellable            *cancellable,
        GError                 **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autofree char  *tried = g_strdup_printf (_("Log in as “%s”"), self->user);
  IgnyWordpressCall call = { .tried = tried, .route = "wp/v2/users/me", .query = ME_QUERY };

  reply = igny_wordpress_call (self, &call, cancellable, error);
  if (reply == NULL || !check_login (self, root, reply, tried, error))
    return FALSE;

  /* A list, or somebody without a number: not the answer to this question. */
  if (igny_json_get_int (igny_json_node_get_object (reply->json), "id", 0) <= 0)
    {
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_ANSWER, tried, NULL);
      return FALSE;
    }

  self->connection = read_connection (self, root, reply);
  return TRUE;
}

gboolean
igny_wordpress_connect (IgnyWordpress *self,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(IgnyWordpressRoot) root = NULL;

  if (self->connection != NULL)
    return TRUE;

  g_clear_pointer (&self->root, g_free);
  root = igny_wordpress_discover (self, cancellable, error);
  if (root == NULL || !log_in (self, root, cancellable, error))
    return FALSE;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (root->zone);
  self->has_yoast = root->has_yoast;
  self->has_rank_math = root->has_rank_math;
  return TRUE;
}

static gboolean
check_draft (const IgnyWordpressConnection *connection,
             GError                       **error)
{
  g_autofree char *roles = NULL;
  g_autofree char *cause = NULL;

  if (connection->can_draft)
    return TRUE;

  roles = g_strjoinv (", ", connection->roles);
  cause = g_strdup_printf (_("the user “%s” (%s) may not write posts"), connection->user_name,
                              roles[0] != '\0' ? roles : _("no role"));
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_RIGHTS, _("Check the rights"), cause);

  return FALSE;
}

IgnyWordpress *
igny_wordpress_new (const IgnyEnv           *env,
                    const IgnyWordpressSite *site)
{
  IgnyWordpress *self = NULL;

  g_return_val_if_fail (env != NULL && env->http != NULL, NULL);
  g_return_val_if_fail (site != NULL && site->url != NULL, NULL);
  g_return_val_if_fail (site->user != NULL && site->password != NULL, NULL);

  self = g_new0 (IgnyWordpress, 1);
  self->env = env;
  self->url = g_strdup (site->url);
  self->user = g_strdup (site->user);
  self->password = g_strdup (site->password);
  self->allow_http = site->allow_http;
  self->retry_after_ms = IGNY_UNKNOWN;

  return self;
}

void
igny_wordpress_free (IgnyWordpress *self)
{
  if (self == NULL)
    return;

  g_free (self->url);
  g_free (self->user);
  wipe (self->password);
  g_free (self->root);
  igny_wordpress_connection_free (self->connection);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->meta_keys, g_hash_table_unref);
  g_free (self);
}

IgnyWordpressConnection *
igny_wordpress_test (IgnyWordpress *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  IgnyWordpressConnection *connection = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* A test asks anew, whatever was known. */
  g_clear_pointer (&self->connection, igny_wordpress_connection_free);
  self->elapsed_ms = 0;
  if (!igny_wordpress_connect (self, cancellable, error) || !check_draft (self->connection, error))
    return NULL;

  connection = g_steal_pointer (&self->connection);
  connection->elapsed_ms = self->elapsed_ms;

  return connection;
}

void
igny_wordpress_connection_free (IgnyWordpressConnection *connection)
{
  if (connection == NULL)
    return;

  g_free (connection->site_name);
  g_free (connection->home);
  g_free (connection->root);
  g_free (connection->user_name);
  g_strfreev (connection->roles);
  g_free (connection);
}

gboolean
igny_wordpress_find_time (IgnyWordpress *self,
                          const char    *text,
                          gint64        *ms,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_return_val_if_fail (self != NULL && text != NULL && ms != NULL, FALSE);

  return igny_wordpress_connect (self, cancellable, error) &&
         igny_wordpress_time_read (text, self->zone, ms, error);
}

GTimeZone *
igny_wordpress_get_zone (const IgnyWordpress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->zone;
}

gint64
igny_wordpress_get_retry_after_ms (const IgnyWordpress *self)
{
  g_return_val_if_fail (self != NULL, IGNY_UNKNOWN);

  return self->retry_after_ms;
}
