/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-store.h"

#include <glib/gi18n.h>

#include "igny-contents.h"
#include "igny-edit.h"
#include "igny-html.h"
#include "igny-records.h"
#include "igny-settings.h"

#define MAX_KEYWORDS 500
#define MAX_TITLES 5000

G_DEFINE_QUARK (igny_editor_store_error, igny_editor_store_error)

static void
free_keyword (gpointer data)
{
  IgnyEditorKeyword *keyword = data;

  g_free (keyword->keyword);
  g_free (keyword);
}

IgnyEditorArticle *
igny_editor_article_new (gint64 row)
{
  IgnyEditorArticle *self = g_new0 (IgnyEditorArticle, 1);

  self->row = row;
  self->keywords = g_ptr_array_new_with_free_func (free_keyword);
  return self;
}

void
igny_editor_article_free (IgnyEditorArticle *self)
{
  if (self == NULL)
    return;
  igny_record_free (self->content);
  igny_record_free (self->typed);
  g_ptr_array_unref (self->keywords);
  g_strfreev (self->titles);
  g_free (self->domain);
  g_free (self->place);
  g_free (self);
}

IgnyEditorWrite *
igny_editor_write_new (gint64 row)
{
  IgnyEditorWrite *self = g_new0 (IgnyEditorWrite, 1);

  self->article = igny_editor_article_new (row);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->errors = igny_errors_new ();
  return self;
}

void
igny_editor_write_add (IgnyEditorWrite *self,
                       const char      *field,
                       const char      *value)
{
  g_return_if_fail (self != NULL && field != NULL);

  g_ptr_array_add (self->values, g_strdup (field));
  g_ptr_array_add (self->values, g_strdup (value != NULL ? value : ""));
}

void
igny_editor_write_free (IgnyEditorWrite *self)
{
  if (self == NULL)
    return;
  igny_editor_article_free (self->article);
  g_ptr_array_unref (self->values);
  igny_errors_free (self->errors);
  g_free (self);
}

