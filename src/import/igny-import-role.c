/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-import-alias.h"
#include "igny-import-number.h"
#include "igny-text.h"

/* clang-format off */
static const struct
{
  const char *id;
  const char *label;
} names[IGNY_IMPORT_N_ROLES] = {
  [IGNY_IMPORT_ROLE_EXTRA]             = { "extra",             N_("Keep as attribute") },
  [IGNY_IMPORT_ROLE_IGNORE]            = { "ignore",            N_("Leave out") },
  [IGNY_IMPORT_ROLE_KEYWORD]           = { "keyword",           N_("Keyword") },
  [IGNY_IMPORT_ROLE_VOLUME]            = { "volume",            N_("Volume") },
  [IGNY_IMPORT_ROLE_VOLUME_LOW]        = { "volume-low",        N_("Volume, low") },
  [IGNY_IMPORT_ROLE_VOLUME_HIGH]       = { "volume-high",       N_("Volume, high") },
  [IGNY_IMPORT_ROLE_DIFFICULTY]        = { "difficulty",        N_("Keyword difficulty") },
  [IGNY_IMPORT_ROLE_INTENT]            = { "intent",            N_("Search intent") },
  [IGNY_IMPORT_ROLE_PRIMARY_INTENT]    = { "primary-intent",    N_("Search intent, the first") },
  [IGNY_IMPORT_ROLE_INTENT_GUESSED]    = { "intent-guessed",    N_("Intent is a guess") },
  [IGNY_IMPORT_ROLE_VOLUME_ESTIMATED]  = { "volume-estimated",  N_("Volume is an estimate") },
  [IGNY_IMPORT_ROLE_ATTRIBUTES]        = { "attributes",        N_("Attributes") },
  [IGNY_IMPORT_ROLE_INFORMATIONAL]     = { "informational",     N_("Is informational") },
  [IGNY_IMPORT_ROLE_NAVIGATIONAL]      = { "navigational",      N_("Is navigational") },
  [IGNY_IMPORT_ROLE_COMMERCIAL]        = { "commercial",        N_("Is commercial") },
  [IGNY_IMPORT_ROLE_TRANSACTIONAL]     = { "transactional",     N_("Is transactional") },
  [IGNY_IMPORT_ROLE_BRANDED]           = { "branded",           N_("Is branded") },
  [IGNY_IMPORT_ROLE_LOCAL]             = { "local",             N_("Is local") },
  [IGNY_IMPORT_ROLE_CPC]               = { "cpc",               N_("CPC") },
  [IGNY_IMPORT_ROLE_BID_LOW]           = { "bid-low",           N_("Bid, low") },
  [IGNY_IMPORT_ROLE_BID_HIGH]          = { "bid-high",          N_("Bid, high") },
  [IGNY_IMPORT_ROLE_CURRENCY]          = { "currency",          N_("Currency") },
  [IGNY_IMPORT_ROLE_COMPETITION]       = { "competition",       N_("Advertising competition") },
  [IGNY_IMPORT_ROLE_COMPETITION_INDEX] = { "competition-index", N_("Advertising competition, 0–100") },
  [IGNY_IMPORT_ROLE_COUNTRY]           = { "country",           N_("Country") },
  [IGNY_IMPORT_ROLE_TREND]             = { "trend",             N_("Trend") },
  [IGNY_IMPORT_ROLE_MONTH]             = { "month",             N_("Searches of a month") },
  [IGNY_IMPORT_ROLE_CLICKS]            = { "clicks",            N_("Clicks") },
  [IGNY_IMPORT_ROLE_IMPRESSIONS]       = { "impressions",       N_("Impressions") },
  [IGNY_IMPORT_ROLE_CTR]               = { "ctr",               N_("CTR") },
  [IGNY_IMPORT_ROLE_POSITION]          = { "position",          N_("Position") },
  [IGNY_IMPORT_ROLE_TARGET_URL]        = { "target-url",        N_("Target URL") },
  [IGNY_IMPORT_ROLE_GROUP]             = { "group",             N_("Group") },
  [IGNY_IMPORT_ROLE_INDUSTRY]          = { "industry",          N_("Industry") },
  [IGNY_IMPORT_ROLE_SECTOR]            = { "sector",            N_("Sector") },
  [IGNY_IMPORT_ROLE_STATUS]            = { "status",            N_("Status") },
  [IGNY_IMPORT_ROLE_CLUSTER]           = { "cluster",           N_("Cluster") },
  [IGNY_IMPORT_ROLE_TAGS]              = { "tags",              N_("Tags") },
  [IGNY_IMPORT_ROLE_NOTES]             = { "notes",             N_("Notes") },
  [IGNY_IMPORT_ROLE_SERP_URLS]         = { "serp-urls",         N_("Addresses of the results") },
  [IGNY_IMPORT_ROLE_SEGMENT]           = { "segment",           N_("Segment of a summary") },
};
/* clang-format on */

