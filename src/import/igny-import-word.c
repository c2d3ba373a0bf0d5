/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-word.h"

#include <string.h>

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
    { "info", INFORMATIONAL },
    { "инфо", INFORMATIONAL },
    { "navig", NAVIGATIONAL },
    { "навиг", NAVIGATIONAL },
    { "commer", COMMERCIAL },
    { "kommer", COMMERCIAL },
    { "komer", COMMERCIAL },
    { "коммер", COMMERCIAL },
    { "comer", COMMERCIAL },
    { "transa", TRANSACTIONAL },
    { "transz", TRANSACTIONAL },
    { "tranza", TRANSACTIONAL },
    { "транза", TRANSACTIONAL },
    { "thông", INFORMATIONAL },
    { "bilgi", INFORMATIONAL },
    { "情報", INFORMATIONAL },
    { "信息", INFORMATIONAL },
    { "資訊", INFORMATIONAL },
    { "정보", INFORMATIONAL },
    { "điều", NAVIGATIONAL },
    { "gezin", NAVIGATIONAL },
    { "yönlen", NAVIGATIONAL },
    { "nawig", NAVIGATIONAL },
    { "ナビ", NAVIGATIONAL },
    { "案内", NAVIGATIONAL },
    { "导航", NAVIGATIONAL },
    { "導航", NAVIGATIONAL },
    { "탐색", NAVIGATIONAL },
    { "thương", COMMERCIAL },
    { "ticari", COMMERCIAL },
    { "商業", COMMERCIAL },
    { "商业", COMMERCIAL },
    { "コマーシャル", COMMERCIAL },
    { "상업", COMMERCIAL },
    { "giao", TRANSACTIONAL },
    { "işlem", TRANSACTIONAL },
    { "取引", TRANSACTIONAL },
    { "トランザクション", TRANSACTIONAL },
    { "交易", TRANSACTIONAL },
    { "거래", TRANSACTIONAL },
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

/* The next word of a list in lower case, at most 31 bytes of it; NULL at the
 * end. Every row of a file has such lists, so nothing is allocated. */
static const char *
next_word (const char *list,
           char        word[32])
{
  static const char separators[] = ",/;|+& []\"'\t\r\n";
  gsize             length;

  list += strspn (list, separators);
  length = strcspn (list, separators);
  if (length == 0)
    return NULL;

  g_strlcpy (word, list, MIN (length + 1, 32));
  for (char *c = word; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  return list + length;
}

/* Beginnings of words in other scripts are in lower case only. */
static guint
find_intent (const char *word)
{
  g_autofree char *lower = NULL;

  if (word[1] == '\0')
    return find_intent_letter (*word);
  if (g_ascii_isalpha (*word) || !g_utf8_validate (word, -1, NULL))
    return find_intent_word (word);
  lower = g_utf8_strdown (word, -1);
  return find_intent_word (lower);
}

gboolean
igny_import_intents_parse (const char *text,
                           guint      *intents,
                           guint      *primary)
{
  char     word[32];
  gboolean negated = FALSE;

  g_return_val_if_fail (text != NULL && intents != NULL && primary != NULL, FALSE);

  *intents = 0;
  *primary = 0;
  while ((text = next_word (text, word)) != NULL)
    {
      guint found = negated ? 0 : find_intent (word);

      /* "non branded" is nothing, and takes its second word along. */
      negated = strcmp (word, "non") == 0;
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
  g_autofree char *bare = NULL;
  g_autofree char *lower = NULL;

  /* Most values are numbers, which none of the lists begins with but "1". */
  if (g_ascii_isdigit (text[0]) && text[1] != '\0')
    return FALSE;

  bare = g_strstrip (g_strdup (text));
  lower = g_utf8_strdown (bare, -1);
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
    { "tak", 1 },
    { "prawda", 1 },
    { "evet", 1 },
    { "có", 1 },
    { "vero", 1 },
    { "waar", 1 },
    { "истина", 1 },
    { "はい", 1 },
    { "是", 1 },
    { "예", 1 },
    { NULL },
  };
  gint64 value;

  g_return_val_if_fail (text != NULL, FALSE);
  return find_word (words, text, &value);
}

static const Word difficulties[] = {
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
  { "einfach", 30 },
  { "leicht", 30 },
  { "mittel", 50 },
  { "schwer", 70 },
  { "schwierig", 70 },
  { "facile", 30 },
  { "moyen", 50 },
  { "difficile", 70 },
  { "fácil", 30 },
  { "medio", 50 },
  { "media", 50 },
  { "médio", 50 },
  { "difícil", 70 },
  { "makkelijk", 30 },
  { "gemiddeld", 50 },
  { "moeilijk", 70 },
  { "łatwa", 30 },
  { "łatwe", 30 },
  { "średnia", 50 },
  { "średnie", 50 },
  { "trudna", 70 },
  { "trudne", 70 },
  { "легко", 30 },
  { "низкая", 30 },
  { "средняя", 50 },
  { "сложно", 70 },
  { "высокая", 70 },
  { "kolay", 30 },
  { "orta", 50 },
  { "zor", 70 },
  { "dễ", 30 },
  { "trung bình", 50 },
  { "khó", 70 },
  { "簡単", 30 },
  { "普通", 50 },
  { "難しい", 70 },
  { "容易", 30 },
  { "中等", 50 },
  { "困难", 70 },
  { "困難", 70 },
  { "쉬움", 30 },
  { "보통", 50 },
  { "어려움", 70 },
  { NULL },
};

gboolean
igny_import_difficulty_parse_word (const char *text,
                                   gint64     *difficulty)
{
  g_return_val_if_fail (text != NULL && difficulty != NULL, FALSE);
  return find_word (difficulties, text, difficulty);
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

/* Appends the number at text as JSON writes it, and gives what is behind it;
 * NULL when there is none. */
static const char *
append_number (GString    *json,
               const char *text)
{
  gsize whole;
  gsize rest = 0;

  text += strspn (text, " \t");
  if (*text == '-' || *text == '+')
    {
      if (*text == '-')
        g_string_append_c (json, '-');
      text++;
    }
  whole = strspn (text, "0123456789");
  if (text[whole] == '.')
    rest = strspn (text + whole + 1, "0123456789");
  if (whole + rest == 0 || whole > 15)
    return NULL;

  for (; whole > 1 && *text == '0'; whole--)
    text++;
  g_string_append_len (json, whole > 0 ? text : "0", whole > 0 ? (gssize) whole : 1);
  text += whole;
  if (*text != '.')
    return text;

  whole = rest;
  for (rest = MIN (rest, 6); rest > 0 && text[rest] == '0'; rest--)
    ;
  if (rest > 0)
    g_string_append_len (json, text, (gssize) rest + 1);
  return text + 1 + whole;
}

gboolean
igny_import_trend_parse (const char *text,
                         GString    *json)
{
  static const char frame[] = " \t[]\"";
  gsize             length;
  guint             n_items = 0;

  g_return_val_if_fail (text != NULL && json != NULL, FALSE);

  length = json->len;
  text += strspn (text, frame);
  for (; n_items < MAX_TREND; text++)
    {
      g_string_append_c (json, n_items == 0 ? '[' : ',');
      text = append_number (json, text);
      if (text == NULL)
        break;
      n_items++;
      text += strspn (text, frame);
      if (*text == '\0' || strchr (",;|", *text) == NULL)
        break;
    }

  if (text == NULL || *text != '\0' || n_items < 2)
    {
      g_string_truncate (json, length);
      return FALSE;
    }
  g_string_append_c (json, ']');
  return TRUE;
}
