/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-words.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <uniwbrk.h>

/* Sorted by strcmp. English, German, French, Spanish, Italian, Portuguese,
 * Dutch and Russian: words that hold a sentence together, and those that say
 * what a searcher wants with a thing, not which thing ("best", "kaufen"). A
 * word that names things in one of them is left out. */
/* clang-format off */
static const char *const function_words[] = {
  "a", "aber", "acheter", "affordable", "al", "als", "am", "an", "and", "ao", "are", "as",
  "at", "au", "auch", "auf", "aus", "aux", "avec", "avis", "barato", "be", "been", "bei",
  "beim", "best", "beste", "besten", "bester", "bij", "bis", "but", "buy", "by", "c'est",
  "can", "can't", "cant", "ce", "ces", "cette", "che", "cheap", "cheapest", "chi", "com",
  "come", "comment", "como", "comprar", "comprare", "con", "could", "cual", "cuando", "cuál",
  "cuándo", "cómo", "d'un", "d'une", "da", "dans", "das", "dat", "de", "degli", "dei", "dein",
  "del", "della", "delle", "dello", "dem", "den", "der", "des", "deze", "di", "did", "didn't",
  "dit", "do", "does", "doesn't", "don't", "donde", "dont", "dos", "dove", "durch", "dónde",
  "e", "ed", "een", "ein", "eine", "einem", "einen", "einer", "eines", "el", "elle", "em",
  "en", "er", "es", "est", "esta", "este", "for", "fra", "from", "für", "geen", "gli",
  "goedkoop", "guide", "günstig", "had", "has", "have", "he", "her", "het", "hij", "his",
  "hoe", "how", "how's", "i", "i'd", "i'm", "i've", "ich", "ideas", "if", "ihr", "ik", "im",
  "in", "into", "is", "isn't", "ist", "it", "it's", "its", "je", "jij", "kann", "kaufen",
  "kein", "keine", "kopen", "la", "las", "le", "les", "lo", "los", "ma", "me", "meilleur",
  "meilleure", "meilleurs", "mein", "mejor", "mejores", "melhor", "melhores", "mes", "met",
  "meu", "mi", "migliore", "migliori", "mijn", "minha", "mio", "mis", "mit", "my", "más", "na",
  "naar", "nach", "nas", "ne", "near", "nel", "nella", "nicht", "niet", "no", "non", "nos",
  "not", "notre", "nous", "não", "o", "oder", "of", "off", "ohne", "om", "on", "onde",
  "online", "ook", "op", "opiniones", "or", "os", "ou", "our", "où", "par", "para", "pas",
  "perché", "por", "porque", "pour", "pourquoi", "precio", "precios", "preis", "prezzo",
  "preço", "price", "prices", "prijs", "prix", "qu'est", "quais", "qual", "quale", "quali",
  "quand", "quando", "que", "quel", "quelle", "quelles", "quels", "quem", "qui", "quien",
  "quién", "quoi", "qué", "recensioni", "review", "reviews", "sale", "sans", "se", "sem",
  "seu", "shall", "she", "should", "si", "sich", "sie", "sin", "sind", "so", "sobre", "some",
  "sono", "sont", "sous", "su", "sua", "suo", "sus", "são", "ta", "te", "test", "than", "that",
  "that's", "the", "their", "them", "there", "there's", "they", "this", "those", "tips", "to",
  "top", "tra", "tu", "tuo", "uit", "um", "uma", "umas", "un", "una", "unas", "und", "une",
  "uno", "unos", "uns", "unter", "up", "van", "vergleich", "versus", "vom", "von", "voor",
  "vor", "vos", "votre", "vous", "vs", "waar", "waarom", "wann", "wanneer", "warum", "was",
  "wat", "we", "welche", "welcher", "welches", "welke", "wer", "were", "what", "what's",
  "when", "where", "where's", "which", "who", "who's", "whom", "whose", "why", "wie", "wij",
  "will", "wir", "with", "wo", "won't", "would", "y", "you", "your", "zij", "zijn", "zonder",
  "zu", "zum", "zur", "à", "é", "über", "а", "без", "бы", "в", "во", "вы", "где", "для", "до",
  "его", "её", "же", "за", "зачем", "и", "из", "или", "их", "как", "какая", "какие", "какое",
  "какой", "когда", "кто", "купить", "ли", "лучшие", "лучший", "мне", "мой", "мы", "на", "не",
  "но", "о", "об", "обзор", "он", "она", "от", "отзывы", "по", "почему", "при", "с", "со",
  "ты", "у", "цена", "цены", "что", "эта", "это", "этот", "я",
};
/* clang-format on */

typedef struct
{
  IgnyWordsFunc func;
  gpointer      user_data;
} Sink;

static void
emit (const Sink *sink,
      const char *word,
      gsize       length)
{
  if (length > IGNY_WORDS_MAX_BYTES)
    {
      length = IGNY_WORDS_MAX_BYTES;
      while (length > 0 && ((guchar) word[length] & 0xc0) == 0x80)
        length--;
    }
  if (length > 0)
    sink->func (word, length, sink->user_data);
}