const char *
igny_import_role_get_id (IgnyImportRole role)
{
  g_return_val_if_fail (role < IGNY_IMPORT_N_ROLES, NULL);
  return names[role].id;
}

const char *
igny_import_role_get_label (IgnyImportRole role)
{
  g_return_val_if_fail (role < IGNY_IMPORT_N_ROLES, NULL);
  return names[role].label;
}

gboolean
igny_import_role_is_shared (IgnyImportRole role)
{
  return role == IGNY_IMPORT_ROLE_EXTRA || role == IGNY_IMPORT_ROLE_IGNORE ||
         role == IGNY_IMPORT_ROLE_MONTH || role == IGNY_IMPORT_ROLE_SERP_URLS;
}

gboolean
igny_import_role_parse (const char     *word,
                        IgnyImportRole *role)
{
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  char             currency[4];
  guint            rank;

  g_return_val_if_fail (word != NULL && role != NULL, FALSE);

  key = igny_import_role_normalize_header (word, currency);
  id = g_strdelimit (g_strdup (key), " ", '-');
  *role = IGNY_IMPORT_ROLE_EXTRA;
  for (guint i = 0; i < IGNY_IMPORT_N_ROLES; i++)
    {
      g_autofree char *label = igny_text_normalize (names[i].label);
      g_autofree char *local = igny_text_normalize (_ (names[i].label));

      if (strcmp (id, names[i].id) == 0 || strcmp (key, label) == 0 || strcmp (key, local) == 0)
        {
          *role = i;
          return TRUE;
        }
    }
  if (strcmp (key, "attribute") == 0)
    return TRUE;
  *role = igny_import_role_find (key, &rank);
  return *role != IGNY_IMPORT_ROLE_EXTRA;
}

/* Codes of currencies are taken in capitals only: "(low)" is none. */
static gboolean
is_currency (const char *text,
             gsize       length,
             char        currency[4])
{
  for (gsize i = 0; length == 3 && i < length; i++)
    if (g_ascii_islower (text[i]) && strncmp (text, "lei", 3) != 0)
      return FALSE;
  return igny_import_currency_parse (text, length, currency);
}

/* "CPC (USD)", "CPC/USD", "CPC, $" lose what comes after CPC. */
static void
cut_currency (char *header,
              char  currency[4])
{
  gsize length = strlen (header);
  char *at;

  if (length < 3)
    return;

  if (header[length - 1] == ')' && (at = strrchr (header, '(')) != NULL)
    length--;
  else if ((at = strrchr (header, '/')) == NULL)
    at = strrchr (header, ',');
  if (at == NULL || at == header)
    return;
  if (!is_currency (at + 1, length - (gsize) (at + 1 - header), currency))
    return;

  while (at > header && at[-1] == ' ')
    at--;
  *at = '\0';
}

char *
igny_import_role_normalize_header (const char *header,
                                   char        currency[4])
{
  g_autofree char *tidy = NULL;
  char            *bare;
  gsize            length;

  g_return_val_if_fail (header != NULL && currency != NULL, NULL);

  currency[0] = '\0';
  tidy = igny_text_tidy (header);
  bare = tidy;
  length = strlen (bare);
  if (length >= 2 && (*bare == '"' || *bare == '\'') && bare[length - 1] == *bare)
    {
      bare[length - 1] = '\0';
      bare++;
    }
  g_strdelimit (bare, "_", ' ');
  cut_currency (bare, currency);
  return igny_text_normalize (bare);
}

/* The place of word in a list separated by bars; -1 when it is not there. */
static int
find_in_list (const char *list,
              const char *word)
{
  gsize       length = strlen (word);
  const char *found = list != NULL && length > 0 ? strstr (list, word) : NULL;
  int         place = 0;

  while (found != NULL && ((found > list && found[-1] != '|') ||
                           (found[length] != '|' && found[length] != '\0')))
    found = strstr (found + 1, word);
  /* A header may have a bar of its own, and be no one word of the list. */
  if (found == NULL || strchr (word, '|') != NULL)
    return -1;
  for (const char *c = list; c < found; c++)
    place += *c == '|';
  return place;
}

