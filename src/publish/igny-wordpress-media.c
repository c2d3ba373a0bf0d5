/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-media.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"
#include "igny-wordpress-private.h"
#include "igny-wordpress-url.h"

#define FIELDS "_fields=id,source_url,slug"
#define MAX_ATTEMPTS 3
/* A request whose answer was lost may still be at work. */
#define SECOND_LOOK_MS 1500
#define DEFAULT_WAIT_MS 1000
#define MAX_WAIT_MS 60000
/* Enough of a hash to be the only one, short enough for an address. */
#define SLUG_HASH 24

typedef struct
{
  IgnyWordpress             *self;
  const IgnyWordpressUpload *upload;
  IgnyWordpressMedia        *media;
  GCancellable              *cancellable;
  char                      *slug;
  const char                *tried;
} Upload;

static gboolean
take_media (JsonObject         *object,
            IgnyWordpressMedia *media)
{
  gint64      id = igny_json_get_int (object, "id", 0);
  const char *url = igny_json_get_string (object, "source_url", "");

  if (id <= 0 || (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://")))
    return FALSE;

  media->id = id;
  g_free (media->url);
  media->url = g_strdup (url);
  return TRUE;
}

/* FALSE on error; media->id stays 0 when the site has none of that hash. */
static gboolean
find (Upload  *up,
      GError **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autofree char  *query = g_strdup_printf ("slug=%s&" FIELDS, up->slug);
  IgnyWordpressCall call = { .tried = up->tried, .route = "wp/v2/media", .query = query };
  JsonArray        *list = NULL;

  reply = igny_wordpress_call_checked (up->self, &call, up->cancellable, error);
  if (reply == NULL)
    return FALSE;

  list = igny_json_node_get_array (reply->json);
  for (guint i = 0; i < igny_json_array_get_length (list); i++)
    {
      JsonObject *item = igny_json_array_get_object (list, i);

      if (strcmp (igny_json_get_string (item, "slug", ""), up->slug) == 0 &&
          take_media (item, up->media))
        break;
    }

  return TRUE;
}

static const char *
get_ending (const char *mime)
{
  static const char *const endings[][2] = {
    { "image/jpeg", "jpg" },
    { "image/png", "png" },
    { "image/webp", "webp" },
    { "image/gif", "gif" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (endings[i][0], mime) == 0)
      return endings[i][1];
  return "bin";
}

static void
add_query (GString    *query,
           const char *name,
           const char *value)
{
  if (value != NULL && *value != '\0')
    {
      g_string_append_printf (query, "&%s=", name);
      g_string_append_uri_escaped (query, value, NULL, FALSE);
    }
}

static char *
make_url (Upload *up)
{
  g_autoptr(GString) query = g_string_new (FIELDS);

  add_query (query, "slug", up->slug);
  add_query (query, "title", up->upload->title);
  add_query (query, "alt_text", up->upload->alt);
  return igny_wordpress_url_join (up->self->root, "wp/v2/media", query->str);
}

/* One attempt. The MD5 lets WordPress see that it got all of it. */
static IgnyWordpressReply *
send (Upload  *up,
      GError **error)
{
  g_autofree char *url = make_url (up);
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, up->upload->bytes);
  g_autofree char *place = g_strdup_printf ("attachment; filename=\"%s.%s\"", up->upload->name,
                                            get_ending (up->upload->mime));
  const char      *headers[] = {
         "Accept", "application/json", "Content-Disposition", place, "Content-MD5", md5, NULL
  };
  IgnyHttpRequest request = {
    .method = "POST",
    .url = url,
    .headers = headers,
    .user = up->self->user,
    .password = up->self->password,
    .body = up->upload->bytes,
    .content_type = up->upload->mime,
    .limits = IGNY_HTTP_UPLOAD,
    .allow_http = up->self->allow_http,
    .max_attempts = 1,
  };
  g_autoptr(IgnyHttpResponse) response = NULL;
  GError *http_error = NULL;

  response = igny_http_send (up->self->env->http, &request, up->cancellable, &http_error);
  if (response == NULL)
    {
      igny_wordpress_error_take_http (error, http_error, up->tried);
      return NULL;
    }
  up->self->elapsed_ms += response->elapsed_ms;
  return igny_wordpress_reply_new (response, igny_env_now_ms (up->self->env));
}

static gboolean
try_once (Upload  *up,
          gint64  *wait,
          GError **error)
{
  g_autoptr(IgnyWordpressReply) reply = send (up, error);

  *wait = SECOND_LOOK_MS;
  if (reply == NULL)
    return FALSE;
  if (reply->status >= 300 && reply->status < 400)
    {
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REDIRECT, up->tried, NULL);
      return FALSE;
    }
  if (reply->retry_after_ms != IGNY_UNKNOWN)
    *wait = MAX (reply->retry_after_ms, DEFAULT_WAIT_MS);
  if (!igny_wordpress_reply_check (reply, up->tried, error))
    return FALSE;
  if (take_media (igny_json_node_get_object (reply->json), up->media))
    return TRUE;

  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_ANSWER, up->tried, NULL);
  return FALSE;
}

