/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-export-articles.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "igny-export-article.h"
#include "igny-export-markdown.h"
#include "igny-export-wxr.h"

typedef struct
{
  const IgnyRun    *run;
  const IgnyScope  *scope;
  IgnyArticleFormat format;
  const char       *path;
  IgnyExportCounts *counts;
  GArray           *rows;
  gboolean          single; /* one file */
  GString          *text;   /* of it */
  IgnyExportWxr    *wxr;
  char             *place; /* the folder until it is whole */
  GPtrArray        *made;  /* of char *: files and folders in it, in order */
  GHashTable       *names; /* of articles */
  GString          *index; /* the folder's list of articles */
} Export;

gboolean
igny_article_format_parse (const char        *word,
                           IgnyArticleFormat *format)
{
  static const char *const words[] = { "html", "markdown", "wxr" };

  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

/* --- files ---------------------------------------------------------------- */

static gboolean
fail_file (GError    **error,
           const char *path)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
               "write “%s”: %s. Allow writing there, or choose another place", path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
save (const char *path,
      const char *text,
      gssize      length,
      GError    **error)
{
  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0644,
                                   error);
}

/* A file of the folder; name has no more than one folder in it. */
static gboolean
save_inside (Export     *self,
             const char *name,
             const char *text,
             gssize      length,
             GError    **error)
{
  g_autofree char *path = g_build_filename (self->place, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      if (g_mkdir (folder, 0755) != 0)
        return fail_file (error, folder);
      g_ptr_array_add (self->made, g_strdup (folder));
    }
  if (!save (path, text, length, error))
    return FALSE;
  g_ptr_array_add (self->made, g_steal_pointer (&path));
  return TRUE;
}

static void
remove_place (Export *self)
{
  for (guint i = self->made->len; i-- > 0;)
    g_remove (self->made->pdata[i]);
  g_rmdir (self->place);
}

static gboolean
make_place (Export  *self,
            GError **error)
{
  g_autoptr(GDir) dir = g_dir_open (self->path, 0, NULL);

  if ((dir != NULL && g_dir_read_name (dir) != NULL) ||
      (dir == NULL && g_file_test (self->path, G_FILE_TEST_EXISTS)))
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
                   "write “%s”: it is not empty. Choose a new folder", self->path);
      return FALSE;
    }
  self->place = g_strconcat (self->path, ".XXXXXX", NULL);
  return g_mkdtemp_full (self->place, 0755) != NULL || fail_file (error, self->path);
}

/* --- pictures ------------------------------------------------------------- */

static char *
dup_file_address (const IgnyExportPicture *picture)
{
  g_autofree char *name = picture->bytes != NULL ? g_path_get_basename (picture->path) : NULL;

  return name != NULL ? g_strconcat ("media/", name, NULL) : NULL;
}

static char *
dup_site_address (const IgnyExportPicture *picture)
{
  return g_strdup (picture->site_url);
}

/* In the place of the pictures of a single file: where it stands, until the
 * bytes are put in, which no sanitizer lets pass. */
static char *
dup_inner_address (const IgnyExportPicture *picture)
{
  return picture->bytes != NULL ? g_strconcat ("igny8-inside-", picture->uuid, NULL) : NULL;
}

static char *
put_in (Export                  *self,
        const IgnyExportArticle *article,
        const char              *body)
{
  GString *text = g_string_new (body);

  for (guint i = 0; i < article->pictures->len; i++)
    {
      const IgnyExportPicture *picture = article->pictures->pdata[i];
      g_autofree char         *address = dup_inner_address (picture);
      g_autofree char         *coded = NULL;
      g_autofree char         *data = NULL;
      const char              *ending = strrchr (picture->path, '.');
      gsize                    size;
      const guint8            *bytes;

      if (address == NULL || ending == NULL || strstr (text->str, address) == NULL)
        continue;
      bytes = g_bytes_get_data (picture->bytes, &size);
      coded = g_base64_encode (bytes, size);
      data = g_strdup_printf ("data:image/%s;base64,%s",
                              g_str_equal (ending, ".jpg") ? "jpeg" : ending + 1, coded);
      g_string_replace (text, address, data, 0);
      self->counts->n_pictures++;
    }
  return g_string_free (text, FALSE);
}

static gboolean
save_pictures (Export                  *self,
               const IgnyExportArticle *article,
               const char              *body,
               GError                 **error)
{
  for (guint i = 0; i < article->pictures->len; i++)
    {
      const IgnyExportPicture *picture = article->pictures->pdata[i];
      g_autofree char         *name = dup_file_address (picture);
      g_autofree char         *path = NULL;
      gsize                    size;
      const char              *bytes;

      if (name == NULL || strstr (body, name) == NULL)
        continue;
      self->counts->n_pictures++;
      path = g_build_filename (self->place, name, NULL);
      bytes = g_bytes_get_data (picture->bytes, &size);
      if (!g_file_test (path, G_FILE_TEST_EXISTS) &&
          !save_inside (self, name, bytes, (gssize) size, error))
        return FALSE;
    }
  return TRUE;
}

