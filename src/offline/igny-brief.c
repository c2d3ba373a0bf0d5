/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-brief.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-keyword-shape.h"
#include "igny-number.h"
#include "igny-text.h"
#include "igny-title-case.h"

#define QUESTIONS_MAX 8
#define PROMISES_MAX 4

static gboolean
is_filled (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Text from outside enters the page here and nowhere else. It is escaped as the
 * store's filter does it, which then has nothing to write anew and need not read
 * the page a second time; that was a third of the work. */
static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *tidy = igny_text_tidy (text);

  for (const char *p = tidy; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '<')
      g_string_append (out, "&lt;");
    else if (*p == '>')
      g_string_append (out, "&gt;");
    else
      g_string_append_c (out, *p);
}

static void
append_element (GString    *out,
                const char *element,
                const char *text)
{
  g_string_append_c (out, '<');
  g_string_append (out, element);
  g_string_append_c (out, '>');
  append_text (out, text);
  g_string_append (out, "</");
  g_string_append (out, element);
  g_string_append_c (out, '>');
}

static void
append_labeled (GString    *out,
                const char *label,
                const char *text)
{
  g_string_append (out, "<p>");
  append_element (out, "strong", label);
  g_string_append_c (out, ' ');
  append_text (out, text);
  g_string_append (out, "</p>\n");
}

static void
append_heading (GString    *out,
                const char *text)
{
  append_element (out, "h3", text);
  g_string_append_c (out, '\n');
}

static void
append_head (GString             *out,
             const IgnyBriefTask *task)
{
  append_element (out, "h2", _ ("Writing brief"));
  g_string_append (out, "\n<blockquote><p>");
  append_element (out, "strong", _ ("This is a brief, not an article."));
  g_string_append_c (out, ' ');
  append_text (out, _ ("It was put together without AI from the idea and its keywords. Write the "
                       "article in its place."));
  g_string_append (out, "</p></blockquote>\n");
  if (is_filled (task->title))
    append_labeled (out, _ ("Working title:"), task->title);
}

static void
append_goal (GString             *out,
             const IgnyBriefTask *task)
{
  append_heading (out, _ ("Goal"));
  if (is_filled (task->description))
    {
      append_element (out, "p", task->description);
      g_string_append_c (out, '\n');
    }
  if (task->n_keywords > 0)
    append_labeled (out, _ ("Be the best answer for:"), task->keywords[0]);
  if (is_filled (task->cluster))
    append_labeled (out, _ ("Cluster:"), task->cluster);
}

static IgnyIntent
find_intent (const IgnyBriefTask *task,
             guint                i)
{
  g_autofree char *text = NULL;

  if (task->intents != NULL && task->intents[i] != IGNY_INTENT_NONE)
    return task->intents[i];
  text = igny_text_normalize (task->keywords[i]);
  return igny_intent_guess (text);
}

static const char *
get_intent_label (IgnyIntent intent)
{
  static const char *const labels[IGNY_N_INTENTS] = {
    "–",
    N_ ("Informational"),
    N_ ("Navigational"),
    N_ ("Commercial"),
    N_ ("Transactional"),
  };

  return _ (labels[intent]);
}

static const char *
get_reader (IgnyIntent intent)
{
  static const char *const readers[IGNY_N_INTENTS] = {
    N_ ("Readers look for an answer. Give it early, then explain it."),
    N_ ("Readers want to understand or do something. Give the answer early, then explain."),
    N_ ("Readers look for a certain place or name. Take them there without detours."),
    N_ ("Readers compare before they decide. Give criteria, differences and a clear advice."),
    N_ ("Readers are ready to act. Say what they get, for what price, and how to go on."),
  };

  return _ (readers[intent]);
}

static void
append_readers (GString             *out,
                const IgnyBriefTask *task)
{
  gint64     weights[IGNY_N_INTENTS] = { 0 };
  IgnyIntent lead;

  for (guint i = 0; i < task->n_keywords; i++)
    {
      gint64 volume = task->volumes != NULL ? task->volumes[i] : IGNY_UNKNOWN;

      volume = CLAMP (volume, 1, G_MAXINT32);
      weights[find_intent (task, i)] += volume;
    }
  lead = igny_intent_lead (weights);
  append_heading (out, _ ("Readers and intent"));
  if (lead != IGNY_INTENT_NONE)
    append_labeled (out, _ ("Main intent:"), get_intent_label (lead));
  append_element (out, "p", get_reader (lead));
  g_string_append_c (out, '\n');
  if (!igny_intent_is_mixed (weights))
    return;
  append_element (out, "p", _ ("The keywords want different things. Serve the main intent, link "
                               "to another page for the rest."));
  g_string_append_c (out, '\n');
}

