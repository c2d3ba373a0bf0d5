/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-idea-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-idea-maker.h"
#include "igny-title-case.h"

/* Wordings are in English because the keywords that they surround are; they are
 * content, not part of the program's surface, and so not translated. %S stands
 * for the subject, %A for the subject before another noun, %K for the whole
 * keyword, %O for the other side of a comparison. A wording that starts with
 * "+" needs a plural subject, "-" a subject that is none. */
/* clang-format off */
static const char *const sold_hub[] = {
  "How to Choose the Right %S", "%S: What to Look For", "%S: What You Need to Know", "%K", NULL,
};
static const char *const sold_topic[] = {
  "%S: What to Look For", "+What to Know Before Buying %S", "-%S: Features That Matter",
  "%S: Pros, Cons and Alternatives", "%S: What You Need to Know", "%K", NULL,
};
static const char *const told_topic[] = {
  "%S: What You Need to Know", "%S: What to Know First", "+A Closer Look at %S",
  "%S: The Essentials", "%K", NULL,
};
static const char *const best[] = {
  "+The Best %S", "-The Best %S, Compared", "The Best %S: How to Choose", "How to Find the Best %S",
  "%K", NULL,
};
static const char *const versus[] = {
  "%S vs. %O: Which Should You Choose?", "%S vs. %O: The Differences That Matter", "%S vs. %O",
  "%K", NULL,
};
static const char *const review[] = {
  "%S Review: What to Know Before You Buy", "%S Review", "%S: Strengths and Weaknesses", "%K", NULL,
};
static const char *const how_to[] = { "%K", "%K, Step by Step", "%K: What Works", NULL };
static const char *const question[] = { "%K", "%K: The Short Answer", NULL };
static const char *const faq[] = { "%A FAQ: Common Questions Answered", "%A Questions, Answered" };
static const char *const list[] = { "%K", "%K Worth Knowing", NULL };
static const char *const checklist[] = { "%K: What to Include", "%K", NULL };
static const char *const price[] = { "%A Prices: What to Expect", "What You Pay for %S", NULL };
static const char *const cheap[] = { "%S on a Budget", "How to Save on %S", "%K", NULL };
static const char *const buy[] = {
  "%A Buying Guide: What to Check First", "%A Buying Guide", "%S: Where to Buy", "%K", NULL,
};
static const char *const near[] = {
  "+Where to Find %S Near You", "Finding the Right %S Near You", "%S Near You", "%K", NULL,
};
/* clang-format on */

static const char *const *const wordings[IGNY_N_SHAPES] = {
  [IGNY_SHAPE_TOPIC] = told_topic,
  [IGNY_SHAPE_BEST] = best,
  [IGNY_SHAPE_VERSUS] = versus,
  [IGNY_SHAPE_REVIEW] = review,
  [IGNY_SHAPE_HOW_TO] = how_to,
  [IGNY_SHAPE_QUESTION] = question,
  [IGNY_SHAPE_LIST] = list,
  [IGNY_SHAPE_CHECKLIST] = checklist,
  [IGNY_SHAPE_PRICE] = price,
  [IGNY_SHAPE_CHEAP] = cheap,
  [IGNY_SHAPE_BUY] = buy,
  [IGNY_SHAPE_NEAR] = near,
};

/* The page of questions is about the cluster, not about its first question. */
static gboolean
is_faq (const IgnyKeywordShape *shape,
        const IgnyIdeaPlace    *place)
{
  return place->many && place->center->english && place->center->shape != IGNY_SHAPE_HOW_TO &&
         place->center->shape != IGNY_SHAPE_QUESTION &&
         igny_keyword_shape_compare (shape, place->center) > 0.3;
}

static const char *const *
get_wordings (const IgnyKeywordShape *shape,
              const IgnyIdeaPlace    *place)
{
  if (shape->shape == IGNY_SHAPE_TOPIC && place->sold)
    return place->hub ? sold_hub : sold_topic;
  return wordings[shape->shape];
}

static char *
write_whole (const IgnyKeywordShape *shape)
{
  g_autofree char *title = igny_title_case (shape->text);

  return shape->asks ? g_strconcat (title, "?", NULL) : g_steal_pointer (&title);
}

static void
append_part (GString                *out,
             char                    letter,
             const IgnyKeywordShape *shape)
{
  g_autofree char *text = NULL;

  if (letter == 'K')
    text = write_whole (shape);
  else if (letter == 'O' && shape->other != NULL)
    text = igny_title_case (shape->other);
  else if (letter == 'A')
    {
      g_autofree char *attribute = igny_keyword_shape_get_attribute (shape);

      text = igny_title_case (attribute);
    }
  else
    text = igny_title_case (shape->subject);
  g_string_append (out, text);
}

