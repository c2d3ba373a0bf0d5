/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-reading.h"

#include <string.h>

#include "igny-html.h"
#include "igny-page-checks.h"
#include "igny-text.h"

typedef struct
{
  char    *title;
  char    *html;
  char   **keywords;
  char   **values; /* name, value … */
  char   **titles;
  char    *host;
  gboolean english;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->title);
  g_free (question->html);
  g_strfreev (question->keywords);
  g_strfreev (question->values);
  g_strfreev (question->titles);
  g_free (question->host);
  g_free (question);
}

/* Letters and digits of the normalized text, one space between words and at
 * both ends: then a phrase is there when " phrase " is. */
static char *
flatten (const char *text)
{
  g_autofree char *normal = igny_text_normalize (text);
  GString         *flat = g_string_new (" ");

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (flat, c);
      else if (c != '\'' && flat->str[flat->len - 1] != ' ')
        g_string_append_c (flat, ' ');
    }
  if (flat->str[flat->len - 1] != ' ')
    g_string_append_c (flat, ' ');
  return g_string_free (flat, FALSE);
}

static gboolean
has_phrase (const char *flat,
            const char *keyword)
{
  g_autofree char *phrase = flatten (keyword);

  return strlen (phrase) > 2 && strstr (flat, phrase) != NULL;
}

static const char *
find_value (const Question *question,
            const char     *name)
{
  for (char **p = question->values; p[0] != NULL && p[1] != NULL; p += 2)
    if (g_str_equal (p[0], name))
      return p[1];
  return NULL;
}

static GPtrArray *
check (const Question *question)
{
  IgnyPage page = {
    .title = question->title,
    .meta_title = find_value (question, "meta_title"),
    .meta_description = find_value (question, "meta_description"),
    .slug = find_value (question, "slug"),
    .html = question->html,
    .primary_keyword = find_value (question, "primary_keyword"),
    .keywords = (const char *const *) question->keywords,
    .other_titles = (const char *const *) question->titles,
    .host = question->host,
    .english = question->english,
  };

  return igny_page_checks_run (&page, NULL);
}

static void
read_cb (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Question          *question = data;
  IgnyEditorReading *reading = g_new0 (IgnyEditorReading, 1);
  g_autofree char   *text = igny_html_to_text (question->html, NULL);
  g_autofree char   *whole = g_strconcat (question->title, "\n", text != NULL ? text : "", NULL);
  g_autofree char   *flat = flatten (whole);

  reading->words = igny_html_count_words (question->html);
  reading->headings = igny_html_headings (question->html, NULL);
  if (reading->headings == NULL)
    reading->headings = g_ptr_array_new ();
  reading->n_keywords = g_strv_length (question->keywords);
  reading->covered = g_new0 (gboolean, reading->n_keywords + 1);
  for (guint i = 0; i < reading->n_keywords; i++)
    reading->covered[i] = has_phrase (flat, question->keywords[i]);
  reading->checks = check (question);
  g_task_return_pointer (task, reading, (GDestroyNotify) igny_editor_reading_free);
}

void
igny_editor_reading_free (IgnyEditorReading *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->headings);
  g_free (self->covered);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_free (self);
}

void
igny_editor_reading_make_async (const char              *title,
                                const char              *html,
                                const GPtrArray         *values,
                                const IgnyEditorArticle *article,
                                GCancellable            *cancellable,
                                GAsyncReadyCallback      callback,
                                gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GPtrArray *keywords;
  Question  *question;

  g_return_if_fail (title != NULL && html != NULL && values != NULL && article != NULL);

  keywords = article->keywords;
  question = g_new0 (Question, 1);
  question->titles = g_strdupv (article->titles);
  question->host = g_strdup (article->domain);
  question->english = article->english;
  question->values = g_new0 (char *, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    question->values[i] = g_strdup (values->pdata[i]);
  question->title = g_strdup (title);
  question->html = g_strdup (html);
  question->keywords = g_new0 (char *, keywords->len + 1);
  for (guint i = 0; i < keywords->len; i++)
    question->keywords[i] = g_strdup (((IgnyEditorKeyword *) keywords->pdata[i])->keyword);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, read_cb);
}

IgnyEditorReading *
igny_editor_reading_make_finish (GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
