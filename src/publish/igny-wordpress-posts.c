/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-posts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"
#include "igny-wordpress-time.h"

#define FIELDS                                                                            \
  "context=edit&_fields=id,status,slug,link,date_gmt,modified_gmt,title.raw,content.raw," \
  "excerpt.raw,categories,tags,featured_media,meta"

/* More terms than this no post has. */
#define MAX_TERMS 1000

static GArray *
read_ids (JsonArray *list)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < MIN (igny_json_array_get_length (list), MAX_TERMS); i++)
    {
      gint64 id = igny_json_node_get_int (igny_json_array_get_node (list, i), 0);

      if (id > 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

static char *
read_raw (JsonObject *post,
          const char *name)
{
  return g_strdup (igny_json_get_string (igny_json_get_object (post, name), "raw", ""));
}

static char *
read_text (JsonObject *post,
           const char *name)
{
  return g_strdup (igny_json_get_string (post, name, ""));
}

static char *
make_marker (const char *job_id)
{
  return g_strdup_printf ("<!-- job:%s -->", job_id);
}

static char *
make_route (gint64 id)
{
  return g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT, id);
}

/* For calls that are answered with one post. */
static IgnyWordpressPost *
call (IgnyWordpress           *self,
      const IgnyWordpressCall *what,
      GCancellable            *cancellable,
      GError                 **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  IgnyWordpressPost *post = NULL;

  reply = igny_wordpress_call_checked (self, what, cancellable, error);
  if (reply == NULL)
    return NULL;

  post = igny_wordpress_post_parse (reply->json);
  if (post == NULL)
    igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_ANSWER, what->tried, NULL);

  return post;
}

/* The oldest of those with the marker. */
static IgnyWordpressPost *
pick (JsonArray  *list,
      const char *marker)
{
  IgnyWordpressPost *best = NULL;

  for (guint i = 0; i < igny_json_array_get_length (list); i++)
    {
      IgnyWordpressPost *post = igny_wordpress_post_parse (igny_json_array_get_node (list, i));

      if (post == NULL)
        continue;
      if (strstr (post->content, marker) == NULL || (best != NULL && best->id <= post->id))
        {
          igny_wordpress_post_free (post);
          continue;
        }
      igny_wordpress_post_free (best);
      best = post;
    }

  return best;
}

/* FALSE on error; *found may stay NULL. */
static gboolean
query (IgnyWordpress      *self,
       const char         *name,
       const char         *value,
       const char         *marker,
       IgnyWordpressPost **found,
       GCancellable       *cancellable,
       GError            **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autofree char  *escaped = g_uri_escape_string (value, NULL, FALSE);
  g_autofree char  *parameters = NULL;
  const char       *tried = _("Look for the post on the site");
  IgnyWordpressCall what = { .tried = tried, .route = "wp/v2/posts" };

  parameters = g_strdup_printf ("%s=%s&status=any&per_page=20&" FIELDS, name, escaped);
  what.query = parameters;
  reply = igny_wordpress_call_checked (self, &what, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (igny_json_node_get_array (reply->json) == NULL)
    {
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_ANSWER, tried, NULL);
      return FALSE;
    }

  *found = pick (igny_json_node_get_array (reply->json), marker);
  return TRUE;
}

IgnyWordpressPost *
igny_wordpress_post_parse (JsonNode *json)
{
  JsonObject        *object = igny_json_node_get_object (json);
  IgnyWordpressPost *post = NULL;
  gint64             id = igny_json_get_int (object, "id", 0);

  if (id <= 0)
    return NULL;

  post = g_new0 (IgnyWordpressPost, 1);
  post->id = id;
  post->status = read_text (object, "status");
  post->slug = read_text (object, "slug");
  post->url = read_text (object, "link");
  post->modified = read_text (object, "modified_gmt");
  post->public_at = igny_wordpress_time_from_gmt (igny_json_get_string (object, "date_gmt", NULL));
  post->featured_media = igny_json_get_int (object, "featured_media", 0);
  post->title = read_raw (object, "title");
  post->content = read_raw (object, "content");
  post->excerpt = read_raw (object, "excerpt");
  post->categories = read_ids (igny_json_get_array (object, "categories"));
  post->tags = read_ids (igny_json_get_array (object, "tags"));
  post->meta = igny_json_get_object (object, "meta");
  if (post->meta != NULL)
    json_object_ref (post->meta);

  return post;
}

void
igny_wordpress_post_free (IgnyWordpressPost *post)
{
  if (post == NULL)
    return;

  g_free (post->status);
  g_free (post->slug);
  g_free (post->url);
  g_free (post->modified);
  g_free (post->title);
  g_free (post->content);
  g_free (post->excerpt);
  g_array_unref (post->categories);
  g_array_unref (post->tags);
  g_clear_pointer (&post->meta, json_object_unref);
  g_free (post);
}

char *
igny_wordpress_posts_get_marker (const char *job_id)
{
  g_return_val_if_fail (job_id != NULL, NULL);

  return make_marker (job_id);
}

IgnyWordpressPost *
igny_wordpress_posts_get (IgnyWordpress *self,
                          gint64         id,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autofree char  *route = make_route (id);
  IgnyWordpressCall what = { .tried = _("Read the post"), .route = route, .query = FIELDS };

  return call (self, &what, cancellable, error);
}

IgnyWordpressPost *
igny_wordpress_posts_find (IgnyWordpress *self,
                           const char    *job_id,
                           const char    *slug,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autofree char   *marker = make_marker (job_id);
  IgnyWordpressPost *found = NULL;

  if (slug != NULL && slug[0] != '\0' &&
      !query (self, "slug", slug, marker, &found, cancellable, error))
    return NULL;
  if (found == NULL)
    query (self, "search", job_id, marker, &found, cancellable, error);

  return found;
}

IgnyWordpressPost *
igny_wordpress_posts_create (IgnyWordpress *self,
                             JsonObject    *fields,
                             GCancellable  *cancellable,
                             GError       **error)
{
  IgnyWordpressCall what = {
    .tried = _("Create the draft"),
                .route = "wp/v2/posts",
                .query = FIELDS,
                .body = fields,
                .once = TRUE,
    };

  return call (self, &what, cancellable, error);
}

IgnyWordpressPost *
igny_wordpress_posts_update (IgnyWordpress *self,
                             gint64         id,
                             JsonObject    *fields,
                             const char    *tried,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autofree char  *route = make_route (id);
  IgnyWordpressCall what = { .tried = tried, .route = route, .query = FIELDS, .body = fields };

  return call (self, &what, cancellable, error);
}

IgnyWordpressPost *
igny_wordpress_posts_trash (IgnyWordpress *self,
                            gint64         id,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autofree char  *route = make_route (id);
  IgnyWordpressCall what = {
    .tried = _("Move the post to the bin"), .route = route, .query = FIELDS, .method = "DELETE"
    };

  return call (self, &what, cancellable, error);
}
