/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-intent.h"

#include "igny-intent-phrases.h"
#include "igny-words.h"

#include <stdlib.h>
#include <string.h>

/* Words of a keyword that are looked at; what is wanted is said near an end. */
#define WORDS_MAX 24
#define PHRASE_MAX_BYTES 128

#define ASKING 4
#define ASKING_ELSEWHERE 1
#define ENOUGH 2

static const char *const words[IGNY_N_INTENTS] = {
  NULL,
  "informational",
  "navigational",
  "commercial",
  "transactional",
};

const char *
igny_intent_get_word (IgnyIntent intent)
{
  return intent < IGNY_N_INTENTS ? words[intent] : NULL;
}

IgnyIntent
igny_intent_from_word (const char *word)
{
  for (guint i = 1; i < IGNY_N_INTENTS; i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (IgnyIntent) i;
  return IGNY_INTENT_NONE;
}

typedef struct
{
  const char *starts[WORDS_MAX];
  gsize       lengths[WORDS_MAX];
  guint       count;
} Words;

static void
add_word_cb (const char *word,
             gsize       length,
             gpointer    user_data)
{
  Words *list = user_data;

  if (list->count == WORDS_MAX)
    return;
  list->starts[list->count] = word;
  list->lengths[list->count++] = length;
}

static int
compare_phrase (const void *a,
                const void *b)
{
  return strcmp (a, ((const IgnyIntentPhrase *) b)->text);
}

static const IgnyIntentPhrase *
find_phrase (const Words *list,
             guint        from,
             guint        count)
{
  char  text[PHRASE_MAX_BYTES];
  gsize used = 0;

  for (guint i = from; i < from + count; i++)
    {
      if (used + list->lengths[i] + 2 > sizeof (text))
        return NULL;
      if (i > from)
        text[used++] = ' ';
      memcpy (text + used, list->starts[i], list->lengths[i]);
      used += list->lengths[i];
    }
  text[used] = '\0';
  return bsearch (text, igny_intent_phrases, igny_intent_n_phrases, sizeof (IgnyIntentPhrase),
                  compare_phrase);
}

/* The longest phrase wins, so that "where to buy" does not ask where. */
static void
weigh_phrases (const Words *list,
               guint        weights[IGNY_N_INTENTS])
{
  for (guint i = 0; i < list->count;)
    {
      const IgnyIntentPhrase *phrase = NULL;
      guint                   count = MIN (list->count - i, IGNY_INTENT_PHRASE_MAX_WORDS);

      for (; count > 0 && phrase == NULL; count--)
        phrase = find_phrase (list, i, count);
      if (phrase == NULL)
        {
          i++;
          continue;
        }
      weights[phrase->intent] += phrase->weight == ASKING && i > 0 ? ASKING_ELSEWHERE
                                                                   : phrase->weight;
      i += count + 1;
    }
}

static void
weigh_marks (const char *keyword,
             guint       weights[IGNY_N_INTENTS])
{
  if (strchr (keyword, '?') != NULL || strstr (keyword, "？") != NULL ||
      strstr (keyword, "؟") != NULL)
    weights[IGNY_INTENT_INFORMATIONAL] += ASKING;
  if (strstr (keyword, "www.") != NULL || strstr (keyword, "http") != NULL ||
      strstr (keyword, ".com") != NULL || strstr (keyword, ".org") != NULL ||
      strstr (keyword, ".net") != NULL)
    weights[IGNY_INTENT_NAVIGATIONAL] += 3;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

IgnyIntent
igny_intent_find (const char *keyword)
{
  static const IgnyIntent order[] = { IGNY_INTENT_TRANSACTIONAL, IGNY_INTENT_COMMERCIAL,
                                      IGNY_INTENT_NAVIGATIONAL, IGNY_INTENT_INFORMATIONAL };
  guint                   weights[IGNY_N_INTENTS] = { 0 };
  Words                   list = { .count = 0 };
  IgnyIntent              best = IGNY_INTENT_NONE;
  g_autofree char        *folded = NULL;

  g_return_val_if_fail (keyword != NULL, IGNY_INTENT_NONE);

  if (!is_ascii (keyword))
    {
      folded = igny_words_fold (keyword);
      for (guint i = 0; i < igny_intent_n_pieces; i++)
        if (strstr (keyword, igny_intent_pieces[i].text) != NULL)
          weights[igny_intent_pieces[i].intent] += igny_intent_pieces[i].weight;
    }
  igny_words_foreach (folded != NULL ? folded : keyword, add_word_cb, &list);
  weigh_phrases (&list, weights);
  weigh_marks (keyword, weights);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (weights[order[i]] >= ENOUGH && weights[order[i]] > weights[best])
      best = order[i];
  return best;
}

IgnyIntent
igny_intent_guess (const char *keyword)
{
  IgnyIntent intent = igny_intent_find (keyword);

  return intent != IGNY_INTENT_NONE ? intent : IGNY_INTENT_INFORMATIONAL;
}

IgnyIntent
igny_intent_lead (const gint64 weights[IGNY_N_INTENTS])
{
  IgnyIntent best = IGNY_INTENT_NONE;
  gint64     most = 0;

  g_return_val_if_fail (weights != NULL, IGNY_INTENT_NONE);

  for (guint i = IGNY_N_INTENTS - 1; i > IGNY_INTENT_NONE; i--)
    if (weights[i] > most)
      {
        most = weights[i];
        best = (IgnyIntent) i;
      }
  return best;
}

gboolean
igny_intent_is_mixed (const gint64 weights[IGNY_N_INTENTS])
{
  double sides[3];
  double all = 0;
  double most = 0;

  g_return_val_if_fail (weights != NULL, FALSE);

  sides[0] = (double) MAX (weights[IGNY_INTENT_INFORMATIONAL], 0);
  sides[1] = (double) MAX (weights[IGNY_INTENT_NAVIGATIONAL], 0);
  sides[2] = (double) MAX (weights[IGNY_INTENT_COMMERCIAL], 0) +
             (double) MAX (weights[IGNY_INTENT_TRANSACTIONAL], 0);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      all += sides[i];
      most = MAX (most, sides[i]);
    }
  return most * 3 < all * 2;
}

const char *
igny_intent_get_phrase (guint       index,
                        IgnyIntent *intent)
{
  const IgnyIntentPhrase *phrase;

  g_return_val_if_fail (intent != NULL, NULL);

  if (index >= igny_intent_n_phrases + igny_intent_n_pieces)
    return NULL;
  phrase = index < igny_intent_n_phrases ? &igny_intent_phrases[index]
                                         : &igny_intent_pieces[index - igny_intent_n_phrases];
  *intent = phrase->intent;
  return phrase->text;
}
