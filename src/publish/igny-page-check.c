/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-check.h"

#include <string.h>

#include "igny-content.h"
#include "igny-settings.h"
#include "igny-site.h"

#define MAX_SUGGESTIONS 10

typedef struct
{
  char *title;
  char *url;
  char *keyword;
} Other;

typedef struct
{
  IgnyStore   *store;
  gint64       row;
  IgnyContent *content;
  char        *host;
  gboolean     english;
  GPtrArray   *keywords; /* of char *, NULL at the end */
  GPtrArray   *others;   /* of Other */
} Question;

static void
other_free (gpointer data)
{
  Other *other = data;

  g_free (other->title);
  g_free (other->url);
  g_free (other->keyword);
  g_free (other);
}

static void
suggestion_free (gpointer data)
{
  IgnyLinkSuggestion *suggestion = data;

  g_free (suggestion->title);
  g_free (suggestion->url);
  g_free (suggestion->phrase);
  g_free (suggestion);
}

static gboolean
read_keywords (IgnyDb   *db,
               Question *question,
               GError  **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT k.keyword FROM task_keywords l JOIN keywords k ON k.row = l.keyword"
      " WHERE l.task = ?1 AND l.deleted_step IS NULL AND k.account = my_account ()"
      " ORDER BY l.position LIMIT 500",
      IGNY_BINDS (IGNY_BIND_INT (question->content->task)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (question->keywords, g_strdup (igny_cursor_get_text (cursor, 0)));
  g_ptr_array_add (question->keywords, NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_others (IgnyDb   *db,
             Question *question,
             GError  **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT title, post_url, primary_keyword FROM content WHERE site = ?1 AND row <> ?2 AND"
      " account = my_account () AND deleted_step IS NULL ORDER BY row LIMIT 20000",
      IGNY_BINDS (IGNY_BIND_INT (question->content->site), IGNY_BIND_INT (question->row)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      Other *other = g_new0 (Other, 1);

      other->title = g_strdup (igny_cursor_get_text (cursor, 0));
      other->url = g_strdup (igny_cursor_get_text (cursor, 1));
      other->keyword = g_strdup (igny_cursor_get_text (cursor, 2));
      g_ptr_array_add (question->others, other);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Question        *question = data;
  g_autofree char *language = igny_settings_dup (db, igny_store_get_account (question->store),
                                                 "general.language");
  g_autoptr(IgnySite) site = NULL;

  question->content = igny_records_load (db, &igny_content_entity, question->row, error);
  if (question->content == NULL)
    return FALSE;
  site = igny_records_load (db, &igny_site_entity, question->content->site, error);
  if (site == NULL)
    return FALSE;
  question->host = g_strdup (site->domain);
  question->english = g_ascii_strncasecmp (language, "en", 2) == 0;
  return read_keywords (db, question, error) && read_others (db, question, error);
}

/* The phrase of other that stands in the text, or NULL. */
static const char *
find_phrase (const char  *text,
             const Other *other)
{
  const char *phrases[] = { other->keyword, other->title };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      const char *one[] = { phrases[i], NULL };
      gboolean    found = FALSE;

      if (phrases[i] != NULL && igny_page_checks_cover (text, one, &found) == 1)
        return phrases[i];
    }
  return NULL;
}

static GPtrArray *
suggest (const Question *question,
         const char     *text)
{
  GPtrArray  *list = g_ptr_array_new_with_free_func (suggestion_free);
  const char *html = question->content->html_content;

  for (guint i = 0; i < question->others->len && list->len < MAX_SUGGESTIONS; i++)
    {
      const Other        *other = question->others->pdata[i];
      const char         *phrase = NULL;
      IgnyLinkSuggestion *suggestion = NULL;

      if (other->url == NULL || *other->url == '\0' ||
          g_strcmp0 (other->url, question->content->post_url) == 0 ||
          (html != NULL && strstr (html, other->url) != NULL))
        continue;
      phrase = find_phrase (text, other);
      if (phrase == NULL)
        continue;
      suggestion = g_new0 (IgnyLinkSuggestion, 1);
      suggestion->title = g_strdup (other->title);
      suggestion->url = g_strdup (other->url);
      suggestion->phrase = g_strdup (phrase);
      g_ptr_array_add (list, suggestion);
    }
  return list;
}

static IgnyPageReport *
look_at (const Question *question,
         GError        **error)
{
  const IgnyContent *content = question->content;
  const char        *html = content->html_content != NULL ? content->html_content : "";
  g_autoptr(IgnyPageReport) report = g_new0 (IgnyPageReport, 1);
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *text = igny_html_to_text (html, error);
  char             id[IGNY_ID_TEXT_SIZE];
  IgnyPage         page = { content->title, content->meta_title, content->meta_description };

  if (text == NULL)
    return NULL;
  for (guint i = 0; i < question->others->len; i++)
    g_ptr_array_add (titles, ((const Other *) question->others->pdata[i])->title);
  g_ptr_array_add (titles, NULL);
  page.slug = content->slug;
  page.html = html;
  page.primary_keyword = content->primary_keyword;
  page.keywords = (const char *const *) question->keywords->pdata;
  page.other_titles = (const char *const *) titles->pdata;
  page.host = question->host;
  page.english = question->english;
  report->checks = igny_page_checks_run (&page, error);
  if (report->checks == NULL)
    return NULL;

  igny_id_to_text (&content->record.id, id);
  report->id = g_strdup (id);
  report->suggestions = suggest (question, text);
  return g_steal_pointer (&report);
}

IgnyPageReport *
igny_page_check (const IgnyRun *run,
                 gint64         content,
                 GError       **error)
{
  Question        question = { .row = content };
  IgnyPageReport *report = NULL;
  GError         *local = NULL;

  g_return_val_if_fail (run != NULL, NULL);

  question.store = run->store;
  question.keywords = g_ptr_array_new_with_free_func (g_free);
  question.others = g_ptr_array_new_with_free_func (other_free);
  if (igny_store_read (run->store, read_cb, &question, run->cancellable, &local))
    report = look_at (&question, &local);
  igny_record_free (question.content);
  g_free (question.host);
  g_ptr_array_unref (question.keywords);
  g_ptr_array_unref (question.others);
  if (local != NULL)
    g_propagate_error (error, local);
  return report;
}

void
igny_page_report_free (IgnyPageReport *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_free (self);
}
