/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-import-alias.h"
#include "igny-import-number.h"
#include "igny-import-word.h"
#include "igny-text.h"

#define BAD G_MININT64

static const struct
{
  const char *text;
  char        mark;
  guint       digits;
  gint64      value;
} numbers[] = {
  { "1300", '.', 0, 1300 },
  { "1,300", '.', 0, 1300 },
  { "1.300", ',', 0, 1300 },
  { "1.300", 0, 0, 1300 },
  { "1,300", 0, 0, 1300 },
  { "1.300", '.', 2, 130 },
  { "1,300", ',', 2, 130 },
  { "1 300", '.', 0, 1300 },
  { "1\u00a0300", '.', 0, 1300 },
  { "1\u202f300\u202f000", '.', 0, 1300000 },
  { "1'300", '.', 0, 1300 },
  { "1’300", '.', 0, 1300 },
  { "1,234,567", ',', 0, 1234567 },
  { "1.234.567", '.', 0, 1234567 },
  { "1,300.55", ',', 2, 130055 },
  { "1.300,55", '.', 2, 130055 },
  { "0.123", ',', 3, 123 },
  { "0,123", '.', 3, 123 },
  { "1.5", ',', 1, 15 },
  { ".5", '.', 1, 5 },
  { "1234.567", ',', 3, 1234567 },
  { "1.2K", '.', 0, 1200 },
  { "12.1k", ',', 0, 12100 },
  { "1.234K", 0, 0, 1234 },
  { "3M", '.', 0, 3000000 },
  { "1,2 Mio", '.', 0, 1200000 },
  { "10K+", '.', 0, 10000 },
  { "26.96%", '.', 4, 269600 },
  { "26,96 %", '.', 4, 269600 },
  { "-18%", '.', 0, -18 },
  { "−18", '.', 0, -18 },
  { "+7", '.', 0, 7 },
  { "85.18", '.', 0, 85 },
  { "85.5", '.', 0, 86 },
  { "0.99999999", '.', 2, 100 },
  { "١٣٠٠", '.', 0, 1300 },
  { "1３００", '.', 0, 1300 },
  { "", '.', 0, BAD },
  { "abc", '.', 0, BAD },
  { "1.2.3", '.', 0, BAD },
  { "12 boots", '.', 0, BAD },
  { "1 30", '.', 0, BAD },
  { "99999999999999999999", '.', 0, BAD },
  { "9000000000M", '.', 6, BAD },
  { "5%%", '.', 0, BAD },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gint64   value = BAD;
      gboolean good = igny_import_number_parse (numbers[i].text, numbers[i].mark, numbers[i].digits,
                                                &value);

      g_test_message ("“%s” with mark %d", numbers[i].text, numbers[i].mark);
      g_assert_cmpint (good, ==, numbers[i].value != BAD);
      if (good)
        g_assert_cmpint (value, ==, numbers[i].value);
    }
}

