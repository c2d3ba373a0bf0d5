/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-export-article.h"

#include "igny-contents.h"
#include "igny-image.h"
#include "igny-media.h"
#include "igny-publish-article.h"
#include "igny-publish-media.h"
#include "igny-text.h"

typedef struct
{
  const IgnyRun     *run;
  gint64             row;
  IgnyExportArticle *article;
} Load;

static void
picture_free (gpointer data)
{
  IgnyExportPicture *picture = data;

  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture->site_url);
  g_free (picture->path);
  g_free (picture->alt);
  g_free (picture);
}

void
igny_export_article_free (IgnyExportArticle *self)
{
  if (self == NULL)
    return;
  igny_record_free (self->content);
  igny_record_free (self->site);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

/* media/ab/HASH.png */
static gboolean
find_upload (IgnyDb            *db,
             gint64             site,
             IgnyExportPicture *picture,
             GError           **error)
{
  g_autofree char *hash = g_path_get_basename (picture->path);
  char            *dot = strchr (hash, '.');
  gint64           media = 0;

  if (dot != NULL)
    *dot = '\0';
  return igny_contents_find_upload (db, site, hash, &media, &picture->site_url, error);
}

static gboolean
add_picture (IgnyExportArticle *self,
             IgnyDb            *db,
             const IgnyImage   *image,
             GError           **error)
{
  IgnyExportPicture *picture = g_new0 (IgnyExportPicture, 1);

  igny_id_to_text (&image->record.id, picture->uuid);
  picture->path = g_strdup (image->image_path);
  picture->alt = g_strdup (image->alt_text);
  picture->featured = g_strcmp0 (image->image_type, "featured") == 0;
  g_ptr_array_add (self->pictures, picture);
  return find_upload (db, self->content->site, picture, error);
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Load              *load = data;
  IgnyExportArticle *self = load->article;
  g_autoptr(GPtrArray) images = NULL;

  self->content = igny_records_load (db, &igny_content_entity, load->row, error);
  if (self->content == NULL)
    return FALSE;
  self->site = igny_records_load (db, &igny_site_entity, self->content->site, error);
  if (self->site == NULL)
    return FALSE;
  self->blocks =
      igny_publish_article_wants_blocks (db, igny_store_get_account (load->run->store), self->site);
  images = igny_records_select (db, &igny_image_entity,
                                "task = ?1 AND image_path IS NOT NULL AND status = 'generated' AND"
                                " image_type IN ('featured', 'in_article')",
                                "ORDER BY image_type = 'in_article', position, row",
                                IGNY_BINDS (IGNY_BIND_INT (self->content->task)), error);
  if (images == NULL)
    return FALSE;
  for (guint i = 0; i < images->len; i++)
    if (!add_picture (self, db, images->pdata[i], error))
      return FALSE;
  return TRUE;
}

IgnyExportArticle *
igny_export_article_load (const IgnyRun *run,
                          gint64         content,
                          GError       **error)
{
  g_autoptr(IgnyExportArticle) self = g_new0 (IgnyExportArticle, 1);
  Load load = { run, content, self };

  g_return_val_if_fail (run != NULL, NULL);

  self->pictures = g_ptr_array_new_with_free_func (picture_free);
  if (!igny_store_read (run->store, load_cb, &load, run->cancellable, error))
    return NULL;
  for (guint i = 0; i < self->pictures->len; i++)
    {
      IgnyExportPicture *picture = self->pictures->pdata[i];

      picture->bytes = igny_media_load (run->store, picture->path, NULL);
    }
  return g_steal_pointer (&self);
}

static gboolean
is_named (const IgnyExportArticle *self,
          const IgnyExportPicture *picture)
{
  return self->content->html_content != NULL &&
         strstr (self->content->html_content, picture->uuid) != NULL;
}

/* A featured picture that the text names stays there. */
static gboolean
is_wanted (const IgnyExportArticle *self,
           const IgnyExportPicture *picture,
           gboolean                 with_featured)
{
  return !picture->featured || with_featured || is_named (self, picture);
}

char *
igny_export_article_write (const IgnyExportArticle *self,
                           IgnyWordpressForm        form,
                           gboolean                 with_featured,
                           IgnyExportAddressFunc    address,
                           guint                   *left_out,
                           GError                 **error)
{
  g_autoptr(GArray) pictures = g_array_new (FALSE, FALSE, sizeof (IgnyWordpressPicture));
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) uuids = g_ptr_array_new ();
  g_autofree char    *html = NULL;
  IgnyWordpressMarkup markup = { .form = form };
  guint               pending = 0;
  char               *body;

  g_return_val_if_fail (self != NULL && address != NULL && left_out != NULL, NULL);

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const IgnyExportPicture *picture = self->pictures->pdata[i];
      char                    *url = address (picture);
      IgnyWordpressPicture     placed = { picture->uuid, url, 0, picture->alt };

      if (url != NULL)
        {
          g_ptr_array_add (addresses, url);
          g_array_append_val (pictures, placed);
        }
      if (url != NULL && !picture->featured && !is_named (self, picture))
        g_ptr_array_add (uuids, (gpointer) picture->uuid);
      if (url == NULL && !is_named (self, picture) && is_wanted (self, picture, with_featured))
        ++*left_out;
    }
  g_ptr_array_add (uuids, NULL);
  html = igny_publish_media_insert (
      self->content->html_content != NULL ? self->content->html_content : "",
      (const char *const *) uuids->pdata);
  markup.html = html;
  markup.flags = igny_contents_get_html_flags (self->content);
  markup.pictures = (const IgnyWordpressPicture *) (gpointer) pictures->data;
  markup.n_pictures = pictures->len;
  body = igny_wordpress_blocks_write (&markup, &pending, error);
  *left_out += pending;
  return body;
}

char *
igny_export_article_dup_name (const IgnyExportArticle *self)
{
  const char *slug;

  g_return_val_if_fail (self != NULL, NULL);

  slug = self->content->slug;
  return igny_text_slugify (slug != NULL && *slug != '\0' ? slug : self->content->title, 80);
}
