/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-word.h"

#include <string.h>

#include "igny-import-number.h"

#define MAX_TREND 120

#define INFORMATIONAL IGNY_IMPORT_INTENT_INFORMATIONAL
#define NAVIGATIONAL IGNY_IMPORT_INTENT_NAVIGATIONAL
#define COMMERCIAL IGNY_IMPORT_INTENT_COMMERCIAL
#define TRANSACTIONAL IGNY_IMPORT_INTENT_TRANSACTIONAL
#define THE_FOUR (INFORMATIONAL | NAVIGATIONAL | COMMERCIAL | TRANSACTIONAL)

typedef struct
{
  const char *word;
  gint64      value;
} Word;

const char *
igny_import_intent_to_word (guint intent)
{
  switch (intent)
    {
    case INFORMATIONAL:
      return "informational";
    case NAVIGATIONAL:
      return "navigational";
    case COMMERCIAL:
      return "commercial";
    case TRANSACTIONAL:
      return "transactional";
    default:
      return NULL;
    }
}

/* Beginnings, since the endings differ between languages. */
static guint
find_intent_word (const char *word)
{
  static const Word beginnings[] = {
    { "inf", INFORMATIONAL },
    { "инф", INFORMATIONAL },
    { "nav", NAVIGATIONAL },
    { "нав", NAVIGATIONAL },
    { "comm", COMMERCIAL },
    { "kom", COMMERCIAL },
    { "комм", COMMERCIAL },
    { "come", COMMERCIAL },
    { "trans", TRANSACTIONAL },
    { "tranz", TRANSACTIONAL },
    { "транз", TRANSACTIONAL },
    { "brand", IGNY_IMPORT_INTENT_BRANDED },
    { "local", IGNY_IMPORT_INTENT_LOCAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (word, beginnings[i].word))
      return (guint) beginnings[i].value;
  return 0;
}

static guint
find_intent_letter (char letter)
{
  switch (g_ascii_tolower (letter))
    {
    case 'i':
    case '1':
      return INFORMATIONAL;
    case 'n':
    case '2':
      return NAVIGATIONAL;
    case 'c':
    case '0':
      return COMMERCIAL;
    case 't':
    case '3':
      return TRANSACTIONAL;
    default:
      return 0;
    }
}

gboolean
igny_import_intents_parse (const char *text,
                           guint      *intents,
                           guint      *primary)
{
  g_autofree char *lower = NULL;
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (text != NULL && intents != NULL && primary != NULL, FALSE);

  *intents = 0;
  *primary = 0;
  lower = g_utf8_strdown (text, -1);
  words = g_strsplit_set (lower, ",/;|+& []\"'\t\r\n", 16);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found;

      /* "non branded" is nothing, and takes its second word along. */
      if (strcmp (words[i], "non") == 0 && words[i + 1] != NULL)
        {
          i++;
          continue;
        }
      found = strlen (words[i]) == 1 ? find_intent_letter (*words[i]) : find_intent_word (words[i]);
      *intents |= found;
      if (*primary == 0)
        *primary = found & THE_FOUR;
    }

  return *intents != 0;
}

static gboolean
find_word (const Word *words,
           const char *text,
           gint64     *value)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_autofree char *lower = g_utf8_strdown (bare, -1);

  for (; words->word != NULL; words++)
    if (strcmp (words->word, lower) == 0)
      {
        *value = words->value;
        return TRUE;
      }
  return FALSE;
}

gboolean
igny_import_word_is_true (const char *text)
{
  static const Word words[] = {
    { "true", 1 },
    { "yes", 1 },
    { "y", 1 },
    { "1", 1 },
    { "x", 1 },
    { "✓", 1 },
    { "✔", 1 },
    { "ja", 1 },
    { "oui", 1 },
    { "sí", 1 },
    { "si", 1 },
    { "sì", 1 },
    { "sim", 1 },
    { "да", 1 },
    { "wahr", 1 },
    { "vrai", 1 },
    { "verdadero", 1 },
    { NULL },
  };
  gint64 value;

  g_return_val_if_fail (text != NULL, FALSE);
  return find_word (words, text, &value);
}