IgnyImportRole
igny_import_role_find (const char *header,
                       guint      *rank)
{
  g_return_val_if_fail (header != NULL && rank != NULL, IGNY_IMPORT_ROLE_EXTRA);

  *rank = 0;
  if (*header == '\0')
    return IGNY_IMPORT_ROLE_EXTRA;
  for (guint role = 0; role < IGNY_IMPORT_N_ROLES; role++)
    {
      int place = find_in_list (igny_import_aliases[role], header);

      if (place >= 0)
        {
          *rank = (guint) place;
          return role;
        }
    }
  if (g_str_has_prefix (header, "sv trend ("))
    return IGNY_IMPORT_ROLE_TREND;
  return igny_import_role_find_month (header) != -1 ? IGNY_IMPORT_ROLE_MONTH
                                                    : IGNY_IMPORT_ROLE_EXTRA;
}

gboolean
igny_import_role_is_keyword (const char *header)
{
  g_return_val_if_fail (header != NULL, FALSE);
  return *header != '\0' &&
         find_in_list (igny_import_aliases[IGNY_IMPORT_ROLE_KEYWORD], header) >= 0;
}

gboolean
igny_import_role_may_be_keyword (const char *header)
{
  g_return_val_if_fail (header != NULL, FALSE);
  return *header != '\0' && find_in_list (igny_import_weak_keywords, header) >= 0;
}

/* The length of the longest word of a list that text begins with; 0 for none. */
static gsize
measure_beginning (const char *list,
                   const char *text)
{
  gsize longest = 0;

  while (*list != '\0')
    {
      gsize length = strcspn (list, "|");

      if (length > longest && strncmp (text, list, length) == 0)
        longest = length;
      list += length + (list[length] == '|');
    }
  return longest;
}

/* A number before or after a slash or hyphen, or the beginning of a month's
 * name in the languages whose names begin alike. */
static int
find_month_word (const char *text)
{
  static const char *const beginnings[] = {
    "jan|ene|gen|янв|sty|oca", "feb|fév|fev|фев|lut|şub|úno", "mar|mär|maa|мар|mrt|bře",
    "apr|avr|abr|апр|kwi|nis", "may|mai|mei|mag|май|мая|maj|kvě", "jun|juin|giu|июн|cze|haz",
    "jul|juil|lug|июл|lip|tem", "aug|aoû|ago|авг|sie|ağu", "sep|set|сен|wrz|eyl",
    "oct|okt|out|ott|окт|paź|eki", "nov|ноя|lis|kas", "dec|dez|déc|dic|дек|gru|ara"
  };

  for (guint month = 0; month < 12; month++)
    if (measure_beginning (beginnings[month], text) > 0)
      return (int) month;
  return -1;
}

static const char *
skip_beginning (const char *header)
{
  gsize longest = measure_beginning (igny_import_month_beginnings, header);

  if (longest == 0)
    return NULL;
  header += longest + strspn (header + longest, " :(");
  return g_str_has_prefix (header, "：") ? header + strlen ("：") : header;
}

/* "2025年5月", "2025년 5월" and "2025-05": the number behind the year. */
static int
find_month_behind (const char *year)
{
  static const char *const signs[] = { "年", "년", "-", "/", "." };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (year + 4, signs[i]))
      return (int) strtol (year + 4 + strlen (signs[i]), NULL, 10) - 1;
  return -1;
}

/* "thg 5 2025" and "tháng 5 năm 2025": "month" before its number. */
static const char *
skip_month_word (const char *text)
{
  static const char *const words[] = { "thg ", "tháng ", "month ", "monat " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      return text + strlen (words[i]);
  return text;
}

int
igny_import_role_find_month (const char *header)
{
  const char *rest;
  const char *year;
  guint       digits = 0;
  int         month;

  g_return_val_if_fail (header != NULL, -1);

  rest = skip_beginning (header);
  if (rest == NULL)
    return -1;
  rest = skip_month_word (rest);
  for (year = strstr (rest, "20"); year != NULL; year = strstr (year + 1, "20"))
    {
      for (digits = 0; g_ascii_isdigit (year[digits]); digits++)
        ;
      if (digits == 4)
        break;
    }
  if (year == NULL)
    return -1;

  month = g_ascii_isdigit (*rest) && rest != year ? (int) strtol (rest, NULL, 10) - 1
                                                  : find_month_word (rest);
  if (rest == year)
    month = find_month_behind (year);
  if (month < 0 || month > 11)
    return -2;
  return (int) strtol (year, NULL, 10) * 12 + month;
}
