/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publish-article.h"

#include <glib/gi18n.h>

#include "igny-contents.h"
#include "igny-keyring.h"
#include "igny-present.h"
#include "igny-settings.h"
#include "igny-task.h"

typedef struct
{
  IgnyStore          *store;
  gint64              row;
  IgnyPublishArticle *article;
} Load;

static void
add_meta (IgnyPublishArticle *self,
          const char         *name,
          char               *value)
{
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  g_ptr_array_add (self->meta, g_strdup (name));
  g_ptr_array_add (self->meta, value);
}

static char *
join_keyword_ids (IgnyDb *db,
                  gint64  task)
{
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db,
                                "SELECT k.id FROM task_keywords l JOIN keywords k ON"
                                " k.row = l.keyword WHERE l.task = ?1 AND"
                                " l.deleted_step IS NULL ORDER BY l.position",
                                IGNY_BINDS (IGNY_BIND_INT (task)), NULL);
  GString *ids = g_string_new (NULL);
  IgnyId   id;
  char     text[IGNY_ID_TEXT_SIZE];

  while (cursor != NULL && igny_cursor_next (cursor, NULL))
    if (igny_cursor_get_id (cursor, 0, &id))
      {
        igny_id_to_text (&id, text);
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "", text);
      }
  return g_string_free (ids, FALSE);
}

static gboolean
load_meta (IgnyDb             *db,
           IgnyPublishArticle *self,
           GError            **error)
{
  const IgnyContent *content = self->content;
  g_autoptr(IgnyTask) task = igny_records_load (db, &igny_task_entity, content->task, error);
  const IgnyEntity *clusters = igny_entity_find_field (&igny_task_entity, "cluster")->target;
  const IgnyEntity *sectors = igny_entity_find_field (&igny_task_entity, "sector")->target;

  if (task == NULL)
    return FALSE;
  add_meta (self, "primary_keyword", g_strdup (content->primary_keyword));
  add_meta (self, "secondary_keywords", g_strdup (content->secondary_keywords));
  add_meta (self, "_igny8_task_id", igny_present_dup_id (db, &igny_task_entity, content->task));
  add_meta (self, "_igny8_cluster_id", igny_present_dup_id (db, clusters, task->cluster));
  add_meta (self, "_igny8_sector_id", igny_present_dup_id (db, sectors, content->sector));
  add_meta (self, "_igny8_keyword_ids", join_keyword_ids (db, content->task));
  g_ptr_array_add (self->meta, NULL);
  return TRUE;
}

static char **
split_names (const char *text)
{
  char **names = g_strsplit (text != NULL ? text : "", ",", 50);
  guint  kept = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*g_strstrip (names[i]) != '\0')
        names[kept++] = names[i];
      else
        g_free (names[i]);
    }
  names[kept] = NULL;
  return names;
}

gboolean
igny_publish_article_wants_blocks (IgnyDb         *db,
                                   gint64          account,
                                   const IgnySite *site)
{
  g_return_val_if_fail (db != NULL && site != NULL, FALSE);

  if (site->wp_form != NULL && *site->wp_form != '\0')
    return g_str_equal (site->wp_form, "blocks");
  return igny_settings_get_number (db, account, "wordpress.blocks") != 0;
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Load               *load = data;
  IgnyPublishArticle *self = load->article;
  gint64              account = igny_store_get_account (load->store);

  self->content = igny_records_load (db, &igny_content_entity, load->row, error);
  if (self->content == NULL)
    return FALSE;
  self->site = igny_records_load (db, &igny_site_entity, self->content->site, error);
  if (self->site == NULL)
    return FALSE;
  self->allow_http = igny_settings_get_number (db, account, "wordpress.allow-http") != 0;
  self->blocks = igny_publish_article_wants_blocks (db, account, self->site);
  self->categories = split_names (self->content->categories);
  self->tags = split_names (self->content->tags);
  return load_meta (db, self, error);
}

char *
igny_publish_article_lookup_password (const IgnyRun  *run,
                                      const IgnySite *site,
                                      GError        **error)
{
  char id[IGNY_ID_TEXT_SIZE];

  g_return_val_if_fail (run != NULL && site != NULL, NULL);

  igny_id_to_text (&site->record.id, id);
  return igny_keyring_lookup ("wordpress", igny_store_get_account_id (run->store), id,
                              run->cancellable, error);
}

IgnyPublishArticle *
igny_publish_article_load (const IgnyRun *run,
                           gint64         content,
                           GError       **error)
{
  g_autoptr(IgnyPublishArticle) self = g_new0 (IgnyPublishArticle, 1);
  g_autoptr(GError) local = NULL;
  Load load = { run->store, content, self };

  g_return_val_if_fail (run != NULL, NULL);

  self->meta = g_ptr_array_new_with_free_func (g_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  if (!igny_store_read (run->store, load_cb, &load, run->cancellable, error))
    return NULL;
  /* Without an address nobody is asked for a password: the gate tells first. */
  if (self->site->wp_url != NULL && *self->site->wp_url != '\0')
    self->password = igny_publish_article_lookup_password (run, self->site, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
igny_publish_article_write_body (IgnyPublishArticle         *self,
                                 const IgnyWordpressPicture *pictures,
                                 guint                       n_pictures,
                                 GError                    **error)
{
  IgnyWordpressMarkup markup = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);

  markup.html = self->content->html_content != NULL ? self->content->html_content : "";
  markup.form = self->blocks ? IGNY_WORDPRESS_FORM_BLOCKS : IGNY_WORDPRESS_FORM_CLASSIC;
  markup.flags = igny_contents_get_html_flags (self->content);
  markup.pictures = pictures;
  markup.n_pictures = n_pictures;
  g_clear_pointer (&self->body, g_free);
  self->body = igny_wordpress_blocks_write (&markup, &self->pending, error);
  if (self->body == NULL)
    return FALSE;

  if (self->pending > 0)
    g_ptr_array_add (
        self->warnings,
        g_strdup_printf (ngettext ("%u picture has no file yet and was left out; make it and "
                                   "publish again",
                                   "%u pictures have no files yet and were left out; make them "
                                   "and publish again",
                                   self->pending),
                         self->pending));
  return TRUE;
}

static const char *
first_of (const char *wanted,
          const char *otherwise)
{
  return wanted != NULL && *wanted != '\0' ? wanted : otherwise;
}

void
igny_publish_article_fill (IgnyPublishArticle   *self,
                           IgnyWordpressArticle *post)
{
  const IgnyContent *content;

  g_return_if_fail (self != NULL && post != NULL);

  content = self->content;
  post->post_id = content->wp_post_id;
  post->known_modified = content->wp_modified;
  post->title = first_of (content->meta_title, content->title);
  post->content = self->body;
  post->excerpt = first_of (content->excerpt, content->meta_description);
  post->slug = content->slug;
  post->categories = (const char *const *) self->categories;
  post->tags = (const char *const *) self->tags;
  post->seo_title = content->meta_title;
  post->seo_description = content->meta_description;
  post->seo_keyword = content->primary_keyword;
  post->meta = (const char *const *) self->meta->pdata;
}

void
igny_publish_article_free (IgnyPublishArticle *self)
{
  if (self == NULL)
    return;
  igny_record_free (self->content);
  igny_record_free (self->site);
  igny_keyring_free (self->password);
  g_free (self->body);
  g_strfreev (self->categories);
  g_strfreev (self->tags);
  g_ptr_array_unref (self->meta);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}
