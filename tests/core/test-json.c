/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-json.h"

static const char *const good_texts[] = {
  "{}",
  "[]",
  " [1, -2.5e3, \"a\\n\\u00e9\", true, false, null] \n",
  "\xef\xbb\xbf{\"a\":{\"b\":[[]]}}",
  "\"x\"",
  "0",
  "-0.5E-2",
  "{\"a\":1,\"a\":2}",
};

static const char *const bad_texts[] = {
  "",
  "  ",
  "{",
  "}",
  "[1,]",
  "{\"a\":1,}",
  "{a:1}",
  "{'a':1}",
  "[1] x",
  "[1][2]",
  "/* c */ []",
  "[1 // c\n]",
  "[01]",
  "[+1]",
  "[1.]",
  "[.5]",
  "[1e]",
  "[0x10]",
  "[NaN]",
  "[Infinity]",
  "[True]",
  "[nul]",
  "[\"a]",
  "[\"a\\x\"]",
  "[\"\\u12g4\"]",
  "[\"\\u12",
  "[\"a\\",
  "[\"tab\there\"]",
  "[1 2]",
  "{\"a\" 1}",
  "{\"a\":}",
  "[1}",
  "{\"a\":1]",
  "var x = {}",
  "[\"\xff\"]",
  "[,1]",
};

static void
test_strict (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = igny_json_parse (good_texts[i], -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = igny_json_parse (bad_texts[i], -1, &error);

      if (node != NULL)
        g_error ("took %s", bad_texts[i]);
      g_assert_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_INVALID);
    }
}

static void
test_embedded_nul (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = igny_json_parse ("[]\0", 3, &error);

  g_assert_null (node);
  g_assert_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_INVALID);
}

static void
test_surrogates (void)
{
  static const char *const cases[][2] = {
    { "[\"\\ud83d\\ude00\"]", "😀" },
    { "[\"\\ud83d\"]", "�" },
    { "[\"\\ud83dx\"]", "�x" },
    { "[\"\\ude00\\ud83d\"]", "��" },
    { "[\"\\ud83d\\ud83d\\ude00\"]", "�😀" },
    { "[\"a\\u0000b\"]", "a�b" },
    { "[\"\\uD83D\\n\"]", "�\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = igny_json_parse (cases[i][0], -1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (igny_json_array_get_string (igny_json_node_get_array (node), 0, NULL), ==,
                       cases[i][1]);
    }
}

static JsonNode *
parse_nested (guint    depth,
              GError **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  g_string_append (text, "\"]]]\"");
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return igny_json_parse (text->str, -1, error);
}

static void
test_limits (void)
{
  g_autoptr(GError) deep = NULL;
  g_autoptr(GError) deeper = NULL;
  g_autoptr(GError) large = NULL;
  g_autoptr(JsonNode) fits = parse_nested (IGNY_JSON_MAX_DEPTH, NULL);
  g_autoptr(JsonNode) one_more = parse_nested (IGNY_JSON_MAX_DEPTH + 1, &deep);
  g_autoptr(JsonNode) many_more = parse_nested (1000000, &deeper);
  g_autofree char *spaces = g_strnfill (IGNY_JSON_MAX_SIZE + 1, ' ');
  g_autoptr(JsonNode) blank = igny_json_parse (spaces, -1, &large);

  g_assert_nonnull (fits);
  g_assert_null (one_more);
  g_assert_error (deep, IGNY_JSON_ERROR, IGNY_JSON_ERROR_TOO_DEEP);
  g_assert_null (many_more);
  g_assert_error (deeper, IGNY_JSON_ERROR, IGNY_JSON_ERROR_TOO_DEEP);
  g_assert_null (blank);
  g_assert_error (large, IGNY_JSON_ERROR, IGNY_JSON_ERROR_TOO_LARGE);
}

