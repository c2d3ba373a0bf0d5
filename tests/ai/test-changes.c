/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-changes.h"

#include <string.h>

static void
test_split (void)
{
  static const struct
  {
    const char *html;
    guint       n;
  } cases[] = {
    { "", 0 },
    { "words", 1 },
    { "<p>One</p>", 1 },
    { "<p>One</p>\n<h2>Two</h2>\n<ul><li>a</li><li>b<br>c</li></ul>", 3 },
    { "<p>Line<br>break <img src=\"a>b\" alt='x'></p><p>2</p>", 2 },
    { "<!-- wp:paragraph -->\n<p>1</p>\n<!-- /wp:paragraph -->\n\n<p>2</p>", 2 },
    { "loose <em>text</em> and <p>more</p> end", 3 },
    { "</p></p><p>x", 3 },
    { "<p>never <b>closed", 1 },
    { "<", 1 },
    { "<!--", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) blocks = igny_changes_split (cases[i].html);
      g_autoptr(GString) joined = g_string_new (NULL);

      for (guint j = 0; j < blocks->len; j++)
        g_string_append (joined, blocks->pdata[j]);
      g_assert_cmpstr (joined->str, ==, cases[i].html);
      g_assert_cmpuint (blocks->len, ==, cases[i].n);
    }
}

static const char *
get_field (const char *field,
           gpointer    user_data)
{
  return strcmp (field, "title") == 0 ? user_data : NULL;
}

static GPtrArray *
read_reply (const char *html,
            const char *json)
{
  g_autoptr(GPtrArray) blocks = igny_changes_split (html);
  g_autoptr(JsonNode) node = igny_json_parse (json, -1, NULL);

  return igny_changes_from_reply (igny_json_node_get_object (node), blocks, get_field,
                                  (gpointer) "Old title");
}

static const char html[] = "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n"
                           "<h2>Two</h2>\n<p>Three</p>";

static void
test_reply (void)
{
  g_autoptr(GPtrArray) changes = read_reply (
      html, "{\"changes\":["
            "{\"place\":\"block\",\"block\":1,\"action\":\"replace\",\"text\":\"<p onclick=x>1"
            "</p><script>y</script>\",\"reason\":\" why \"},"
            "{\"place\":\"block\",\"block\":2,\"action\":\"insert_after\",\"text\":\"<p>New</p>"
            "\"},"
            "{\"place\":\"block\",\"block\":3,\"action\":\"remove\"},"
            "{\"place\":\"title\",\"text\":\"New title\"},"
            "{\"place\":\"title\",\"text\":\"Another\"},"
            "{\"place\":\"block\",\"block\":2,\"text\":\"<h2>Two</h2>\"},"
            "{\"place\":\"block\",\"block\":0,\"text\":\"x\"},"
            "{\"place\":\"block\",\"block\":4,\"text\":\"x\"},"
            "{\"place\":\"slug\",\"text\":\"x\"},"
            "{\"place\":\"block\",\"block\":1,\"text\":\"\"}, 7, null]}");
  static const char *const expected[] = { "<p>1</p>", "<h2>Two</h2>\n<p>New</p>", "",
                                          "New title" };
  g_autofree char         *text = g_strdup (html);

  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (((IgnyChange *) changes->pdata[i])->replacement, ==, expected[i]);
  g_assert_cmpstr (((IgnyChange *) changes->pdata[0])->reason, ==, "why");
  g_assert_cmpstr (((IgnyChange *) changes->pdata[0])->old, ==, "<p>One</p>");
  for (guint i = 0; i < 3; i++)
    {
      char *next = igny_change_apply (changes->pdata[i], text);

      g_assert_nonnull (next);
      g_free (text);
      text = next;
    }
  g_assert_cmpstr (text, ==,
                   "<!-- wp:paragraph -->\n<p>1</p>\n<!-- /wp:paragraph -->\n<h2>Two</h2>\n"
                   "<p>New</p>\n");
}

static void
test_stale (void)
{
  g_autoptr(GPtrArray) changes = read_reply (
      html, "{\"changes\":[{\"block\":3,\"text\":\"<p>3</p>\"},{\"place\":\"title\",\"text\":"
            "\"T\"},{\"place\":\"meta_title\",\"text\":\"M\"}]}");
  g_autofree char *made = igny_change_apply (changes->pdata[2], NULL);

  g_assert_null (igny_change_apply (changes->pdata[0], "<p>Something else</p>"));
  g_assert_null (igny_change_apply (changes->pdata[0], NULL));
  g_assert_null (igny_change_apply (changes->pdata[1], "Another title"));
  g_assert_cmpstr (made, ==, "M");
}

static void
test_json (void)
{
  g_autoptr(GPtrArray) changes = read_reply (
      html, "{\"changes\":[{\"block\":3,\"text\":\"<p>3</p>\",\"reason\":\"r\"},"
            "{\"place\":\"title\",\"text\":\"T\"}]}");
  g_autoptr(JsonArray) array = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) none = igny_changes_from_json (NULL);
  const IgnyChange *first;

  ((IgnyChange *) changes->pdata[1])->state = IGNY_CHANGE_REJECTED;
  array = igny_changes_to_json (changes);
  again = igny_changes_from_json (array);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (again->len, ==, 2);
  first = again->pdata[0];
  g_assert_cmpstr (first->field, ==, "html_content");
  g_assert_cmpstr (first->old, ==, "<p>Three</p>");
  g_assert_cmpstr (first->replacement, ==, "<p>3</p>");
  g_assert_cmpint (first->state, ==, IGNY_CHANGE_OPEN);
  g_assert_cmpint (((IgnyChange *) again->pdata[1])->state, ==, IGNY_CHANGE_REJECTED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/changes/split", test_split);
  g_test_add_func ("/ai/changes/reply", test_reply);
  g_test_add_func ("/ai/changes/stale", test_stale);
  g_test_add_func ("/ai/changes/json", test_json);

  return g_test_run ();
}