static void
append_keyword_row (GString             *out,
                    const IgnyBriefTask *task,
                    guint                i)
{
  gint64           volume = task->volumes != NULL ? task->volumes[i] : IGNY_UNKNOWN;
  g_autofree char *number = volume != IGNY_UNKNOWN
                                ? g_strdup_printf ("%" G_GINT64_FORMAT, volume)
                                : g_strdup ("–");

  g_string_append (out, "<tr>");
  append_element (out, "td", task->keywords[i]);
  append_element (out, "td", i < task->n_primary ? _ ("Primary") : _ ("Secondary"));
  append_element (out, "td", number);
  append_element (out, "td", get_intent_label (find_intent (task, i)));
  g_string_append (out, "</tr>\n");
}

static void
append_keywords (GString             *out,
                 const IgnyBriefTask *task)
{
  if (task->n_keywords == 0)
    return;
  append_heading (out, _ ("Keywords"));
  g_string_append (out, "<table><thead><tr>");
  append_element (out, "th", _ ("Keyword"));
  append_element (out, "th", _ ("Role"));
  append_element (out, "th", _ ("Searches per month"));
  append_element (out, "th", _ ("Intent"));
  g_string_append (out, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < task->n_keywords; i++)
    append_keyword_row (out, task, i);
  g_string_append (out, "</tbody></table>\n");
}

static void
append_section (GString                  *out,
                const IgnyOutlineSection *section)
{
  g_autofree char *keywords = g_strjoinv (", ", section->keywords);

  append_element (out, "em", section->level == 3 ? "H3" : "H2");
  g_string_append_c (out, ' ');
  append_element (out, "strong", section->heading);
  if (is_filled (section->note))
    append_element (out, "p", section->note);
  if (is_filled (keywords))
    append_labeled (out, _ ("Use:"), keywords);
}

static void
append_outline (GString             *out,
                const IgnyBriefTask *task)
{
  gboolean open = FALSE; /* an item of the outer list */
  gboolean inner = FALSE;

  if (task->outline == NULL || task->outline->len == 0)
    return;
  append_heading (out, _ ("Outline"));
  g_string_append (out, "<ol>\n");
  for (guint i = 0; i < task->outline->len; i++)
    {
      const IgnyOutlineSection *section = task->outline->pdata[i];
      gboolean                  below = section->level == 3 && open;

      if (!below && open)
        g_string_append (out, inner ? "</ul></li>\n" : "</li>\n");
      if (below && !inner)
        g_string_append (out, "<ul>\n");
      inner = below;
      open = TRUE;
      g_string_append (out, "<li>");
      append_section (out, section);
      if (below)
        g_string_append (out, "</li>\n");
    }
  g_string_append (out, inner ? "</ul></li>\n</ol>\n" : "</li>\n</ol>\n");
}

static char *
make_question (const char *keyword)
{
  g_autofree char *plain = igny_text_normalize (keyword);
  g_autoptr(IgnyKeywordShape) shape = NULL;
  g_autofree char *text = NULL;

  shape = igny_keyword_shape_new (keyword, igny_keyword_shape_rate_english (plain) >= 0);
  if (shape->shape != IGNY_SHAPE_QUESTION && shape->shape != IGNY_SHAPE_HOW_TO)
    return NULL;
  text = igny_title_capitalize (shape->text);
  return g_str_has_suffix (text, "?") || !shape->english ? g_steal_pointer (&text)
                                                         : g_strconcat (text, "?", NULL);
}

static void
append_questions (GString             *out,
                  const IgnyBriefTask *task)
{
  guint count = 0;

  append_heading (out, _ ("Questions to answer"));
  g_string_append (out, "<ul>\n");
  for (guint i = 0; i < task->n_keywords && count < QUESTIONS_MAX; i++)
    {
      g_autofree char *text = make_question (task->keywords[i]);

      if (text == NULL)
        continue;
      append_element (out, "li", text);
      g_string_append_c (out, '\n');
      count++;
    }
  if (count < 2)
    append_element (out, "li", _ ("What does the reader want to have done or decided at the end?"));
  append_element (out, "li", _ ("What do people most often get wrong here?"));
  append_element (out, "li", _ ("What do you know from your own work that others do not say?"));
  g_string_append (out, "\n</ul>\n");
}

static void
append_length (GString             *out,
               const IgnyBriefTask *task)
{
  gint64           words = task->words;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (words == IGNY_UNKNOWN && task->outline != NULL)
    words = igny_outline_estimate_words (task->outline);
  if (words <= 0)
    return;
  append_heading (out, _ ("Length"));
  number = g_strdup_printf ("%" G_GINT64_FORMAT, words);
  text = g_strdup_printf (_ ("About %s words. Stop earlier when all is said."), number);
  append_element (out, "p", text);
  g_string_append_c (out, '\n');
}

