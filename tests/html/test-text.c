/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-entity.h"
#include "igny-html.h"

static void
test_to_text (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "<p>One  two\n three</p>\n<p>Four</p>", "One two three\n\nFour" },
    { "<h2>Title</h2><ul><li>a</li><li>b <b>c</b></li></ul>after", "Title\n\na\nb c\n\nafter" },
    { "a<br>b", "a\nb" },
    { "<table><tr><th>H</th><th>I</th></tr><tr><td>1</td><td>2</td></tr></table>", "H\tI\n1\t2" },
    { "<pre>a\n  b</pre>", "a\n  b" },
    { "x<script>y</script><style>z</style><!-- c --><b>w</b>", "xw" },
    { "<div>a</div><div>b</div>", "a\n\nb" },
    { "&lt;b&gt;&nbsp;&amp;", "<b> &" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = igny_html_to_text (cases[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_count_words (void)
{
  g_autoptr (GString) deep = g_string_new ("two words");

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<b>");

  g_assert_cmpuint (igny_html_count_words (""), ==, 0);
  g_assert_cmpuint (igny_html_count_words ("<p class='a b c'>One two<br>three</p>four"), ==, 4);
  g_assert_cmpuint (igny_html_count_words ("<td>a</td><li>b</li><b>c</b>d"), ==, 3);
  g_assert_cmpuint (igny_html_count_words (deep->str), >=, 2);
}

static void
test_headings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) headings = igny_html_headings (
      "<h1>Top</h1><p>x</p><h2>One <em>two</em><br>three</h2><h3></h3><div><h2> Four </h2></div>",
      &error);
  static const struct
  {
    guint       level;
    const char *text;
  } expected[] = { { 1, "Top" }, { 2, "One two three" }, { 3, "" }, { 2, "Four" } };

  g_assert_no_error (error);
  g_assert_cmpuint (headings->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < headings->len; i++)
    {
      IgnyHtmlHeading *heading = headings->pdata[i];

      g_assert_cmpuint (heading->level, ==, expected[i].level);
      g_assert_cmpstr (heading->text, ==, expected[i].text);
    }
}

static void
test_excerpt (void)
{
  static const struct
  {
    const char *html;
    guint       max_chars;
    const char *excerpt;
  } cases[] = {
    { "<h2>T</h2><p>Alpha beta.</p><p>Gamma</p>", 100, "Alpha beta. Gamma" },
    { "<p>Alpha beta, gamma</p>", 12, "Alpha beta…" },
    { "<p>Alpha beta gamma</p>", 16, "Alpha beta gamma" },
    { "<p>Alphabeta</p>", 5, "Alph…" },
    { "no paragraphs <b>here</b>", 100, "no paragraphs here" },
    { "<p>日本語のテキスト</p>", 5, "日本語の…" },
    { "<p>x</p>", 0, "" },
    { "", 10, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *excerpt = igny_html_excerpt (cases[i].html, cases[i].max_chars, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
      g_assert_cmpint (g_utf8_strlen (excerpt, -1), <=, (glong) cases[i].max_chars);
    }
}

static void
test_entities (void)
{
  static const struct
  {
    const char *reference;
    gunichar    character;
  } cases[] = {
    { "amp", '&' },
    { "nbsp", 0xa0 },
    { "hellip", 0x2026 },
    { "Amp", 0 },
    { "", 0 },
    { "#", 0 },
    { "#x", 0 },
    { "#38", '&' },
    { "#x26", '&' },
    { "#X1F600", 0x1f600 },
    { "#0", 0 },
    { "#-38", 0 },
    { "#+38", 0 },
    { "# 38", 0 },
    { "#38x", 0 },
    { "#xd800", 0 },
    { "#x110000", 0 },
    { "#99999999999999999999", 0 },
    { "#ab", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].reference);
      g_assert_cmpuint (igny_html_entity_read (cases[i].reference), ==, cases[i].character);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/text/to-text", test_to_text);
  g_test_add_func ("/html/text/count-words", test_count_words);
  g_test_add_func ("/html/text/headings", test_headings);
  g_test_add_func ("/html/text/excerpt", test_excerpt);
  g_test_add_func ("/html/text/entities", test_entities);

  return g_test_run ();
}
