/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-words.h"

#include <string.h>

#include "igny-text.h"

/* In thousandths of the font's size, from the space to the tilde. */
static const guint16 widths[] = {
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,  /* space to / */
  556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,  /* 0 to ? */
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, /* @ to O */
  667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,  /* P to _ */
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,  /* ` to o */
  556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,       /* p to ~ */
};

#define DIGIT_WIDTH 556
#define SQUARE_WIDTH 1000

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '+' || c == '#';
}

IgnyPageWords *
igny_page_words_new (const char *text)
{
  IgnyPageWords *self = NULL;
  char          *start = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (IgnyPageWords, 1);
  self->text = igny_text_normalize (text);
  self->words = g_ptr_array_new ();
  for (char *p = self->text; *p != '\0';)
    {
      char    *next = g_utf8_next_char (p);
      gboolean inside = is_word_char (g_utf8_get_char (p));

      if (inside && start == NULL)
        g_ptr_array_add (self->words, start = p);
      if (!inside)
        {
          start = NULL;
          *p = '\0';
        }
      p = next;
    }
  return self;
}

void
igny_page_words_free (IgnyPageWords *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* word → where it stands, as an index and one, linked by next. */
static GHashTable *
index_words (const IgnyPageWords *text,
             guint               *next)
{
  GHashTable *first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = text->words->len; i > 0; i--)
    {
      gpointer word = text->words->pdata[i - 1];

      next[i] = GPOINTER_TO_UINT (g_hash_table_lookup (first, word));
      g_hash_table_insert (first, word, GUINT_TO_POINTER (i));
    }
  return first;
}

static gboolean
stands_at (const IgnyPageWords *text,
           guint                at,
           const IgnyPageWords *keyword)
{
  if (keyword->words->len > text->words->len - at)
    return FALSE;
  for (guint i = 1; i < keyword->words->len; i++)
    if (strcmp (text->words->pdata[at + i], keyword->words->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

guint
igny_page_checks_cover (const char        *text,
                        const char *const *keywords,
                        gboolean          *found)
{
  g_autoptr(IgnyPageWords) words = NULL;
  g_autoptr(GHashTable) first = NULL;
  g_autofree guint *next = NULL;
  guint             count = 0;

  g_return_val_if_fail (text != NULL && keywords != NULL && found != NULL, 0);

  words = igny_page_words_new (text);
  next = g_new0 (guint, words->words->len + 1);
  first = index_words (words, next);
  for (guint k = 0; keywords[k] != NULL; k++)
    {
      g_autoptr(IgnyPageWords) keyword = igny_page_words_new (keywords[k]);
      guint at = 0;

      if (keyword->words->len > 0)
        at = GPOINTER_TO_UINT (g_hash_table_lookup (first, keyword->words->pdata[0]));
      while (at > 0 && !stands_at (words, at - 1, keyword))
        at = next[at];
      found[k] = at > 0;
      count += at > 0;
    }
  return count;
}

static guint
count_sentences (const char *text)
{
  guint    count = 0;
  gboolean words = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean end = c == '.' || c == '!' || c == '?' || c == 0x3002 || (c == '\n' && p[1] == '\n');

      words |= g_unichar_isalnum (c);
      if (!end || !words)
        continue;
      count++;
      words = FALSE;
    }
  return count + words;
}

static guint
count_syllables (const char *word)
{
  guint    count = 0;
  gboolean vowel = FALSE;
  gsize    length = strlen (word);

  for (const char *p = word; *p != '\0'; p++)
    {
      gboolean now = strchr ("aeiouy", *p) != NULL;

      count += now && !vowel;
      vowel = now;
    }
  if (count > 1 && length > 2 && word[length - 1] == 'e' &&
      strchr ("aeiouyl", word[length - 2]) == NULL)
    count--;
  return MAX (count, 1);
}

double
igny_page_checks_get_reading_ease (const char *text)
{
  g_autoptr(IgnyPageWords) words = NULL;
  double syllables = 0;
  double n;

  g_return_val_if_fail (text != NULL, 0);

  words = igny_page_words_new (text);
  n = words->words->len;
  if (n < 1)
    return 0;
  for (guint i = 0; i < words->words->len; i++)
    syllables += count_syllables (words->words->pdata[i]);
  return 206.835 - 1.015 * n / MAX (count_sentences (text), 1) - 84.6 * syllables / n;
}

double
igny_page_checks_get_sentence_length (const char *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return (double) igny_text_count_words (text) / MAX (count_sentences (text), 1);
}

guint
igny_page_checks_get_width (const char *text,
                            guint       pixels)
{
  guint64 width = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= ' ' && c < ' ' + G_N_ELEMENTS (widths))
        width += widths[c - ' '];
      else if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? SQUARE_WIDTH : DIGIT_WIDTH;
    }
  return (guint) ((width * pixels + 500) / 1000);
}
