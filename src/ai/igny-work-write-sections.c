/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-html.h"
#include "igny-markdown.h"
#include "igny-outline.h"
#include "igny-reply.h"
#include "igny-work-write.h"

/* Words that one answer is good for. */
#define WORDS_A_PART 400
/* What was written last, to go on from. */
#define TAIL 2500
/* In percent: how far the article may be from its target, and how much more
 * than its share a part may be asked for to make up for short ones. */
#define TOLERANCE 12
#define MOST_MORE 250
#define MAX_CORRECTIONS 3

/* Some sections of the outline, which are written with one answer. */
typedef struct
{
  guint first; /* 1-based places in the outline */
  guint last;
  char *html;
  guint words;
  guint wanted;
} Part;

typedef struct
{
  IgnyWorkAsking   *asking;
  GArray           *parts;
  guint             target;
  IgnyReplyArticle *article; /* of the first part */
} Writing;

static void
clear_part (gpointer data)
{
  g_free (((Part *) data)->html);
}

/* Where each section of the second level begins; of guint. */
static GArray *
find_chapters (const GPtrArray *outline)
{
  GArray *chapters = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < outline->len; i++)
    if (i == 0 || ((const IgnyOutlineSection *) outline->pdata[i])->level <= 2)
      g_array_append_val (chapters, i);
  return chapters;
}

static GArray *
split (const GPtrArray *outline,
       guint            target)
{
  g_autoptr(GArray) chapters = find_chapters (outline);
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (Part));
  guint   n = MIN (MAX (target / WORDS_A_PART, 2), chapters->len);

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; i < n; i++)
    {
      guint from = i * chapters->len / n;
      guint to = (i + 1) * chapters->len / n;
      Part  part = { .first = g_array_index (chapters, guint, from) + 1 };

      part.last = to < chapters->len ? g_array_index (chapters, guint, to) : outline->len;
      g_array_append_val (parts, part);
    }
  return parts;
}

static guint
count_words (const Writing *self)
{
  guint words = 0;

  for (guint i = 0; i < self->parts->len; i++)
    words += g_array_index (self->parts, Part, i).words;
  return words;
}

/* What is left of the target, shared by the parts that are left. */
static guint
share (const Writing *self,
       guint          index)
{
  guint even = self->target / self->parts->len;
  guint words = count_words (self);
  guint left = words < self->target ? self->target - words : 0;

  return CLAMP (left / (self->parts->len - index), even / 3, even * MOST_MORE / 100);
}

/* Places and not headings: those are data and no instructions. */
static char *
name_sections (const Part *part)
{
  if (part->first == part->last)
    return g_strdup_printf ("section %u of “outline”", part->first);
  return g_strdup_printf ("sections %u to %u of “outline”", part->first, part->last);
}

static char *
write_instruction (const Writing *self,
                   guint          index,
                   guint          words)
{
  const Part      *part = &g_array_index (self->parts, Part, index);
  g_autofree char *sections = name_sections (part);

  if (index == 0)
    return g_strdup_printf (IGNY_WORK_PART_MARK
                            "%u parts. Write only the first one now: the lines with their labels, "
                            "the empty line, the introduction, and %s with headings; then stop. "
                            "This part has about %u words.",
                            self->parts->len, sections, words);
  return g_strdup_printf (IGNY_WORK_PART_MARK
                          "%u parts, and what was written last stands above. Write only %s now, "
                          "beginning with the heading: no lines with labels, no introduction, no "
                          "repetition.%s This part has about %u words.",
                          self->parts->len, sections,
                          index + 1 < self->parts->len
                              ? " Other sections follow, so write no conclusion."
                              : " It is the end of the piece.",
                          words);
}

/* The end of all that was written before the part, from a line's beginning. */
static char *
get_tail (const Writing *self,
          guint          index)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *start;

  for (guint i = 0; i < index; i++)
    g_string_append_printf (text, "%s\n", g_array_index (self->parts, Part, i).html);
  if (text->len <= TAIL)
    return g_strdup (text->str);
  start = strchr (text->str + text->len - TAIL, '\n');
  if (start == NULL)
    start = g_utf8_find_next_char (text->str + text->len - TAIL, NULL);
  return g_strdup (start);
}

static char *
ask (Writing    *self,
     guint       index,
     const char *instruction,
     GError    **error)
{
  g_autofree char *tail = get_tail (self, index);
  g_autofree char *first = NULL;
  IgnyChatMessage  messages[4] = {
     self->asking->messages[0],
     self->asking->messages[1],
     { "assistant", tail },
     { "user", instruction },
  };

  if (*tail != '\0')
    return igny_work_write_complete (self->asking, messages, 4, error);
  first = g_strdup_printf ("%s\n\n%s", messages[1].content, instruction);
  messages[1].content = first;
  return igny_work_write_complete (self->asking, messages, 2, error);
}