gboolean
igny_import_difficulty_parse_word (const char *text,
                                   gint64     *difficulty)
{
  static const Word words[] = {
    { "very easy", 10 },
    { "easy", 30 },
    { "low", 30 },
    { "medium", 50 },
    { "possible", 50 },
    { "moderate", 50 },
    { "hard", 70 },
    { "difficult", 70 },
    { "high", 70 },
    { "very hard", 90 },
    { "very difficult", 90 },
    { "super hard", 90 },
    { NULL },
  };

  g_return_val_if_fail (text != NULL && difficulty != NULL, FALSE);
  return find_word (words, text, difficulty);
}

/* The bands are those of Keyword Planner's index: 0-33, 34-66, 67-100. */
gboolean
igny_import_competition_parse_word (const char *text,
                                    gint64     *competition)
{
  static const Word words[] = {
    { "low", 17 },
    { "medium", 50 },
    { "high", 83 },
    { "niedrig", 17 },
    { "gering", 17 },
    { "mittel", 50 },
    { "hoch", 83 },
    { "faible", 17 },
    { "moyen", 50 },
    { "moyenne", 50 },
    { "élevé", 83 },
    { "élevée", 83 },
    { "baja", 17 },
    { "bajo", 17 },
    { "media", 50 },
    { "medio", 50 },
    { "alta", 83 },
    { "alto", 83 },
    { "bassa", 17 },
    { "basso", 17 },
    { "baixa", 17 },
    { "média", 50 },
    { "laag", 17 },
    { "gemiddeld", 50 },
    { "hoog", 83 },
    { "niska", 17 },
    { "średnia", 50 },
    { "wysoka", 83 },
    { "низкая", 17 },
    { "низкий", 17 },
    { "средняя", 50 },
    { "средний", 50 },
    { "высокая", 83 },
    { "высокий", 83 },
    { "thấp", 17 },
    { "trung bình", 50 },
    { "cao", 83 },
    { "düşük", 17 },
    { "orta", 50 },
    { "yüksek", 83 },
    { "låg", 17 },
    { "medel", 50 },
    { "hög", 83 },
    { "rendah", 17 },
    { "sedang", 50 },
    { "tinggi", 83 },
    { "低", 17 },
    { "中", 50 },
    { "高", 83 },
    { "낮음", 17 },
    { "보통", 50 },
    { "높음", 83 },
    { NULL },
  };

  g_return_val_if_fail (text != NULL && competition != NULL, FALSE);
  return find_word (words, text, competition);
}

gboolean
igny_import_country_parse (const char *text,
                           char        country[3])
{
  g_autofree char *bare = NULL;
  const char      *code;
  gsize            length;

  g_return_val_if_fail (text != NULL && country != NULL, FALSE);

  bare = g_strstrip (g_strdup (text));
  length = strlen (bare);
  code = length == 5 && (bare[2] == '-' || bare[2] == '_') ? bare + 3 : bare;
  if ((length != 2 && length != 5) || strlen (code) != 2 ||
      !g_ascii_isalpha (code[0]) || !g_ascii_isalpha (code[1]))
    return FALSE;

  country[0] = g_ascii_tolower (code[0]);
  country[1] = g_ascii_tolower (code[1]);
  country[2] = '\0';
  if (strcmp (country, "uk") == 0)
    memcpy (country, "gb", 2);
  return TRUE;
}

/* Up to six decimals are kept; a shape needs no more. */
static gboolean
append_number (GString *json,
               char    *text)
{
  g_autofree char *number = NULL;
  gint64           value;

  text = g_strstrip (text);
  if (*text == '\0' || !igny_number_from_decimal (text, 6, &value))
    return FALSE;

  number = igny_number_to_decimal (value, 6);
  g_string_append (json, number);
  return TRUE;
}

gboolean
igny_import_trend_parse (const char *text,
                         GString    *json)
{
  g_autofree char *bare = NULL;
  g_auto(GStrv) items = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL && json != NULL, FALSE);

  if (strpbrk (text, ",;|") == NULL)
    return FALSE;

  length = json->len;
  bare = g_strdelimit (g_strdup (text), "[]\"", ' ');
  items = g_strsplit_set (bare, ",;|", MAX_TREND + 1);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_string_append_c (json, i == 0 ? '[' : ',');
      if (!append_number (json, items[i]))
        {
          g_string_truncate (json, length);
          return FALSE;
        }
    }
  g_string_append_c (json, ']');
  return TRUE;
}
