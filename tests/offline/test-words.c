/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-shape.h"
#include "igny-spelling.h"
#include "igny-string-table.h"
#include "igny-text.h"
#include "igny-title-case.h"
#include "igny-words.h"

#include <string.h>

static void
append_cb (const char *word,
           gsize       length,
           gpointer    user_data)
{
  GString *out = user_data;

  g_string_append_printf (out, "%s%.*s", out->len > 0 ? "|" : "", (int) length, word);
}

static void
test_split (void)
{
  static const char *const cases[][2] = {
    { "best hiking boots", "best|hiking|boots" },
    { "men's boots 3.5 1,000 u.s.", "men's|boots|3.5|1,000|u.s" },
    { "gore-tex/c++", "gore|tex|c" },
    { "  ??? ", "" },
    { "", "" },
    { "günstige wanderschuhe", "günstige|wanderschuhe" },
    { "лучшие ботинки!", "лучшие|ботинки" },
    { "登山靴", "登山|山靴" },
    { "靴", "靴" },
    { "duo mobile下载", "duo|mobile|下载" },
    { "ヘッドライト 登山", "ヘッ|ッド|ドラ|ライ|イト|登山" },
    { "รองเท้า", "รอ|อง|งเ|เท้|ท้า" },
    { "등산화 추천", "등산화|추천" },
    { "أحذية المشي", "أحذية|المشي" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString         *out = g_string_new (NULL);
      g_autofree char *got = NULL;

      igny_words_foreach (cases[i][0], append_cb, out);
      got = g_string_free (out, FALSE);
      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
check_stem (const char *word,
            const char *stem)
{
  char got[IGNY_WORDS_MAX_BYTES + 1];

  igny_words_stem (word, strlen (word), got);
  g_assert_cmpstr (got, ==, stem);
}

/* Words of a group have one stem, and no two groups share theirs. */
static void
test_stems (void)
{
  static const char *const groups[] = {
    "run runs running",
    "king kings",
    "hike hikes hiking hiked",
    "boot boots boot's",
    "company companies",
    "watch watches",
    "man men men's mens",
    "child children",
    "class classes",
    "bus",
    "cafe café cafés",
    "ботинки ботинок ботинками",
    "палатка палатки палаток",
    "schlafsack",
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_auto(GStrv) words = g_strsplit (groups[i], " ", -1);
      char stem[IGNY_WORDS_MAX_BYTES + 1];

      igny_words_stem (words[0], strlen (words[0]), stem);
      g_assert_true (g_hash_table_add (seen, g_strdup (stem)));
      /* A vowel that comes and goes ("ботинок") is left to the prefix. */
      for (guint j = 1; words[j] != NULL; j++)
        if (!g_str_has_suffix (words[j], "ок"))
          check_stem (words[j], stem);
    }
  check_stem ("", "");
  check_stem ("'", "");
}

static void
test_prefix (void)
{
  g_assert_cmpuint (igny_words_prefix ("ботинок"), ==, 10);
  g_assert_cmpuint (igny_words_prefix ("boot"), ==, 0);
  g_assert_cmpuint (igny_words_prefix ("hydration"), ==, 5);
  g_assert_cmpuint (igny_words_prefix ("20000"), ==, 0);
  g_assert_cmpuint (igny_words_prefix ("등산화"), ==, 6);
  g_assert_cmpuint (igny_words_prefix (""), ==, 0);
}

static void
test_function_words (void)
{
  static const char *const yes[] = { "the", "für", "как", "best", "que", "a", "über" };
  static const char *const no[] = { "boots", "th", "thex", "", "zzz", "ботинки" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (igny_words_is_function_word (yes[i], strlen (yes[i])));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (igny_words_is_function_word (no[i], strlen (no[i])));
}

static void
test_string_table (void)
{
  g_autoptr(IgnyStringTable) table = igny_string_table_new ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("word %u", i / 2);

      g_assert_cmpuint (igny_string_table_add (table, text, strlen (text)), ==, i / 2);
    }
  g_assert_cmpuint (igny_string_table_get_size (table), ==, 10000);
  g_assert_cmpstr (igny_string_table_get (table, 77), ==, "word 77");
  g_assert_cmpuint (igny_string_table_get_length (table, 77), ==, 7);
  g_assert_cmpuint (igny_string_table_find (table, "word 9999", 9), ==, 9999);
  g_assert_cmpuint (igny_string_table_find (table, "word", 4), ==, G_MAXUINT);
}

static char *
unify (const char *text,
       const char *usual,
       guint       times)
{
  g_autoptr(IgnyStringTable) words = igny_string_table_new ();
  g_autoptr(GArray) sequence = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *out = g_string_new (NULL);
  guint    end = IGNY_SPELLING_END;

  for (guint i = 0; i <= times; i++)
    {
      g_auto(GStrv) parts = g_strsplit (i == 0 ? text : usual, " ", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          guint number = igny_string_table_add (words, parts[j], strlen (parts[j]));

          g_array_append_val (sequence, number);
        }
      g_array_append_val (sequence, end);
    }
  igny_spelling_unify (words, sequence);
  for (guint i = 0; g_array_index (sequence, guint, i) != end; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            igny_string_table_get (words, g_array_index (sequence, guint, i)));
  return g_string_free (out, FALSE);
}

static void
test_unify (void)
{
  static const struct
  {
    const char *text;
    const char *usual;
    guint       times;
    const char *result;
  } cases[] = {
    { "duo moble", "duo mobile", 30, "duo mobile" },
    { "duo moblie", "duo mobile", 30, "duo mobile" },
    { "duo mobilee", "duo mobile", 30, "duo mobile" },
    { "duo moble", "duo mobile", 5, "duo moble" },
    { "duomobile app", "duo mobile", 5, "duo mobile app" },
    { "back pack", "backpack", 5, "backpack" },
    { "biking trip", "hiking trip", 50, "biking trip" },
    { "boat", "boot", 50, "boat" },
    { "securitx", "security", 50, "security" },
    { "tribe", "tripe", 50, "tribe" },
    { "мобильынй", "мобильный", 30, "мобильный" },
    { "", "hiking", 30, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = unify (cases[i].text, cases[i].usual, cases[i].times);

      g_assert_cmpstr (got, ==, cases[i].result);
    }
}

static void
test_title_case (void)
{
  static const char *const cases[][2] = {
    { "how to clean a tent", "How to Clean a Tent" },
    { "the best of the best", "The Best of the Best" },
    { "what to look for", "What to Look For" },
    { "mens gore-tex boots", "Men’s Gore-Tex Boots" },
    { "best gps for iphone", "Best GPS for iPhone" },
    { "GoPro vs DJI", "GoPro vs. DJI" },
    { "how to break in boots", "How to Break In Boots" },
    { "what's new: a list", "What’s New: A List" },
    { "", "" },
  };
  g_autofree char *russian = igny_title_capitalize ("лучшие ботинки");
  g_autofree char *empty = igny_title_capitalize ("");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = igny_title_case (cases[i][0]);

      g_assert_cmpstr (got, ==, cases[i][1]);
    }
  g_assert_cmpstr (russian, ==, "Лучшие ботинки");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *keyword;
    IgnyShape   shape;
    const char *subject;
  } cases[] = {
    { "hiking boots", IGNY_SHAPE_TOPIC, "hiking boots" },
    { "hiking boots women", IGNY_SHAPE_TOPIC, "hiking boots for women" },
    { "hiking boots mens", IGNY_SHAPE_TOPIC, "mens hiking boots" },
    { "best hiking boots", IGNY_SHAPE_BEST, "hiking boots" },
    { "top 10 hiking boots", IGNY_SHAPE_BEST, "hiking boots" },
    { "boots vs shoes", IGNY_SHAPE_VERSUS, "boots" },
    { "difference between down and wool", IGNY_SHAPE_VERSUS, "down" },
    { "keen targhee review", IGNY_SHAPE_REVIEW, "keen targhee" },
    { "how to clean boots", IGNY_SHAPE_HOW_TO, "how to clean boots" },
    { "are boots worth it", IGNY_SHAPE_QUESTION, "are boots worth it" },
    { "hiking tips", IGNY_SHAPE_LIST, "hiking tips" },
    { "day hike packing list", IGNY_SHAPE_CHECKLIST, "day hike packing list" },
    { "hiking boots price", IGNY_SHAPE_PRICE, "hiking boots" },
    { "cost of hiking boots", IGNY_SHAPE_PRICE, "hiking boots" },
    { "hiking boots for sale", IGNY_SHAPE_CHEAP, "hiking boots" },
    { "buy hiking boots online", IGNY_SHAPE_BUY, "hiking boots" },
    { "hiking boots near me", IGNY_SHAPE_NEAR, "hiking boots" },
    { "best", IGNY_SHAPE_TOPIC, "best" },
    { "vs", IGNY_SHAPE_TOPIC, "vs" },
    { "???", IGNY_SHAPE_TOPIC, "???" },
    { "Лучшие ботинки", IGNY_SHAPE_BEST, "Лучшие ботинки" },
    { "登山靴 通販", IGNY_SHAPE_BUY, "登山靴 通販" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IgnyKeywordShape) shape = igny_keyword_shape_new (cases[i].keyword, TRUE);

      g_assert_cmpstr (shape->subject, ==, cases[i].subject);
      g_assert_cmpint (shape->shape, ==, cases[i].shape);
    }
}

static void
test_attributes (void)
{
  static const char *const cases[][2] = {
    { "hiking boots", "hiking boot" },
    { "hiking pants", "hiking pants" },
    { "wrist watches", "wrist watch" },
    { "hiking boots for women", "hiking boots for women" },
    { "car insurance", "car insurance" },
    { "batteries", "battery" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IgnyKeywordShape) shape = igny_keyword_shape_new (cases[i][0], TRUE);
      g_autofree char *got = igny_keyword_shape_get_attribute (shape);

      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
test_english (void)
{
  g_assert_cmpint (igny_keyword_shape_rate_english ("how to clean boots"), >, 0);
  g_assert_cmpint (igny_keyword_shape_rate_english ("boots"), ==, 0);
  g_assert_cmpint (igny_keyword_shape_rate_english ("wanderschuhe kaufen"), <, 0);
  g_assert_cmpint (igny_keyword_shape_rate_english ("mejores botas para correr"), <, 0);
  g_assert_cmpint (igny_keyword_shape_rate_english ("ботинки"), <, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offline/words/split", test_split);
  g_test_add_func ("/offline/words/stems", test_stems);
  g_test_add_func ("/offline/words/prefix", test_prefix);
  g_test_add_func ("/offline/words/function-words", test_function_words);
  g_test_add_func ("/offline/words/string-table", test_string_table);
  g_test_add_func ("/offline/words/unify", test_unify);
  g_test_add_func ("/offline/words/title-case", test_title_case);
  g_test_add_func ("/offline/words/shapes", test_shapes);
  g_test_add_func ("/offline/words/attributes", test_attributes);
  g_test_add_func ("/offline/words/english", test_english);

  return g_test_run ();
}