/* Whether it is worth another look, and another try. */
static gboolean
may_pass (const GError *error)
{
  static const IgnyWordpressError codes[] = {
    IGNY_WORDPRESS_ERROR_CUT,
    IGNY_WORDPRESS_ERROR_TIMEOUT,
    IGNY_WORDPRESS_ERROR_FAILED,
    IGNY_WORDPRESS_ERROR_CONNECT,
    IGNY_WORDPRESS_ERROR_ANSWER,
    IGNY_WORDPRESS_ERROR_SERVER,
    IGNY_WORDPRESS_ERROR_BUSY,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, IGNY_WORDPRESS_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
upload_all (Upload  *up,
            GError **error)
{
  for (guint attempt = 1; up->media->id == 0; attempt++)
    {
      g_autoptr(GError) local = NULL;
      gint64 wait;

      if (try_once (up, &wait, &local))
        return TRUE;
      /* The file may be there although no answer said so. */
      if (!may_pass (local) || attempt == MAX_ATTEMPTS || wait > MAX_WAIT_MS ||
          !igny_env_sleep_ms (up->self->env, wait, up->cancellable) || !find (up, NULL))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_rights (Upload  *up,
              GError **error)
{
  const IgnyWordpressConnection *connection = up->self->connection;
  g_autofree char               *cause = NULL;

  if (connection->can_upload)
    return TRUE;

  cause = g_strdup_printf (_("the user “%s” may not upload files"), connection->user_name);
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_RIGHTS, up->tried, cause);
  return FALSE;
}

void
igny_wordpress_media_clear (IgnyWordpressMedia *media)
{
  g_clear_pointer (&media->url, g_free);
  media->id = 0;
}

gboolean
igny_wordpress_media_upload (IgnyWordpress             *self,
                             const IgnyWordpressUpload *upload,
                             IgnyWordpressMedia        *media,
                             GCancellable              *cancellable,
                             GError                   **error)
{
  Upload           up = { self, upload, media, cancellable };
  g_autofree char *slug = NULL;

  g_return_val_if_fail (self != NULL && upload != NULL && media != NULL, FALSE);
  g_return_val_if_fail (upload->bytes != NULL && upload->mime != NULL, FALSE);
  g_return_val_if_fail (upload->hash != NULL && upload->name != NULL, FALSE);

  *media = (IgnyWordpressMedia){ 0 };
  slug = g_strdup_printf ("igny8-%.*s", SLUG_HASH, upload->hash);
  up.slug = slug;
  up.tried = _("Upload a picture");
  if (!igny_wordpress_connect (self, cancellable, error) || !check_rights (&up, error) ||
      !find (&up, error) || !upload_all (&up, error))
    {
      igny_wordpress_media_clear (media);
      return FALSE;
    }
  return TRUE;
}

gboolean
igny_wordpress_media_check (IgnyWordpress *self,
                            gint64         id,
                            gboolean      *there,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char  *route = g_strdup_printf ("wp/v2/media/%" G_GINT64_FORMAT, id);
  IgnyWordpressCall call = { .tried = _("Look for a picture"), .route = route, .query = FIELDS };

  g_return_val_if_fail (self != NULL && id > 0 && there != NULL, FALSE);

  *there = FALSE;
  if (!igny_wordpress_connect (self, cancellable, error))
    return FALSE;
  reply = igny_wordpress_call_checked (self, &call, cancellable, &local);
  if (reply != NULL)
    *there = igny_json_get_int (igny_json_node_get_object (reply->json), "id", 0) == id;
  else if (!g_error_matches (local, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_GONE))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}
