/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply.h"

#include <string.h>

static gboolean
accept_anything (JsonNode *node)
{
  return TRUE;
}

static gboolean
accept_items (JsonNode *node)
{
  return igny_json_get_array (igny_json_node_get_object (node), "items") != NULL;
}

/* clang-format off */
static const char *const whole[][2] = {
  { "{\"items\":[1]}", "{\"items\":[1]}" },
  { "\xef\xbb\xbf  {\"items\":[1]}\n", "{\"items\":[1]}" },
  { "<think>maybe {\"items\":[9]}</think>\n{\"items\":[1]}", "{\"items\":[1]}" },
  { "<Thinking>a</Thinking><think>b</think>{\"items\":[1]}", "{\"items\":[1]}" },
  { "so I will say {\"items\":[9]}.</think>\n\n{\"items\":[1]}", "{\"items\":[1]}" },
  { "{\"items\":[\"a</think>b\"]}", "{\"items\":[\"a</think>b\"]}" },
  { "```json\n{\"items\":[1]}\n```", "{\"items\":[1]}" },
  { "Here it is:\n```\n{\"items\":[1]}\n```\nGood luck!", "{\"items\":[1]}" },
  { "~~~~json\n{\"items\":[\"```\\n~~~\"]}\n~~~~", "{\"items\":[\"```\\n~~~\"]}" },
  { "```json\n{\"items\":[\"use ``` here\"]}\n```", "{\"items\":[\"use ``` here\"]}" },
  { "```\nnot this\n```\n```json\n{\"items\":[1]}\n```", "{\"items\":[1]}" },
  { "```json\n{\"items\":[1]}", "{\"items\":[1]}" },
  { "There are [3] of them: {\"items\":[1,2,3]} as you see.", "{\"items\":[1,2,3]}" },
  { "{\"note\":\"x\"} {\"items\":[1]}", "{\"items\":[1]}" },
  { "{\"items\":[1]} {\"items\":[1,2]}", "{\"items\":[1,2]}" },
  { "He said \"hi\" {\"items\":[\"}\"]}", "{\"items\":[\"}\"]}" },
  { "{\"items\":[1,2,],}", "{\"items\":[1,2]}" },
  { "{“items”: [“a”, “b “c””]}", NULL },
  { "{'items':['it\\'s','a \"b\"','don't']}", "{\"items\":[\"it's\",\"a \\\"b\\\"\",\"don't\"]}" },
  { "{items:[True,False,None,NaN]}", "{\"items\":[true,false,null,null]}" },
  { "{\"items\":[\"a\nb\tc\"]}", "{\"items\":[\"a\\nb\\tc\"]}" },
  { "{\"items\":[1, // one\n 2 /* two */]}", "{\"items\":[1,2]}" },
  { "{\"items\":[{\"a\":1} {\"a\":2}]}", "{\"items\":[{\"a\":1},{\"a\":2}]}" },
  { "{\"items\":[\"say \"yes\" now\", \"b\"]}", "{\"items\":[\"say \\\"yes\\\" now\",\"b\"]}" },
  { "{\"items\":[\"C:\\path\", \"\\d\"]}", "{\"items\":[\"C:\\\\path\",\"\\\\d\"]}" },
  { "{\"items\":[1200-1500 words]}", NULL },
  { "{\"items\":[{\"a\":1]}", "{\"items\":[{\"a\":1}]}" },
  { "{\"items\":[1},\"x\":2}", NULL },
};
/* clang-format on */

static void
test_whole (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = igny_reply_read_json (whole[i][0], accept_items, NULL, &error);
      g_autofree char *text = NULL;

      if (error != NULL)
        g_test_message ("source: %s", whole[i][0]);
      g_assert_no_error (error);
      text = igny_json_to_text (node, FALSE);
      if (whole[i][1] != NULL)
        g_assert_cmpstr (text, ==, whole[i][1]);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char    *text;
    IgnyReplyError code;
  } cases[] = {
    { "", IGNY_REPLY_ERROR_EMPTY },
    { " \n ", IGNY_REPLY_ERROR_EMPTY },
    { "<think>only thoughts</think>", IGNY_REPLY_ERROR_EMPTY },
    { "I am sorry, I cannot do that.", IGNY_REPLY_ERROR_NOT_JSON },
    { "{\"other\":[1]}", IGNY_REPLY_ERROR_NOT_JSON },
    { "[1,2]", IGNY_REPLY_ERROR_NOT_JSON },
    { "{\"items\":[1,", IGNY_REPLY_ERROR_NOT_JSON },
    { "{\"items\":[\"a", IGNY_REPLY_ERROR_NOT_JSON },
    { "{{{{{", IGNY_REPLY_ERROR_NOT_JSON },
    { "\"items\"", IGNY_REPLY_ERROR_NOT_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = igny_reply_read_json (cases[i].text, accept_items, NULL, &error);

      g_assert_null (node);
      g_assert_error (error, IGNY_REPLY_ERROR, (int) cases[i].code);
    }
}