static void
append_meta (GString             *out,
             const IgnyBriefTask *task)
{
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  g_autofree char *slug = NULL;

  if (!is_filled (task->title))
    return;
  title = igny_brief_make_meta_title (task->title);
  description = igny_brief_make_meta_description (task->title, task->outline);
  slug = igny_brief_make_slug (task->title, task->n_keywords > 0 ? task->keywords[0] : NULL);
  append_heading (out, _ ("Suggestions for search engines"));
  append_labeled (out, _ ("Meta title:"), title);
  append_labeled (out, _ ("Meta description:"), description);
  append_labeled (out, _ ("Address:"), slug);
}

static void
append_checklist (GString *out)
{
  const char *const items[] = {
    _ ("The first paragraph answers the main question."),
       _ ("The primary keyword is in the title, the first paragraph and one heading."),
          _ ("Every keyword of the table is served, none is repeated for its own sake."),
             _ ("Facts, figures and prices have a source and a date."),
                _ ("Links lead to the other pages of the cluster."),
                   _ ("Pictures have a text that says what they show."),
                      _ ("Somebody else has read it aloud."),
                   };

  append_heading (out, _ ("Before publishing"));
  g_string_append (out, "<ul>\n");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      append_element (out, "li", items[i]);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "</ul>\n");
}

char *
igny_brief_to_html (const IgnyBriefTask *task)
{
  GString *out;

  g_return_val_if_fail (task != NULL, NULL);
  g_return_val_if_fail (task->keywords != NULL || task->n_keywords == 0, NULL);

  out = g_string_new (NULL);
  append_head (out, task);
  append_goal (out, task);
  append_readers (out, task);
  append_keywords (out, task);
  append_outline (out, task);
  append_questions (out, task);
  append_length (out, task);
  append_meta (out, task);
  append_checklist (out);
  return g_strchomp (g_string_free (out, FALSE));
}

/* The longest start of at most letters that ends with a word, and before the
 * last colon or the like where that leaves enough. */
static char *
cut (const char *text,
     glong       letters)
{
  const char *end = g_utf8_offset_to_pointer (text, letters);
  const char *word = NULL;
  const char *part = NULL;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      if (*p == ' ')
        word = p;
      if ((*p == ':' || *p == '?' || *p == ',' || *p == ';') && g_utf8_strlen (text, p - text) > 20)
        part = *p == '?' ? p + 1 : p;
    }
  if (*end == ' ')
    word = end;
  if (part != NULL)
    end = part;
  else if (word != NULL)
    end = word;
  return g_strndup (text, (gsize) (end - text));
}

char *
igny_brief_make_meta_title (const char *title)
{
  g_autofree char *tidy = NULL;

  g_return_val_if_fail (title != NULL, NULL);

  tidy = igny_text_tidy (title);
  if (g_utf8_strlen (tidy, -1) <= IGNY_BRIEF_META_TITLE_LETTERS)
    return g_steal_pointer (&tidy);
  return cut (tidy, IGNY_BRIEF_META_TITLE_LETTERS);
}

/* "Title. One · Two · Three": no sentence around the headings, so that it reads
 * in every language. */
char *
igny_brief_make_meta_description (const char      *title,
                                  const GPtrArray *outline)
{
  g_autofree char *tidy = NULL;
  GString         *out;
  guint            count = 0;

  g_return_val_if_fail (title != NULL, NULL);

  tidy = igny_text_tidy (title);
  if (g_utf8_strlen (tidy, -1) > IGNY_BRIEF_META_DESCRIPTION_LETTERS)
    return cut (tidy, IGNY_BRIEF_META_DESCRIPTION_LETTERS);

  out = g_string_new (tidy);
  for (guint i = 0; outline != NULL && i < outline->len && count < PROMISES_MAX; i++)
    {
      const IgnyOutlineSection *section = outline->pdata[i];
      g_autofree char          *heading = igny_text_tidy (section->heading);
      glong                     length = g_utf8_strlen (heading, -1) + 3;

      length += g_utf8_strlen (out->str, (gssize) out->len);
      if (strstr (out->str, heading) != NULL || length > IGNY_BRIEF_META_DESCRIPTION_LETTERS)
        continue;
      if (count == 0)
        g_string_append (out, g_str_has_suffix (tidy, "?") ? " " : ". ");
      else
        g_string_append (out, " · ");
      g_string_append (out, heading);
      count++;
    }
  return g_string_free (out, FALSE);
}

char *
igny_brief_make_slug (const char *title,
                      const char *keyword)
{
  g_autofree char *slug = NULL;

  g_return_val_if_fail (title != NULL, NULL);

  if (keyword != NULL)
    slug = igny_text_slugify (keyword, IGNY_BRIEF_SLUG_BYTES);
  if (slug != NULL && !g_str_equal (slug, "item"))
    return g_steal_pointer (&slug);
  return igny_text_slugify (title, IGNY_BRIEF_SLUG_BYTES);
}