static void
test_getters (void)
{
  g_autoptr(JsonNode) node = igny_json_parse (
      "{\"text\":\"t\",\"int\":7,\"real\":2.5,\"whole\":3.0,\"big\":99999999999999999999,"
      "\"least\":-9223372036854775807,\"yes\":true,\"none\":null,\"list\":[\"a\",{\"b\":1}],"
      "\"inner\":{\"x\":\"y\"},\"huge\":1e999}",
      -1, NULL);
  JsonObject *object = igny_json_node_get_object (node);
  JsonArray  *list = igny_json_get_array (object, "list");

  g_assert_nonnull (object);
  g_assert_cmpstr (igny_json_get_string (object, "text", "f"), ==, "t");
  g_assert_cmpstr (igny_json_get_string (object, "int", "f"), ==, "f");
  g_assert_cmpstr (igny_json_get_string (object, "none", "f"), ==, "f");
  g_assert_cmpstr (igny_json_get_string (object, "absent", NULL), ==, NULL);
  g_assert_cmpint (igny_json_get_int (object, "int", -1), ==, 7);
  g_assert_cmpint (igny_json_get_int (object, "whole", -1), ==, 3);
  g_assert_cmpint (igny_json_get_int (object, "real", -1), ==, -1);
  g_assert_cmpint (igny_json_get_int (object, "big", -1), ==, -1);
  g_assert_cmpint (igny_json_get_int (object, "huge", -1), ==, -1);
  g_assert_cmpint (igny_json_get_int (object, "least", -1), ==, -G_MAXINT64);
  g_assert_cmpint (igny_json_get_int (object, "text", -1), ==, -1);
  g_assert_cmpfloat (igny_json_get_double (object, "real", 0), ==, 2.5);
  g_assert_cmpfloat (igny_json_get_double (object, "int", 0), ==, 7.0);
  g_assert_cmpfloat (igny_json_get_double (object, "huge", -1), ==, -1);
  g_assert_true (igny_json_get_bool (object, "yes", FALSE));
  g_assert_true (igny_json_get_bool (object, "int", TRUE));
  g_assert_cmpstr (igny_json_get_string (igny_json_get_object (object, "inner"), "x", ""), ==, "y");
  g_assert_null (igny_json_get_object (object, "list"));
  g_assert_null (igny_json_get_array (object, "inner"));
  g_assert_cmpuint (igny_json_array_get_length (list), ==, 2);
  g_assert_cmpstr (igny_json_array_get_string (list, 0, NULL), ==, "a");
  g_assert_cmpstr (igny_json_array_get_string (list, 1, "f"), ==, "f");
  g_assert_nonnull (igny_json_array_get_object (list, 1));
  g_assert_null (igny_json_array_get_object (list, 2));
  g_assert_cmpint (igny_json_get_int (igny_json_get_object (NULL, "x"), "y", 4), ==, 4);
}

static void
test_round_trip (void)
{
  static const char *const text = "{\"a\":[1,2.5,\"q\\\"\\\\\\n\"],\"b\":null}";
  g_autoptr(JsonNode) node = igny_json_parse (text, -1, NULL);
  g_autofree char *compact = igny_json_to_text (node, FALSE);
  g_autofree char *pretty = igny_json_to_text (node, TRUE);
  g_autofree char *object = igny_json_object_to_text (igny_json_node_get_object (node),
                                                      FALSE);
  g_autoptr(JsonNode) again = igny_json_parse (pretty, -1, NULL);

  g_assert_cmpstr (compact, ==, text);
  g_assert_cmpstr (object, ==, text);
  g_assert_true (json_node_equal (node, again));
}

/* Numbers that json-glib's own writer spoils. */
static void
test_numbers (void)
{
  static const char *const cases[][2] = {
    { "[1e180]", "[1e+180]" },
    { "[1e999]", "[null]" },
    { "[5.0]", "[5.0]" },
    { "[-0.25]", "[-0.25]" },
    { "[9223372036854775807]", "[9223372036854775807]" },
    { "[9223372036854775808]", "[9.2233720368547758e+18]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) node = igny_json_parse (cases[i][0], -1, NULL);
      g_autofree char *text = igny_json_to_text (node, FALSE);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_pretty (void)
{
  g_autoptr(JsonNode) node = igny_json_parse ("{\"a\":[1,{}],\"b\":[]}", -1, NULL);
  g_autofree char *text = igny_json_to_text (node, TRUE);

  g_assert_cmpstr (text, ==, "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/json/strict", test_strict);
  g_test_add_func ("/core/json/embedded-nul", test_embedded_nul);
  g_test_add_func ("/core/json/surrogates", test_surrogates);
  g_test_add_func ("/core/json/limits", test_limits);
  g_test_add_func ("/core/json/getters", test_getters);
  g_test_add_func ("/core/json/round-trip", test_round_trip);
  g_test_add_func ("/core/json/numbers", test_numbers);
  g_test_add_func ("/core/json/pretty", test_pretty);

  return g_test_run ();
}