static void
test_partial (void)
{
  static const char *const cases[][2] = {
    { "{\"items\":[1, 2", "{\"items\":[1,2]}" },
    { "{\"items\":[\"a\",\"b c", "{\"items\":[\"a\",\"b c\"]}" },
    { "{\"items\":[\"a\",\"b\\", "{\"items\":[\"a\",\"b\"]}" },
    { "{\"items\":[{\"a\":1},{\"a\":2,\"b", "{\"items\":[{\"a\":1},{\"a\":2}]}" },
    { "{\"items\":[{\"a\":1},{\"a\":", "{\"items\":[{\"a\":1},{}]}" },
    { "{\"items\":[{\"a\":1},{\"a\"", "{\"items\":[{\"a\":1},{}]}" },
    { "{\"items\":[{\"a\":1},", "{\"items\":[{\"a\":1}]}" },
    { "{\"items\":[{\"a\":\"x}]", "{\"items\":[{\"a\":\"x}]\"}]}" },
    { "```json\n{\"items\":[[1,[2", "{\"items\":[[1,[2]]]}" },
    { "Sure! {\"items\":[tru", "{\"items\":[\"tru\"]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean partial = FALSE;
      g_autoptr (JsonNode) node = igny_reply_read_json (cases[i][0], accept_items, &partial,
                                                        &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_true (partial);
      text = igny_json_to_text (node, FALSE);
      g_assert_cmpstr (text, ==, cases[i][1]);
    }
  {
    gboolean partial = TRUE;
    g_autoptr (JsonNode) node = igny_reply_read_json ("{\"items\":[1]}", accept_items, &partial,
                                                      NULL);

    g_assert_nonnull (node);
    g_assert_false (partial);
  }
}

/* The message quotes both ends, and no more. */
static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("BEGIN");
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "é");
  g_string_append (text, "END");
  node = igny_reply_read_json (text->str, accept_items, NULL, &error);

  g_assert_null (node);
  g_assert_nonnull (strstr (error->message, "BEGIN"));
  g_assert_nonnull (strstr (error->message, "END”"));
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 620);
}

static void
test_unfence (void)
{
  static const char *const cases[][2] = {
    { "```html\n<p>x</p>\n```", "<p>x</p>" },
    { "```html\n<p>x</p>\n```\n\n", "<p>x</p>" },
    { "```html\n<p>x</p>", "<p>x</p>" },
    { "```\na\n```\ntext", "```\na\n```\ntext" },
    { "text", "text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = igny_reply_unfence (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* Whatever comes: an answer or an error, soon. */
static void
test_damage (void)
{
  static const char *const pieces[] = { "{", "}", "[", "]", "\"", "'", "“", "\\", ",", ":", "```\n",
                                        "<think>", "</think>", "a", "1", "-", "\n", "//", "/*",
                                        "{\"items\":[", "]}", " " };
  guint                    rounds = g_test_quick () ? 3000 : 100000;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean partial = FALSE;
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      for (gint left = g_test_rand_int_range (1, 60); left > 0; left--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      node = igny_reply_read_json (text->str, i % 2 ? accept_items : accept_anything,
                                   i % 3 ? &partial : NULL, &error);
      g_assert_true ((node == NULL) == (error != NULL));
    }
}

static void
test_speed (void)
{
  static const char *const pieces[] = { "{", "[{\"", "{\"a\":", "\"",
                                        "a ", "```\n", "</think>", "{}", "[1 2" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean partial = FALSE;
      gint64   start = g_get_monotonic_time ();
      g_autoptr (JsonNode) node = NULL;

      while (text->len < 900 * 1024)
        g_string_append (text, pieces[i]);
      node = igny_reply_read_json (text->str, accept_items, &partial, NULL);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/reply/whole", test_whole);
  g_test_add_func ("/ai/reply/refused", test_refused);
  g_test_add_func ("/ai/reply/partial", test_partial);
  g_test_add_func ("/ai/reply/message", test_message);
  g_test_add_func ("/ai/reply/unfence", test_unfence);
  g_test_add_func ("/ai/reply/damage", test_damage);
  g_test_add_func ("/ai/reply/speed", test_speed);

  return g_test_run ();
}
