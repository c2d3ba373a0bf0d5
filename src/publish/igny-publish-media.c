/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publish-media.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-contents.h"
#include "igny-image.h"
#include "igny-media.h"
#include "igny-text.h"
#include "igny-wordpress-media.h"

/* WordPress scales down what is larger, and gives it another name. */
#define MAX_SIDE 2560
#define QUALITY 85

typedef struct
{
  char     uuid[IGNY_ID_TEXT_SIZE];
  char    *path;
  char    *alt;
  gboolean featured;
  gint64   media; /* on the site; 0 when it could not be put there */
  char    *url;
} Picture;

typedef struct
{
  const IgnyRun      *run;
  IgnyWordpress      *client;
  IgnyPublishArticle *article;
  GPtrArray          *pictures; /* of Picture */
} Placing;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_free (picture->path);
  g_free (picture->alt);
  g_free (picture->url);
  g_free (picture);
}

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Placing *self = data;
  g_autoptr(GPtrArray) images = igny_records_select (
      db, &igny_image_entity,
      "task = ?1 AND status = 'generated' AND image_path IS NOT NULL AND"
      " image_type IN ('featured', 'in_article')",
      "ORDER BY position, row", IGNY_BINDS (IGNY_BIND_INT (self->article->content->task)), error);

  if (images == NULL)
    return FALSE;
  for (guint i = 0; i < images->len; i++)
    {
      const IgnyImage *image = images->pdata[i];
      Picture         *picture = g_new0 (Picture, 1);

      igny_id_to_text (&image->record.id, picture->uuid);
      picture->path = g_strdup (image->image_path);
      picture->alt = g_strdup (image->alt_text);
      picture->featured = g_str_equal (image->image_type, "featured");
      g_ptr_array_add (self->pictures, picture);
    }
  return TRUE;
}

typedef struct
{
  gint64      site;
  gint64      content;
  const char *hash;
  gint64      media;
  char       *url;
} Known;

static gboolean
find_known_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Known *known = data;

  return igny_contents_find_upload (db, known->site, known->hash, &known->media, &known->url,
                                    error);
}

static gboolean
add_known_cb (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Known *known = data;

  return igny_contents_add_upload (step, known->content, known->hash, known->media, known->url,
                                   error);
}

static char *
make_name (const IgnyPublishArticle *article)
{
  const char *slug = article->content->slug;

  return igny_text_slugify (slug != NULL && *slug != '\0' ? slug : article->content->title, 60);
}

/* Sends it, unless the site has it; either way picture knows where it is. */
static gboolean
upload (Placing *self,
        Picture *picture,
        GBytes  *bytes,
        Known   *known,
        GError **error)
{
  gsize               size;
  const guint8       *data = g_bytes_get_data (bytes, &size);
  g_autofree char    *name = make_name (self->article);
  IgnyPictureInfo     info;
  IgnyWordpressMedia  media = { 0 };
  IgnyWordpressUpload what = { bytes, NULL, known->hash, name, self->article->content->title,
                               picture->alt };

  if (!igny_picture_sniff (data, size, &info, error))
    return FALSE;
  what.mime = igny_picture_kind_get_mime (info.kind);
  if (!igny_wordpress_media_upload (self->client, &what, &media, self->run->cancellable, error))
    return FALSE;

  picture->media = known->media = media.id;
  picture->url = g_strdup (media.url);
  g_free (known->url);
  known->url = media.url;
  /* No cancellable: the file is there, so its number must be kept. */
  return igny_store_write (self->run->store, IGNY_STEP_SYSTEM, "Keep the number of a picture",
                           add_known_cb, known, NULL, error);
}

static gboolean
place_bytes (Placing *self,
             Picture *picture,
             GBytes  *bytes,
             GError **error)
{
  char     hash[65];
  gboolean there = FALSE;
  Known    known = { self->article->content->site, self->article->content->record.row, hash };
  gboolean ok;

  igny_media_hash (bytes, hash);
  ok = igny_store_read (self->run->store, find_known_cb, &known, self->run->cancellable, error);
  if (ok && known.media > 0)
    ok = igny_wordpress_media_check (self->client, known.media, &there, self->run->cancellable,
                                     error);
  if (ok && there)
    {
      picture->media = known.media;
      picture->url = g_strdup (known.url);
    }
  else if (ok)
    ok = upload (self, picture, bytes, &known, error);
  g_free (known.url);
  return ok;
}

/* What another attempt would not mend: the article goes without it. */
static gboolean
is_of_the_picture (const GError *error)
{
  return error->domain == IGNY_PICTURE_ERROR || error->domain == G_FILE_ERROR ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REJECTED);
}