static char *
word (const char             *wording,
      const IgnyKeywordShape *shape)
{
  GString *out = g_string_new (NULL);

  for (const char *p = wording; *p != '\0'; p++)
    if (*p == '%')
      append_part (out, *++p, shape);
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* The wordings that the subject's number allows, from the one whose turn it is;
 * the last, the plain keyword, only when nothing else is left. */
static const char *
choose_wording (const IgnyKeywordShape *shape,
                const IgnyIdeaPlace    *place,
                guint                   attempt)
{
  const char *const *all = get_wordings (shape, place);
  const char        *fit[8];
  guint              count = 0;
  guint              turning;

  for (guint i = 0; all[i] != NULL && count < G_N_ELEMENTS (fit); i++)
    if ((*all[i] != '+' || shape->plural) && (*all[i] != '-' || !shape->plural))
      fit[count++] = all[i] + (*all[i] == '+' || *all[i] == '-');
  if (attempt >= count)
    return NULL;
  turning = shape->shape == IGNY_SHAPE_TOPIC ? count - 1 : count;
  if (attempt >= turning || shape->shape != IGNY_SHAPE_TOPIC)
    return fit[attempt];
  return fit[(attempt + place->earlier) % turning];
}

char *
igny_idea_text_title (const IgnyKeywordShape *shape,
                      const IgnyIdeaPlace    *place,
                      guint                   attempt)
{
  const char      *wording;
  g_autofree char *title = NULL;

  g_return_val_if_fail (shape != NULL && place != NULL, NULL);

  if (!shape->english)
    return attempt == 0 ? igny_title_capitalize (shape->text) : NULL;

  if (is_faq (shape, place) && attempt < G_N_ELEMENTS (faq))
    return word (faq[attempt], place->center);
  wording = choose_wording (shape, place, attempt);
  if (wording == NULL)
    return NULL;
  title = word (wording, shape);
  if (g_utf8_strlen (title, -1) > IGNY_IDEA_TITLE_LETTERS)
    return write_whole (shape);
  return g_steal_pointer (&title);
}

char *
igny_idea_text_heading (const IgnyKeywordShape *shape)
{
  g_return_val_if_fail (shape != NULL, NULL);

  if (!shape->english)
    return igny_title_capitalize (shape->text);
  switch (shape->shape)
    {
    case IGNY_SHAPE_BEST:
      return word (shape->plural ? "The Best %S" : "Choosing the Best %S", shape);
    case IGNY_SHAPE_VERSUS:
      return word ("%S vs. %O", shape);
    case IGNY_SHAPE_PRICE:
      return word ("%A Prices", shape);
    case IGNY_SHAPE_CHEAP:
      return word ("%S on a Budget", shape);
    case IGNY_SHAPE_BUY:
      return word ("Where to Buy %S", shape);
    case IGNY_SHAPE_NEAR:
      return word ("%S Near You", shape);
    case IGNY_SHAPE_TOPIC:
      return word ("%S", shape);
    case IGNY_SHAPE_REVIEW:
    case IGNY_SHAPE_HOW_TO:
    case IGNY_SHAPE_QUESTION:
    case IGNY_SHAPE_LIST:
    case IGNY_SHAPE_CHECKLIST:
    case IGNY_N_SHAPES:
    default:
      return word ("%K", shape);
    }
}

const char *
igny_idea_text_content_type (const IgnyKeywordShape *shape,
                             const IgnyIdeaPlace    *place)
{
  static const char *const types[IGNY_N_SHAPES] = {
    [IGNY_SHAPE_TOPIC] = "article",
    [IGNY_SHAPE_BEST] = "listicle",
    [IGNY_SHAPE_VERSUS] = "comparison",
    [IGNY_SHAPE_REVIEW] = "review",
    [IGNY_SHAPE_HOW_TO] = "tutorial",
    [IGNY_SHAPE_QUESTION] = "blog_post",
    [IGNY_SHAPE_LIST] = "listicle",
    [IGNY_SHAPE_CHECKLIST] = "listicle",
    [IGNY_SHAPE_PRICE] = "article",
    [IGNY_SHAPE_CHEAP] = "article",
    [IGNY_SHAPE_BUY] = "guide",
    [IGNY_SHAPE_NEAR] = "article",
  };

  g_return_val_if_fail (shape != NULL && place != NULL, "article");

  if (place->many)
    return "faq";
  return place->hub && shape->shape == IGNY_SHAPE_TOPIC ? "guide" : types[shape->shape];
}

/* Not printf: the text comes from a table and a translation. */
static char *
fill (const char *text,
      const char *value)
{
  const char *place = strstr (text, "%s");

  if (place == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, value, place + 2);
}

char *
igny_idea_text_describe (const IgnyKeywordShape *shape,
                         const IgnyIdeaPlace    *place)
{
  static const char *const texts[IGNY_N_SHAPES] = {
    [IGNY_SHAPE_TOPIC] = N_ ("Explains what people who search for “%s” want to know."),
    [IGNY_SHAPE_BEST] = N_ ("Helps readers who search for “%s” to a short list and a choice."),
    [IGNY_SHAPE_VERSUS] = N_ ("Sets both sides of “%s” side by side and says who each suits."),
    [IGNY_SHAPE_REVIEW] = N_ ("Gives readers who search for “%s” a clear verdict with reasons."),
    [IGNY_SHAPE_HOW_TO] = N_ ("Answers “%s” with steps that a reader can follow."),
    [IGNY_SHAPE_QUESTION] = N_ ("Answers “%s” at once and then explains the answer."),
    [IGNY_SHAPE_LIST] = N_ ("Collects what readers who search for “%s” can use at once."),
    [IGNY_SHAPE_CHECKLIST] = N_ ("Gives readers who search for “%s” a list to work through."),
    [IGNY_SHAPE_PRICE] = N_ ("Tells readers who search for “%s” what they pay, and for what."),
    [IGNY_SHAPE_CHEAP] = N_ ("Shows readers who search for “%s” where to save and where not."),
    [IGNY_SHAPE_BUY] = N_ ("Takes readers who search for “%s” from the choice to the purchase."),
    [IGNY_SHAPE_NEAR] = N_ ("Helps readers who search for “%s” to find and judge local offers."),
  };
  const char *text;

  g_return_val_if_fail (shape != NULL && place != NULL, NULL);

  text = texts[shape->shape];
  if (place->many)
    text = N_ ("Gathers the questions that people ask, from “%s” on, with short answers.");
  else if (place->hub && shape->shape == IGNY_SHAPE_TOPIC)
    text = N_ ("The main page for “%s”: an overview that links to the other pages of the cluster.");
  return fill (_ (text), shape->text);
}