/* --- texts ---------------------------------------------------------------- */

static char *
escape (const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

/* The featured picture stands above the text, where a theme would have it. */
static char *
write_featured (const IgnyExportArticle *article,
                IgnyExportAddressFunc    dup_address)
{
  for (guint i = 0; i < article->pictures->len; i++)
    {
      const IgnyExportPicture *picture = article->pictures->pdata[i];
      g_autofree char         *address = picture->featured ? dup_address (picture) : NULL;
      g_autofree char         *alt = escape (picture->alt);

      if (address != NULL && (article->content->html_content == NULL ||
                              strstr (article->content->html_content, picture->uuid) == NULL))
        return g_strdup_printf ("<p><img src=\"%s\" alt=\"%s\"></p>\n", address, alt);
    }
  return g_strdup ("");
}

static char *
write_body (Export                  *self,
            const IgnyExportArticle *article,
            GError                 **error)
{
  IgnyExportAddressFunc dup_address = self->single ? dup_inner_address : dup_file_address;
  g_autofree char      *title = escape (article->content->title);
  g_autofree char      *featured = write_featured (article, dup_address);
  g_autofree char      *body =
      igny_export_article_write (article, IGNY_WORDPRESS_FORM_CLASSIC, TRUE, dup_address,
                                 &self->counts->n_left_out, error);

  return body != NULL ? g_strdup_printf ("<h1>%s</h1>\n%s%s\n", title, featured, body) : NULL;
}

static char *
write_page (const char *title,
            const char *description,
            const char *body)
{
  g_autofree char *name = escape (title);
  g_autofree char *about = escape (description);

  return g_strdup_printf ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<title>%s</title>\n<meta name=\"description\" content=\"%s\">\n"
                          "<style>body { max-width: 42em; margin: 2em auto; padding: 0 1em;"
                          " font: 1.05em/1.6 sans-serif } img { max-width: 100%% }</style>\n"
                          "</head>\n<body>\n%s</body>\n</html>\n",
                          name, about, body);
}

/* A line of the head that tools for static sites read; JSON's strings are
 * YAML's, too. */
static void
append_head (GString    *out,
             const char *name,
             const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "%s: \"", name);
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else
      g_string_append_c (out, (guchar) *p < ' ' ? ' ' : *p);
  g_string_append (out, "\"\n");
}

static char *
write_markdown (const IgnyExportArticle *article,
                const char              *html,
                GError                 **error)
{
  const IgnyContent *content = article->content;
  g_autofree char   *name = igny_export_article_dup_name (article);
  g_autofree char   *body = igny_export_markdown_from_html (html, error);
  g_autofree char   *date = igny_number_to_iso8601 (content->record.updated_at);
  GString           *out;

  if (body == NULL)
    return NULL;
  out = g_string_new ("---\n");
  append_head (out, "title", content->title);
  append_head (out, "slug", name);
  append_head (out, "date", date);
  append_head (out, "status", content->status);
  append_head (out, "seo_title", content->meta_title);
  append_head (out, "description", content->meta_description);
  append_head (out, "keyword", content->primary_keyword);
  append_head (out, "categories", content->categories);
  append_head (out, "tags", content->tags);
  g_string_append_printf (out, "---\n\n%s", body);
  return g_string_free (out, FALSE);
}

/* A name in the folder that no other article has. */
static char *
take_name (Export                  *self,
           const IgnyExportArticle *article)
{
  g_autofree char *stem = igny_export_article_dup_name (article);
  char            *name = g_strdup (*stem != '\0' ? stem : "article");

  for (guint n = 2; g_str_equal (name, "index") || g_hash_table_contains (self->names, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, n);
    }
  g_hash_table_add (self->names, g_strdup (name));
  return name;
}

static gboolean
add_to_folder (Export                  *self,
               const IgnyExportArticle *article,
               const char              *body,
               GError                 **error)
{
  gboolean         html = self->format == IGNY_EXPORT_HTML;
  g_autofree char *stem = take_name (self, article);
  g_autofree char *name = g_strconcat (stem, html ? ".html" : ".md", NULL);
  g_autofree char *title = escape (article->content->title);
  g_autofree char *text =
      html ? write_page (article->content->title, article->content->meta_description, body)
           : write_markdown (article, body, error);

  g_string_append_printf (self->index, "<li><a href=\"%s\">%s</a></li>\n", name, title);
  return text != NULL && save_pictures (self, article, body, error) &&
         save_inside (self, name, text, -1, error);
}

static gboolean
add_to_file (Export                  *self,
             const IgnyExportArticle *article,
             const char              *body,
             GError                 **error)
{
  g_autofree char *text = self->format == IGNY_EXPORT_HTML
                              ? put_in (self, article, body)
                              : write_markdown (article, body, error);

  if (text == NULL)
    return FALSE;
  if (self->format == IGNY_EXPORT_HTML)
    g_string_append_printf (self->text, "<article>\n%s</article>\n", text);
  else
    g_string_append_printf (self->text, "%s%s", self->text->len > 0 ? "\n" : "", text);
  return TRUE;
}