static char *
read_html (const char *answer,
           GError    **error)
{
  g_autofree char *stripped = igny_reply_strip (answer);
  g_autofree char *unfenced = igny_reply_unfence (stripped);

  return igny_markdown_or_html (unfenced, IGNY_HTML_STRICT | IGNY_HTML_DROP_IMAGES, error);
}

static gboolean
take (Writing    *self,
      guint       index,
      const char *answer,
      GError    **error)
{
  Part *part = &g_array_index (self->parts, Part, index);

  g_clear_pointer (&part->html, g_free);
  if (index > 0)
    part->html = read_html (answer, error);
  else
    {
      g_clear_pointer (&self->article, igny_reply_article_free);
      self->article = igny_reply_article_new (answer, error);
      part->html = self->article != NULL ? g_strdup (self->article->html) : NULL;
    }
  if (part->html == NULL)
    return FALSE;
  part->words = igny_html_count_words (part->html);
  if (part->words > 0)
    return TRUE;
  igny_reply_set_error (error, IGNY_REPLY_ERROR_EMPTY, "there is no section in it", answer);
  return FALSE;
}

static gboolean
write_part (Writing *self,
            guint    index,
            guint    words,
            GError **error)
{
  g_autofree char *instruction = write_instruction (self, index, words);
  g_autofree char *answer = NULL;

  g_array_index (self->parts, Part, index).wanted = words;
  answer = ask (self, index, instruction, error);
  return answer != NULL && take (self, index, answer, error);
}

/* Of the parts behind the first, which has the labels: the one that is farthest
 * below or above what was asked for. */
static guint
find_worst (const Writing *self,
            gboolean       short_of)
{
  guint  worst = 1;
  gint64 most = G_MININT64;

  for (guint i = 1; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      gint64      off = (gint64) part->words - (gint64) part->wanted;

      if (short_of)
        off = -off;
      if (off > most)
        {
          most = off;
          worst = i;
        }
    }
  return worst;
}

/* More for the part that is too short; what cannot be had is left as it is. */
static gboolean
lengthen (Writing *self,
          guint    missing,
          GError **error)
{
  Part            *part = &g_array_index (self->parts, Part, find_worst (self, TRUE));
  g_autofree char *sections = name_sections (part);
  g_autofree char *answer = NULL;
  g_autofree char *more = NULL;
  g_autofree char *instruction = g_strdup_printf (
      "%s has to say more. Write only further paragraphs for it, without its heading and without "
      "labels, that say what is not said yet. This part has about %u words.",
      sections, missing);
  char *whole;

  instruction[0] = g_ascii_toupper (instruction[0]);
  answer = ask (self, (guint) (part - &g_array_index (self->parts, Part, 0)) + 1, instruction,
                error);
  more = answer != NULL ? read_html (answer, error) : NULL;
  if (more == NULL)
    return FALSE;
  whole = g_strconcat (part->html, "\n", more, NULL);
  g_free (part->html);
  part->html = whole;
  part->words = igny_html_count_words (part->html);
  return TRUE;
}

static gboolean
correct (Writing *self,
         GError **error)
{
  for (guint i = 0; i < MAX_CORRECTIONS; i++)
    {
      guint words = count_words (self);
      guint slack = self->target * TOLERANCE / 100;
      guint worst;
      Part *part;

      if (words + slack < self->target)
        {
          if (!lengthen (self, self->target - words, error))
            return FALSE;
          continue;
        }
      if (words <= self->target + slack)
        break;
      worst = find_worst (self, FALSE);
      part = &g_array_index (self->parts, Part, worst);
      if (!write_part (self, worst,
                       MAX (part->words - MIN (words - self->target, part->words / 2), 60) * 4 / 5,
                       error))
        return FALSE;
    }
  return TRUE;
}

static void
join (Writing *self)
{
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    g_string_append_printf (html, "%s%s", i > 0 ? "\n" : "",
                            g_array_index (self->parts, Part, i).html);
  g_assert (self->article != NULL);
  g_free (self->article->html);
  self->article->html = g_string_free (html, FALSE);
}

IgnyReplyArticle *
igny_work_write_sections (IgnyWorkAsking  *asking,
                          const GPtrArray *outline,
                          guint            words,
                          GError         **error)
{
  g_autoptr(GArray) parts = NULL;
  Writing  self = { .asking = asking, .target = words };
  gboolean ok = TRUE;

  g_return_val_if_fail (asking != NULL && outline != NULL && outline->len > 1, NULL);

  parts = split (outline, words);
  self.parts = parts;
  asking->n_parts = parts->len;
  for (guint i = 0; ok && i < parts->len; i++)
    {
      asking->part = i;
      ok = write_part (&self, i, share (&self, i), error);
    }
  if (ok && parts->len > 1)
    ok = correct (&self, error);
  if (ok)
    join (&self);
  else
    g_clear_pointer (&self.article, igny_reply_article_free);
  return self.article;
}