/* An apostrophe or point inside a word and a comma inside a number do not end
 * it, as in UAX 29. */
static gboolean
joins (const char *p)
{
  if (*p == '\'' || *p == '.')
    return g_ascii_isalnum (p[1]);
  return *p == ',' && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]);
}

static void
walk_ascii (const char *text,
            const Sink *sink)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *start;

      if (!g_ascii_isalnum (*p))
        {
          p++;
          continue;
        }
      start = p;
      while (g_ascii_isalnum (*p) || joins (p))
        p++;
      emit (sink, start, (gsize) (p - start));
    }
}

static gboolean
is_dense (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return c == 0x30fc; /* the long-vowel mark of both kanas */
    }
}

static const char *
next_grapheme (const char *p,
               const char *end)
{
  const uint8_t *next = u8_grapheme_next ((const uint8_t *) p, (const uint8_t *) end);

  return next != NULL ? (const char *) next : end;
}

static void
walk_dense (const char *start,
            const char *end,
            const Sink *sink)
{
  const char *first = start;
  const char *second = next_grapheme (start, end);

  if (second == end)
    {
      emit (sink, start, (gsize) (end - start));
      return;
    }
  while (second < end)
    {
      const char *third = next_grapheme (second, end);

      emit (sink, first, (gsize) (third - first));
      first = second;
      second = third;
    }
}

static const char *
skip_dense (const char *p,
            const char *end)
{
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_dense (c) && !g_unichar_ismark (c))
        break;
      p = g_utf8_next_char (p);
    }
  return p;
}

static void
walk_unicode (const char *text,
              gsize       length,
              const Sink *sink)
{
  g_autofree char *breaks = g_malloc (length);
  const char      *end = text + length;
  const char      *p = text;

  u8_wordbreaks ((const uint8_t *) text, length, breaks);
  while (p < end)
    {
      const char *start = p;
      gunichar    c = g_utf8_get_char (p);

      if (is_dense (c))
        {
          p = skip_dense (p, end);
          walk_dense (start, p, sink);
          continue;
        }
      p = g_utf8_next_char (p);
      while (p < end && breaks[p - text] == 0 && !is_dense (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (g_unichar_isalnum (c))
        emit (sink, start, (gsize) (p - start));
    }
}

static gsize
measure_ascii (const char *text)
{
  gsize length = 0;

  while (text[length] != '\0' && (guchar) text[length] < 0x80)
    length++;
  return length;
}

void
igny_words_foreach (const char   *text,
                    IgnyWordsFunc func,
                    gpointer      user_data)
{
  Sink  sink = { func, user_data };
  gsize plain;

  g_return_if_fail (text != NULL && func != NULL);

  plain = measure_ascii (text);
  if (text[plain] == '\0')
    walk_ascii (text, &sink);
  else
    walk_unicode (text, plain + strlen (text + plain), &sink);
}

static gboolean
ends_with (const char *word,
           gsize       length,
           const char *ending,
           gsize       keep)
{
  gsize n = strlen (ending);

  return length >= n + keep && memcmp (word + length - n, ending, n) == 0;
}

static gboolean
is_vowel (char letter)
{
  return strchr ("aeiouy", letter) != NULL;
}

static gboolean
has_vowel (const char *word,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (is_vowel (word[i]))
      return TRUE;
  return FALSE;
}

static gsize
trim_plural (char *word,
             gsize length)
{
  if (ends_with (word, length, "ies", 2))
    {
      word[length - 3] = 'y';
      return length - 2;
    }
  if (ends_with (word, length, "sses", 1) || ends_with (word, length, "ches", 2) ||
      ends_with (word, length, "shes", 2) || ends_with (word, length, "xes", 2))
    return length - 2;
  if (ends_with (word, length, "s", 3) && !ends_with (word, length, "ss", 0) &&
      !ends_with (word, length, "us", 0) && !ends_with (word, length, "is", 0))
    return length - 1;
  return length;
}

/* Consonant, vowel, consonant: the word has lost its last e ("hik"). */
static gboolean
has_lost_e (const char *word,
            gsize       length)
{
  return length == 3 && !is_vowel (word[0]) && is_vowel (word[1]) && !is_vowel (word[2]) &&
         strchr ("wx", word[2]) == NULL;
}

/* "running" and "run", but not "king" and "k". */
static gsize
trim_verb (char *word,
           gsize length)
{
  gsize cut = 0;

  if (ends_with (word, length, "ing", 3))
    cut = 3;
  else if (ends_with (word, length, "ed", 3) || ends_with (word, length, "ly", 4))
    cut = 2;
  if (cut == 0 || !has_vowel (word, length - cut))
    return length;

  length -= cut;
  if (has_lost_e (word, length))
    word[length++] = 'e';
  else if (length > 3 && word[length - 1] == word[length - 2] &&
           strchr ("lsz", word[length - 1]) == NULL)
    length--;
  return length;
}

static gsize
trim_latin (char *word,
            gsize length)
{
  static const char *const odd[][2] = {
    { "men", "man" },
    { "women", "woman" },
    { "children", "child" },
    { "feet", "foot" },
    { "teeth", "tooth" },
    { "mice", "mouse" },
  };

  length = trim_verb (word, trim_plural (word, length));
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    if (strlen (odd[i][0]) == length && memcmp (word, odd[i][0], length) == 0)
      {
        length = strlen (odd[i][1]);
        memcpy (word, odd[i][1], length);
        return length;
      }
  if (ends_with (word, length, "e", 4))
    length--;
  if (ends_with (word, length, "y", 3))
    word[length - 1] = 'i';
  return length;
}

/* Longest first. Two bytes a letter; accents are gone by now, so "й" is "и". */
/* clang-format off */
static const char *const cyrillic_endings[] = {
  "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "иях", "ов", "ев", "ом",
  "ем", "ам", "ям", "ах", "ях", "ыи", "ии", "ои", "еи", "ая", "яя", "ое", "ее", "ые", "ие",
  "ых", "их", "ую", "юю", "ия", "ью", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь",
};
/* clang-format on */

static gsize
trim_cyrillic (const char *word,
               gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cyrillic_endings); i++)
    if (ends_with (word, length, cyrillic_endings[i], 6))
      return length - strlen (cyrillic_endings[i]);
  return length;
}