static gboolean
place (Placing *self,
       Picture *picture,
       GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GBytes) bytes = igny_media_load (self->run->store, picture->path, &local);
  g_autoptr(GBytes) fit = NULL;

  if (bytes != NULL)
    fit = igny_picture_fit (bytes, MAX_SIDE, QUALITY, NULL, &local);
  if (fit != NULL && place_bytes (self, picture, fit, &local))
    return TRUE;
  if (!is_of_the_picture (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_ptr_array_add (self->article->warnings,
                   g_strdup_printf (_("A picture was left out: %s"), local->message));
  return TRUE;
}

/* The pictures that go into the text, as the article is to mention them. */
static void
mention (Placing *self)
{
  IgnyContent *content = self->article->content;
  g_autoptr(GPtrArray) uuids = g_ptr_array_new ();
  g_autofree char *html = NULL;

  for (guint i = 0; i < self->pictures->len; i++)
    {
      Picture *picture = self->pictures->pdata[i];

      if (!picture->featured)
        g_ptr_array_add (uuids, picture->uuid);
    }
  g_ptr_array_add (uuids, NULL);
  html = igny_publish_media_insert (content->html_content != NULL ? content->html_content : "",
                                    (const char *const *) uuids->pdata);
  g_free (content->html_content);
  content->html_content = g_steal_pointer (&html);
}

static gboolean
write_body (Placing              *self,
            IgnyWordpressArticle *post,
            GError              **error)
{
  g_autofree IgnyWordpressPicture *known = g_new0 (IgnyWordpressPicture, self->pictures->len + 1);
  guint                            n = 0;

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const Picture *picture = self->pictures->pdata[i];

      if (picture->media == 0)
        continue;
      known[n++] =
          (IgnyWordpressPicture){ picture->uuid, picture->url, picture->media, picture->alt };
      if (picture->featured)
        post->featured_media = picture->media;
    }
  if (!igny_publish_article_write_body (self->article, known, n, error))
    return FALSE;
  post->content = self->article->body;
  return TRUE;
}

gboolean
igny_publish_media_place (const IgnyRun        *run,
                          IgnyWordpress        *client,
                          IgnyPublishArticle   *article,
                          IgnyWordpressArticle *post,
                          GError              **error)
{
  Placing  self = { run, client, article };
  gboolean ok;

  g_return_val_if_fail (run != NULL && client != NULL && article != NULL && post != NULL, FALSE);

  self.pictures = g_ptr_array_new_with_free_func (picture_free);
  ok = igny_store_read (run->store, list_cb, &self, run->cancellable, error);
  for (guint i = 0; ok && i < self.pictures->len; i++)
    ok = place (&self, self.pictures->pdata[i], error);
  if (ok)
    mention (&self);
  ok = ok && write_body (&self, post, error);
  g_ptr_array_unref (self.pictures);
  return ok;
}

/* Where the next chapter begins behind at, or NULL. */
static const char *
find_chapter (const char *at,
              gboolean    blocks)
{
  return strstr (at, blocks ? "<!-- wp:heading -->" : "<h2");
}

static void
append_picture (GString    *out,
                const char *uuid,
                gboolean    blocks)
{
  if (blocks)
    g_string_append_printf (out,
                            "<!-- wp:image -->\n<figure class=\"wp-block-image\">"
                            "<img src=\"%s:%s\" alt=\"\"/></figure>\n<!-- /wp:image -->\n\n",
                            IGNY_HTML_MEDIA_SCHEME, uuid);
  else
    g_string_append_printf (
        out, "<figure><img src=\"" IGNY_HTML_MEDIA_SCHEME ":%s\" alt=\"\"></figure>\n", uuid);
}

char *
igny_publish_media_insert (const char        *html,
                           const char *const *uuids)
{
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean    blocks = FALSE;
  const char *at = html;

  g_return_val_if_fail (html != NULL && uuids != NULL, NULL);

  blocks = strstr (html, "<!-- wp:") != NULL;
  /* The first chapter's heading belongs to the beginning. */
  at = find_chapter (html, blocks);
  at = at != NULL ? at + 1 : html;
  g_string_append_len (out, html, at - html);
  for (guint i = 0; uuids[i] != NULL; i++)
    {
      const char *next;

      if (strstr (html, uuids[i]) != NULL)
        continue;
      next = find_chapter (at, blocks);
      if (next == NULL)
        next = at + strlen (at);
      g_string_append_len (out, at, next - at);
      at = next;
      append_picture (out, uuids[i], blocks);
      if (*at != '\0')
        g_string_append_c (out, *at++);
    }
  g_string_append (out, at);

  return g_string_free (g_steal_pointer (&out), FALSE);
}