static void
test_marks (void)
{
  static const struct
  {
    const char *values; /* with bars between */
    gboolean    whole;
    char        hint;
    char        mark;
  } cases[] = {
    { "1.300|2.400", TRUE, 0, 0 },
    { "1.300|2.400", TRUE, '.', 0 },
    { "1,300|90", TRUE, 0, 0 },
    { "1.300|2.5", TRUE, 0, '.' },
    { "1,300|2,5", FALSE, 0, ',' },
    { "1.300|1.300.000", FALSE, 0, ',' },
    { "1,300|1,300,000", FALSE, 0, '.' },
    { "1,300.55|12", FALSE, 0, '.' },
    { "2,17 €|1,300 €", FALSE, 0, ',' },
    { "$2.17|$1.300", FALSE, 0, '.' },
    { "1.300|2.400", FALSE, 0, '.' },
    { "1.300|2.400", FALSE, ',', ',' },
    { "1,300|2,400", FALSE, 0, 0 },
    { "1,300|2,400", FALSE, ',', ',' },
    { "n/a|-", FALSE, 0, '.' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IgnyImportStyle style = { 0 };
      g_auto(GStrv) values = g_strsplit (cases[i].values, "|", -1);

      for (guint j = 0; values[j] != NULL; j++)
        igny_import_style_learn (&style, values[j]);
      g_test_message ("%s", cases[i].values);
      g_assert_cmpint (igny_import_style_get_mark (&style, cases[i].whole, cases[i].hint), ==,
                       cases[i].mark);
    }
}

static void
test_volumes (void)
{
  static const struct
  {
    const char *text;
    gint64      value;
    gint64      low;
    gint64      high;
  } cases[] = {
    { "1,300", 1300, IGNY_UNKNOWN, IGNY_UNKNOWN },
    { "0", 0, IGNY_UNKNOWN, IGNY_UNKNOWN },
    { "<10", 3, 0, 10 },
    { "< 10", 3, 0, 10 },
    { "0-10", 3, 0, 10 },
    { "10 – 100", 32, 10, 100 },
    { "10 - 100", 32, 10, 100 },
    { "100-1K", 316, 100, 1000 },
    { "1K – 10K", 3162, 1000, 10000 },
    { "1 tys. – 10 tys.", BAD, 0, 0 },
    { "1 тыс. – 10 тыс.", 3162, 1000, 10000 },
    { "100K – 1M", 316228, 100000, 1000000 },
    { "30301..70800", 46317, 30301, 70800 },
    { "10K+", 10000, 10000, IGNY_UNKNOWN },
    { "> 1000", 1000, 1000, IGNY_UNKNOWN },
    { "-5", BAD, 0, 0 },
    { "many", BAD, 0, 0 },
    { "10 – ", BAD, 0, 0 },
    { "10 – 100 – 1000", BAD, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IgnyImportVolume volume;
      gboolean         good = igny_import_volume_parse (cases[i].text, 0, &volume);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (good, ==, cases[i].value != BAD);
      if (!good)
        continue;
      g_assert_cmpint (volume.value, ==, cases[i].value);
      g_assert_cmpint (volume.low, ==, cases[i].low);
      g_assert_cmpint (volume.high, ==, cases[i].high);
      g_assert_cmpint (volume.estimated, ==, volume.low != IGNY_UNKNOWN);
    }
}

static void
test_buckets (void)
{
  static const gint64 cases[][3] = {
    { 0, 0, 10 },
    { 50, 10, 100 },
    { 500, 100, 1000 },
    { 5000, 1000, 10000 },
    { 50000, 10000, 100000 },
    { 500000, 100000, 1000000 },
    { 5000000, 1000000, 10000000 },
  };
  IgnyImportVolume volume = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (igny_import_volume_set_bucket (&volume, cases[i][0]));
      g_assert_cmpint (volume.low, ==, cases[i][1]);
      g_assert_cmpint (volume.high, ==, cases[i][2]);
      g_assert_true (volume.estimated);
    }
  g_assert_false (igny_import_volume_set_bucket (&volume, 5));
  g_assert_false (igny_import_volume_set_bucket (&volume, 70));
  g_assert_false (igny_import_volume_set_bucket (&volume, 1000));
}

static void
test_money (void)
{
  static const struct
  {
    const char *text;
    char        mark;
    gint64      micro;
    const char *currency;
  } cases[] = {
    { "2.17", '.', 2170000, "" },
    { "$2.17", '.', 2170000, "USD" },
    { "US$2.17", '.', 2170000, "USD" },
    { "2,17 €", ',', 2170000, "EUR" },
    { "2,17\u00a0€", '.', 2170000, "EUR" },
    { "₹12", '.', 12000000, "INR" },
    { "R$ 1.300,50", ',', 1300500000, "BRL" },
    { "Rs. 12", '.', 12000000, "INR" },
    { "1 300 USD", '.', 1300000000, "USD" },
    { "usd 0.05", '.', 50000, "USD" },
    { "0.12345678", '.', 123457, "" },
    { "12 boots", '.', BAD, "" },
    { "free", '.', BAD, "" },
    { "", '.', BAD, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char     currency[4] = "";
      gint64   micro = BAD;
      gboolean good = igny_import_money_parse (cases[i].text, cases[i].mark, &micro, currency);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (good, ==, cases[i].micro != BAD);
      if (!good)
        continue;
      g_assert_cmpint (micro, ==, cases[i].micro);
      g_assert_cmpstr (currency, ==, cases[i].currency);
    }
}

static void
test_unknown (void)
{
  static const char *const unknown[] = { "", " ", "-", "–", "--", "n/a",
                                         "N/A", "null", "∞", "NaN", "\u00a0" };
  static const char *const known[] = { "0", "-1", "na na", "5", "boots" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_true (igny_import_number_is_unknown (unknown[i]));
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_false (igny_import_number_is_unknown (known[i]));
}

static void
test_intents (void)
{
  static const struct
  {
    const char *text;
    guint       intents;
    guint       primary;
  } cases[] = {
    { "Informational", 1, 1 },
    { "Informational, Commercial", 5, 1 },
    { "commercial/transactional", 12, 4 },
    { "N", 2, 2 },
    { "I,T", 9, 1 },
    { "0", 4, 4 },
    { "1, 3", 9, 1 },
    { "2", 2, 2 },
    { "Informational,Commercial,Non-branded,Non-local", 5, 1 },
    { "Branded,Navigational,Local", 2 | 16 | 32, 2 },
    { "[\"transactional\"]", 8, 8 },
    { "Informativa", 1, 1 },
    { "Kommerziell", 4, 4 },
    { "Информационный, транзакционный", 9, 1 },
    { "Mixed", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint intents;
      guint primary;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (igny_import_intents_parse (cases[i].text, &intents, &primary), ==,
                       cases[i].intents != 0);
      g_assert_cmpuint (intents, ==, cases[i].intents);
      g_assert_cmpuint (primary, ==, cases[i].primary);
    }
  g_assert_cmpstr (igny_import_intent_to_word (4), ==, "commercial");
  g_assert_null (igny_import_intent_to_word (5));
  g_assert_null (igny_import_intent_to_word (16));
}

static void
test_words (void)
{
  gint64 value;
  char   country[3];

  g_assert_true (igny_import_difficulty_parse_word ("Easy", &value));
  g_assert_cmpint (value, ==, 30);
  g_assert_true (igny_import_difficulty_parse_word (" Very hard ", &value));
  g_assert_cmpint (value, ==, 90);
  g_assert_false (igny_import_difficulty_parse_word ("12", &value));
  g_assert_true (igny_import_competition_parse_word ("HIGH", &value));
  g_assert_cmpint (value, ==, 83);
  g_assert_true (igny_import_competition_parse_word ("Средний", &value));
  g_assert_cmpint (value, ==, 50);

  g_assert_true (igny_import_country_parse ("GB", country));
  g_assert_cmpstr (country, ==, "gb");
  g_assert_true (igny_import_country_parse ("uk", country));
  g_assert_cmpstr (country, ==, "gb");
  g_assert_true (igny_import_country_parse ("en-US", country));
  g_assert_cmpstr (country, ==, "us");
  g_assert_false (igny_import_country_parse ("United States", country));
  g_assert_false (igny_import_country_parse ("", country));
  g_assert_true (igny_import_word_is_true ("TRUE"));
  g_assert_false (igny_import_word_is_true ("false"));
}

static void
test_trends (void)
{
  static const char *const cases[][2] = {
    { "0.23,0.28,1.00", "[0.23,0.28,1]" },
    { "[100,82,0]", "[100,82,0]" },
    { "43, 14, 100", "[43,14,100]" },
    { "\"43, 14\"", "[43,14]" },
    { "-45%", NULL },
    { "Stable", NULL },
    { "1,2,x", NULL },
    { "100", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) json = g_string_new ("before");
      gboolean good = igny_import_trend_parse (cases[i][0], json);

      g_test_message ("“%s”", cases[i][0]);
      g_assert_cmpint (good, ==, cases[i][1] != NULL);
      g_assert_cmpstr (json->str + 6, ==, good ? cases[i][1] : "");
    }
}

static void
test_headers (void)
{
  static const struct
  {
    const char    *header;
    const char    *key;
    const char    *currency;
    IgnyImportRole role;
  } cases[] = {
    { "Keyword", "keyword", "", IGNY_IMPORT_ROLE_KEYWORD },
    { " \u00a0Top  Queries ", "top queries", "", IGNY_IMPORT_ROLE_KEYWORD },
    { "CPC (USD)", "cpc", "USD", IGNY_IMPORT_ROLE_CPC },
    { "CPC/EUR", "cpc", "EUR", IGNY_IMPORT_ROLE_CPC },
    { "CPC (€)", "cpc", "EUR", IGNY_IMPORT_ROLE_CPC },
    { "Top of Page Bid (Low Range) (USD)", "top of page bid (low range)", "USD",
      IGNY_IMPORT_ROLE_BID_LOW },
    { "Search_Volume", "search volume", "", IGNY_IMPORT_ROLE_VOLUME },
    { "\"Volume\"", "volume", "", IGNY_IMPORT_ROLE_VOLUME },
    { "Global volume", "global volume", "", IGNY_IMPORT_ROLE_EXTRA },
    { "Từ khóa", "từ khóa", "", IGNY_IMPORT_ROLE_KEYWORD },
    { "tu\u031b\u0300 kho\u0301a", "từ khóa", "", IGNY_IMPORT_ROLE_KEYWORD },
    { "КЛЮЧЕВОЕ СЛОВО", "ключевое слово", "", IGNY_IMPORT_ROLE_KEYWORD },
    { "キーワード", "キーワード", "", IGNY_IMPORT_ROLE_KEYWORD },
    { "Searches: May 2025", "searches: may 2025", "", IGNY_IMPORT_ROLE_MONTH },
    { "Search Volume (Mai 2025)", "search volume (mai 2025)", "", IGNY_IMPORT_ROLE_MONTH },
    { "SV trend (05-2025 - 04-2026)", "sv trend (05-2025 - 04-2026)", "", IGNY_IMPORT_ROLE_TREND },
    { "Competition", "competition", "", IGNY_IMPORT_ROLE_COMPETITION },
    { "#", "#", "", IGNY_IMPORT_ROLE_IGNORE },
    { "", "", "", IGNY_IMPORT_ROLE_EXTRA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char             currency[4];
      guint            rank;
      g_autofree char *key = igny_import_role_normalize_header (cases[i].header, currency);

      g_assert_cmpstr (key, ==, cases[i].key);
      g_assert_cmpstr (currency, ==, cases[i].currency);
      g_assert_cmpint (igny_import_role_find (key, &rank), ==, cases[i].role);
    }
}

static void
test_months (void)
{
  g_assert_cmpint (igny_import_role_find_month ("searches: may 2025"), ==, 2025 * 12 + 4);
  g_assert_cmpint (igny_import_role_find_month ("search volume 5/2025"), ==, 2025 * 12 + 4);
  g_assert_cmpint (igny_import_role_find_month ("search volume (dec 2024)"), ==, 2024 * 12 + 11);
  g_assert_cmpint (igny_import_role_find_month ("suchanfragen: märz 2025"), ==, 2025 * 12 + 2);
  g_assert_cmpint (igny_import_role_find_month ("searches: 2025-03"), ==, 2025 * 12 + 2);
  g_assert_cmpint (igny_import_role_find_month ("searches: xyz 2025"), ==, -2);
  g_assert_cmpint (igny_import_role_find_month ("search volume"), ==, -1);
  g_assert_cmpint (igny_import_role_find_month ("traffic 2025"), ==, -1);
}

static void
check_list (const char *list)
{
  g_auto(GStrv) words = g_strsplit (list, "|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char             currency[4];
      g_autofree char *key = igny_import_role_normalize_header (words[i], currency);

      g_assert_cmpstr (key, ==, words[i]);
      g_assert_cmpstr (key, !=, "");
    }
}

/* A header that is not written as it is compared would never be found. */
static void
test_aliases_are_normal (void)
{
  for (guint role = 0; role < IGNY_IMPORT_N_ROLES; role++)
    {
      g_assert_nonnull (igny_import_role_get_id (role));
      g_assert_nonnull (igny_import_role_get_label (role));
      if (igny_import_aliases[role] != NULL)
        check_list (igny_import_aliases[role]);
    }
  check_list (igny_import_weak_keywords);
  check_list (igny_import_month_beginnings);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/value/numbers", test_numbers);
  g_test_add_func ("/import/value/marks", test_marks);
  g_test_add_func ("/import/value/volumes", test_volumes);
  g_test_add_func ("/import/value/buckets", test_buckets);
  g_test_add_func ("/import/value/money", test_money);
  g_test_add_func ("/import/value/unknown", test_unknown);
  g_test_add_func ("/import/value/intents", test_intents);
  g_test_add_func ("/import/value/words", test_words);
  g_test_add_func ("/import/value/trends", test_trends);
  g_test_add_func ("/import/header/roles", test_headers);
  g_test_add_func ("/import/header/months", test_months);
  g_test_add_func ("/import/header/aliases-are-normal", test_aliases_are_normal);

  return g_test_run ();
}