static gboolean
add_article (Export  *self,
             gint64   row,
             GError **error)
{
  g_autoptr(IgnyExportArticle) article = igny_export_article_load (self->run, row, error);
  g_autofree char *body = NULL;

  if (article == NULL)
    return FALSE;
  if (self->format == IGNY_EXPORT_WXR)
    {
      body = igny_export_article_write (article,
                                        article->blocks ? IGNY_WORDPRESS_FORM_BLOCKS
                                                        : IGNY_WORDPRESS_FORM_CLASSIC,
                                        FALSE, dup_site_address, &self->counts->n_left_out, error);
      if (body != NULL)
        igny_export_wxr_add (self->wxr, article, body);
      return body != NULL;
    }
  body = write_body (self, article, error);
  if (body == NULL)
    return FALSE;
  return self->single ? add_to_file (self, article, body, error)
                      : add_to_folder (self, article, body, error);
}

/* --- the whole ------------------------------------------------------------ */

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Export *self = data;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  cursor = igny_db_query (db,
                          "SELECT row FROM content WHERE deleted_step IS NULL AND is_brief = 0 AND"
                          " html_content IS NOT NULL AND (?1 = 0 OR site = ?1) AND"
                          " (?2 = 0 OR sector = ?2) AND " IGNY_RECORDS_MINE " ORDER BY row",
                          IGNY_BINDS (IGNY_BIND_INT (self->scope->site),
                                      IGNY_BIND_INT (self->scope->sector)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (self->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_all (Export  *self,
         GError **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      igny_run_report (self->run, IGNY_PHASE_PREP, i * 1000 / self->rows->len, i + 1,
                       self->rows->len, _ ("Writing article %u of %u"), i + 1, self->rows->len);
      if (g_cancellable_set_error_if_cancelled (self->run->cancellable, error) ||
          !add_article (self, g_array_index (self->rows, gint64, i), error))
        return FALSE;
      self->counts->n_articles++;
    }
  return TRUE;
}

static gboolean
finish_folder (Export  *self,
               GError **error)
{
  g_autofree char *list = g_strdup_printf ("<ul>\n%s</ul>\n", self->index->str);
  g_autofree char *title = g_path_get_basename (self->path);
  g_autofree char *page = write_page (title, NULL, list);

  if (self->format == IGNY_EXPORT_HTML && !save_inside (self, "index.html", page, -1, error))
    return FALSE;
  return g_rename (self->place, self->path) == 0 || fail_file (error, self->path);
}

static gboolean
finish_file (Export  *self,
             GError **error)
{
  g_autofree char *title = g_path_get_basename (self->path);
  g_autofree char *text = NULL;

  if (self->format == IGNY_EXPORT_WXR)
    text = igny_export_wxr_finish (g_steal_pointer (&self->wxr));
  else if (self->format == IGNY_EXPORT_HTML)
    text = write_page (title, NULL, self->text->str);
  else
    text = g_strdup (self->text->str);
  return save (self->path, text, -1, error);
}

static gboolean export(Export  *self,
                       GError **error)
{
  gboolean ok;

  if (self->rows->len == 0 &&
      !igny_store_read (self->run->store, list_cb, self, self->run->cancellable, error))
    return FALSE;
  if (self->rows->len == 0)
    {
      g_set_error_literal (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                           "there are no articles to export yet; write or open one first");
      return FALSE;
    }
  if (self->single)
    return add_all (self, error) && finish_file (self, error);
  if (!make_place (self, error))
    return FALSE;
  ok = add_all (self, error) && finish_folder (self, error);
  if (!ok)
    remove_place (self);
  return ok;
}

static gboolean
is_single (IgnyArticleFormat format,
           const char       *path)
{
  static const char *const endings[] = { ".html", ".md" };

  return format == IGNY_EXPORT_WXR || g_str_has_suffix (path, endings[format]);
}

gboolean
igny_export_articles (const IgnyRun    *run,
                      const IgnyScope  *scope,
                      const GArray     *rows,
                      IgnyArticleFormat format,
                      const char       *path,
                      IgnyExportCounts *counts,
                      GError          **error)
{
  Export   self = { .run = run, .scope = scope, .format = format, .path = path, .counts = counts };
  gboolean ok;

  g_return_val_if_fail (run != NULL && scope != NULL && path != NULL && counts != NULL, FALSE);

  *counts = (IgnyExportCounts){ 0 };
  self.single = is_single (format, path);
  self.rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (rows != NULL && rows->len > 0)
    g_array_append_vals (self.rows, rows->data, rows->len);
  self.text = g_string_new (NULL);
  self.index = g_string_new (NULL);
  self.wxr = igny_export_wxr_new (igny_env_now_ms (igny_store_get_env (run->store)));
  self.made = g_ptr_array_new_with_free_func (g_free);
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = export(&self, error);
  g_array_unref (self.rows);
  g_string_free (self.text, TRUE);
  g_string_free (self.index, TRUE);
  g_clear_pointer (&self.wxr, igny_export_wxr_free);
  g_ptr_array_unref (self.made);
  g_hash_table_unref (self.names);
  g_free (self.place);
  return ok;
}
