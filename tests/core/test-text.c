/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-id.h"
#include "igny-number.h"
#include "igny-text.h"

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { "  Hiking\t BOOTS ", "hiking boots" },
    { "men’s boots", "men's boots" },
    { "Straße", "strasse" },
    { "cafe\xcc\x81", "caf\xc3\xa9" },
    { "a\xe2\x80\x8b"
      "b",
      "ab" },
    { "лучшие  БОТИНКИ", "лучшие ботинки" },
    { "“x” – y", "\"x\" - y" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = igny_text_normalize (cases[i][0]);

      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
test_slug (void)
{
  static const char *const cases[][2] = {
    { "Best Men’s Hiking Boots!", "best-mens-hiking-boots" },
    { "  --a  b--  ", "a-b" },
    { "???", "item" },
    { "Ärger & Söhne 2.0/x", "arger-sohne-2-0-x" },
  };
  g_autofree char *cut = igny_text_slugify ("alpha beta gamma", 12);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = igny_text_slugify (cases[i][0], 80);

      g_assert_cmpstr (got, ==, cases[i][1]);
    }
  g_assert_cmpstr (cut, ==, "alpha-beta");
}

static void
test_count_words (void)
{
  g_assert_cmpuint (igny_text_count_words (""), ==, 0);
  g_assert_cmpuint (igny_text_count_words ("Don’t count, 3.5 words… twice!"), ==, 5);
  g_assert_cmpuint (igny_text_count_words (" — "), ==, 0);
  g_assert_cmpuint (igny_text_count_words ("“One”, (two) [three]! four; e-mail x_y a.b c:d _"),
                    ==, 9);
  g_assert_cmpuint (igny_text_count_words ("\n\t10,000 3D .5 it's U.S.A. …and\u00a0more\r\n"),
                    ==, 7);
  g_assert_cmpuint (igny_text_count_words ("na\u00efve e\u0301tude \u4e2d\u6587 so"), ==, 5);
}

static void
test_ids (void)
{
  char   text[IGNY_ID_TEXT_SIZE];
  IgnyId back;
  IgnyId last = igny_id_new (igny_env_get_system ());

  for (guint i = 0; i < 10000; i++)
    {
      IgnyId id = igny_id_new (igny_env_get_system ());

      g_assert_cmpint (memcmp (last.bytes, id.bytes, 16), <, 0);
      last = id;
    }

  igny_id_to_text (&last, text);
  g_assert_true (g_uuid_string_is_valid (text));
  g_assert_cmpint (text[14], ==, '7');
  g_assert_true (igny_id_from_text (&back, text));
  g_assert_cmpmem (&back, 16, &last, 16);
  g_assert_false (igny_id_from_text (&back, "not an id"));
}

static void
test_decimals (void)
{
  gint64           value = 0;
  g_autofree char *two = igny_number_to_decimal (2170000, 6);
  g_autofree char *minus = igny_number_to_decimal (-5, 2);
  g_autofree char *time = igny_number_to_iso8601 (1700000000123);

  g_assert_cmpstr (two, ==, "2.17");
  g_assert_cmpstr (minus, ==, "-0.05");
  g_assert_cmpstr (time, ==, "2023-11-14T22:13:20.123Z");
  g_assert_true (igny_number_from_decimal ("2.17", 6, &value));
  g_assert_cmpint (value, ==, 2170000);
  g_assert_true (igny_number_from_decimal ("-3", 2, &value));
  g_assert_cmpint (value, ==, -300);
  g_assert_false (igny_number_from_decimal ("1e5", 2, &value));
  g_assert_false (igny_number_from_decimal ("", 2, &value));
  g_assert_false (igny_number_from_decimal ("99999999999999999999", 2, &value));
}

/* Most texts take a short way, which must give what the long one gives: every
 * letter there is, between others of its kind. */
static void
test_short_way (void)
{
  for (gunichar c = 0x80; c < 0x30000; c++)
    {
      g_autoptr(GString) text = g_string_new ("x");
      g_autoptr(GString) key = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *expected = NULL;

      /* U+02BC is a letter that is taken for an apostrophe. */
      if (!g_unichar_validate (c) || !g_unichar_isalpha (c) || c == 0x02bc)
        continue;
      g_string_append_unichar (text, c);
      g_string_append (text, " Я");
      g_string_append_unichar (text, c);
      folded = g_utf8_casefold (text->str, -1);
      expected = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
      igny_text_append_key (key, text->str);
      g_assert_cmpstr (key->str, ==, expected);
      g_string_truncate (key, 0);
      g_free (expected);
      expected = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      igny_text_append_tidy (key, text->str);
      g_assert_cmpstr (key->str, ==, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/text/normalize", test_normalize);
  g_test_add_func ("/core/text/short-way", test_short_way);
  g_test_add_func ("/core/text/slug", test_slug);
  g_test_add_func ("/core/text/count-words", test_count_words);
  g_test_add_func ("/core/id", test_ids);
  g_test_add_func ("/core/number/decimals", test_decimals);

  return g_test_run ();
}