static gboolean
read_keywords (IgnyDb            *db,
               IgnyEditorArticle *article,
               GError           **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT k.keyword, k.volume FROM task_keywords t"
                          " JOIN keywords k ON k.row = t.keyword"
                          " WHERE t.task = ?1 AND t.deleted_step IS NULL AND k.deleted_step IS NULL"
                          " ORDER BY ifnull(k.volume, -1) DESC, t.position LIMIT ?2",
                          IGNY_BINDS (IGNY_BIND_INT (article->content->task),
                                      IGNY_BIND_INT (MAX_KEYWORDS)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyEditorKeyword *keyword = g_new0 (IgnyEditorKeyword, 1);

      keyword->keyword = g_strdup (igny_cursor_get_text (cursor, 0));
      keyword->volume = igny_cursor_get_integer (cursor, 1);
      g_ptr_array_add (article->keywords, keyword);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
read_place (IgnyDb            *db,
            IgnyEditorArticle *article,
            GError           **error)
{
  const IgnyBind *row = IGNY_BINDS (IGNY_BIND_INT (article->row));

  return igny_db_get_text (db,
                           "SELECT s.domain FROM content c JOIN sites s ON s.row = c.site"
                           " WHERE c.row = ?1",
                           row, &article->domain, error) &&
         igny_db_get_text (db,
                           "SELECT s.name || ' › ' || t.name FROM content c"
                           " JOIN sites s ON s.row = c.site"
                           " JOIN sectors t ON t.row = c.sector WHERE c.row = ?1",
                           row, &article->place, error);
}

static gboolean
read_titles (IgnyDb            *db,
             IgnyEditorArticle *article,
             GError           **error)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT title FROM content WHERE site = ?1 AND row <> ?2 AND"
                          " account = my_account () AND deleted_step IS NULL LIMIT ?3",
                          IGNY_BINDS (IGNY_BIND_INT (article->content->site),
                                      IGNY_BIND_INT (article->row), IGNY_BIND_INT (MAX_TITLES)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    if (igny_cursor_get_text (cursor, 0) != NULL)
      g_ptr_array_add (titles, g_strdup (igny_cursor_get_text (cursor, 0)));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_ptr_array_add (titles, NULL);
  g_strfreev (article->titles);
  article->titles = (char **) g_ptr_array_steal (titles, NULL);
  return TRUE;
}

static gboolean
read_language (IgnyDb            *db,
               IgnyEditorArticle *article,
               GError           **error)
{
  g_autofree char *language = NULL;
  gint64           account = 0;

  if (!igny_db_get_integer (db, "SELECT my_account ()", NULL, &account, error))
    return FALSE;
  language = igny_settings_dup (db, account, "general.language");
  article->english = g_ascii_strncasecmp (language, "en", 2) == 0;
  return TRUE;
}

static gboolean
read_article (IgnyDb            *db,
              IgnyEditorArticle *article,
              GError           **error)
{
  g_autofree char *clean = NULL;

  article->content = igny_records_load (db, &igny_content_entity, article->row, error);
  if (article->content == NULL)
    return FALSE;
  if (article->content->html_content != NULL)
    {
      clean = igny_html_sanitize (article->content->html_content, IGNY_HTML_FROM_SITE, error);
      if (clean == NULL)
        return FALSE;
      g_free (article->content->html_content);
      article->content->html_content = g_steal_pointer (&clean);
    }
  return read_keywords (db, article, error) && read_place (db, article, error) &&
         read_titles (db, article, error) && read_language (db, article, error);
}

gboolean
igny_editor_store_read (IgnyDb       *db,
                        gpointer      data,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_return_val_if_fail (db != NULL && data != NULL, FALSE);

  return read_article (db, data, error);
}

static gboolean
is_same_text (IgnyDb     *db,
              gint64      row,
              const char *html)
{
  g_autoptr(IgnyContent) content = igny_records_load (db, &igny_content_entity, row, NULL);
  g_autofree char *clean = NULL;
  const char      *old;

  if (content == NULL)
    return FALSE;
  old = content->html_content != NULL ? content->html_content : "";
  clean = igny_html_sanitize (html, igny_contents_get_html_flags (content), NULL);
  return g_strcmp0 (old, clean) == 0;
}

/* A page writes the same text in other words than the sanitizer: that is no
 * change, and would be an undo that does nothing. */
static void
drop_same_text (IgnyDb          *db,
                IgnyEditorWrite *write)
{
  for (guint i = 0; i < write->values->len; i += 2)
    if (g_str_equal (write->values->pdata[i], "html_content"))
      {
        if (is_same_text (db, write->article->row, write->values->pdata[i + 1]))
          g_ptr_array_remove_range (write->values, i, 2);
        return;
      }
}

gboolean
igny_editor_store_write (IgnyStep     *step,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  IgnyEditorWrite           *write = data;
  gsize                      n_values;
  g_autofree IgnyAssignment *values = NULL;

  g_return_val_if_fail (step != NULL && write != NULL, FALSE);

  drop_same_text (igny_step_get_db (step), write);
  n_values = write->values->len / 2;
  if (n_values == 0)
    {
      g_set_error_literal (error, IGNY_EDITOR_STORE_ERROR, IGNY_EDITOR_STORE_ERROR_SAME,
                           "save the article: it is saved already");
      return FALSE;
    }
  values = g_new0 (IgnyAssignment, n_values);
  for (gsize i = 0; i < n_values; i++)
    {
      values[i].field = write->values->pdata[2 * i];
      values[i].value = write->values->pdata[2 * i + 1];
    }
  if (!igny_edit_set (step, &igny_content_entity, write->article->row, values, n_values,
                      write->errors, error) ||
      !read_article (igny_step_get_db (step), write->article, error))
    return FALSE;
  igny_step_set_label (step, _ ("Edit “%s”"), write->article->content->title);
  return TRUE;
}