/* In other scripts a combining mark is a vowel or changes the letter. */
static gboolean
has_accents (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
igny_words_fold (const char *text)
{
  g_autofree char *apart = NULL;
  GString         *kept;
  gboolean         plain = FALSE;
  char            *joined;

  g_return_val_if_fail (text != NULL, NULL);

  apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  kept = g_string_new (NULL);
  for (const char *p = apart != NULL ? apart : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_combining_class (c) == 0)
        plain = has_accents (c);
      else if (plain)
        continue;
      g_string_append_unichar (kept, c);
    }
  joined = g_utf8_normalize (kept->str, -1, G_NORMALIZE_NFC);
  g_string_free (kept, TRUE);
  return joined;
}

/* "men's" is "men", "don't" is "dont". */
static gsize
drop_apostrophes (char *word,
                  gsize length)
{
  gsize kept = 0;

  if (ends_with (word, length, "'s", 1))
    length -= 2;
  for (gsize i = 0; i < length; i++)
    if (word[i] != '\'')
      word[kept++] = word[i];
  return kept;
}

void
igny_words_stem (const char *word,
                 gsize       length,
                 char       *stem)
{
  gunichar first;

  g_return_if_fail (word != NULL && stem != NULL);

  length = MIN (length, IGNY_WORDS_MAX_BYTES);
  memcpy (stem, word, length);
  stem[length] = '\0';
  if (measure_ascii (stem) < length)
    {
      g_autofree char *folded = igny_words_fold (stem);

      length = MIN (strlen (folded), IGNY_WORDS_MAX_BYTES);
      memcpy (stem, folded, length);
    }
  length = drop_apostrophes (stem, length);
  stem[length] = '\0';
  if (length == 0)
    return;

  first = g_utf8_get_char (stem);
  if (first < 0x80 && measure_ascii (stem) == length)
    length = trim_latin (stem, length);
  else if (g_unichar_get_script (first) == G_UNICODE_SCRIPT_CYRILLIC)
    length = trim_cyrillic (stem, length);
  else if (g_str_has_prefix (stem, "ال") && length > 8)
    {
      /* The Arabic article is written together with its word. */
      length -= 4;
      memmove (stem, stem + 4, length);
    }
  stem[length] = '\0';
}

gsize
igny_words_prefix (const char *stem)
{
  GUnicodeScript script;
  glong          letters = 5;
  const char    *p = stem;

  g_return_val_if_fail (stem != NULL, 0);

  if (*stem == '\0' || g_unichar_isdigit (g_utf8_get_char (stem)))
    return 0;
  script = g_unichar_get_script (g_utf8_get_char (stem));
  if (script == G_UNICODE_SCRIPT_HANGUL)
    letters = 2;
  else if (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW)
    letters = 3;
  else if (is_dense (g_utf8_get_char (stem)))
    return 0;

  for (glong i = 0; i < letters; i++)
    {
      if (*p == '\0')
        return 0;
      p = g_utf8_next_char (p);
    }
  return (gsize) (p - stem);
}

typedef struct
{
  const char *word;
  gsize       length;
} Needle;

static int
compare_needle (const void *a,
                const void *b)
{
  const Needle *needle = a;
  const char   *entry = *(const char *const *) b;
  int           order = strncmp (needle->word, entry, needle->length);

  return order != 0 ? order : -(int) (guchar) entry[needle->length];
}

gboolean
igny_words_is_function_word (const char *word,
                             gsize       length)
{
  Needle needle = { word, length };

  g_return_val_if_fail (word != NULL, FALSE);

  return bsearch (&needle, function_words, G_N_ELEMENTS (function_words),
                  sizeof (char *), compare_needle) != NULL;
}
