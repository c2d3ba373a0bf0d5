/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-markdown.h"

/* clang-format off */
static const char *const cases[][2] = {
  { "", "" },
  { "# Top\n\nOne *two* **three**\nfour\n\n## Next\n\n- a\n- b\n\n1. c\n",
    "<h2>Top</h2>\n<p>One <em>two</em> <strong>three</strong>\nfour</p>\n<h2>Next</h2>\n"
    "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>" },
  { "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
    "<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>" },
  { "[x](https://x.org/ \"t\") [y](javascript:alert(1))",
    "<p><a href=\"https://x.org/\" title=\"t\" rel=\"noopener\">x</a> y</p>" },
  { "<script>a</script> <b>x</b>",
    "<p>&lt;script&gt;a&lt;/script&gt; &lt;b&gt;x&lt;/b&gt;</p>" },
  { "```html\n<p>x</p>\n```", "<pre><code>&lt;p&gt;x&lt;/p&gt;\n</code></pre>" },
  { "~~no~~ `code`", "<p><del>no</del> <code>code</code></p>" },
  { "![alt](https://x.org/a.png)", "<p><img src=\"https://x.org/a.png\" alt=\"alt\"></p>" },
  { "> quote", "<blockquote>\n<p>quote</p>\n</blockquote>" },
  { "Title\n=====\n\n---\n", "<h2>Title</h2>\n<hr>" },
};
/* clang-format on */

static void
test_to_html (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *html = igny_markdown_to_html (cases[i][0], IGNY_HTML_STRICT, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (html, ==, cases[i][1]);
    }
}

static void
test_either (void)
{
  g_autofree char *html = igny_markdown_or_html ("<P>a **b**</P>", IGNY_HTML_STRICT, NULL);
  g_autofree char *markdown = igny_markdown_or_html ("a **b** <em>", IGNY_HTML_STRICT, NULL);
  g_autofree char *plain = igny_markdown_or_html ("one\n\ntwo", IGNY_HTML_STRICT, NULL);

  g_assert_cmpstr (html, ==, "<p>a **b**</p>");
  g_assert_cmpstr (markdown, ==, "<p>a <strong>b</strong> &lt;em&gt;</p>");
  g_assert_cmpstr (plain, ==, "<p>one</p>\n<p>two</p>");
}

static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    const char *html;
  } texts[] = {
    { "\xef\xbb\xbf<p>a</p>", "<p>a</p>" },
    { "<!doctype html><html lang=en><head><title>T</title><meta charset=utf-8></head>"
      "<body><h2>A</h2><p>b</p></body></html>",
      "<h2>A</h2><p>b</p>" },
    { "```html\n<h2>A</h2>\n<p>b</p>\n```", "<h2>A</h2>\n<p>b</p>" },
    { "~~~\n<p>b</p>\n~~~\n", "<p>b</p>" },
    { "Here is your article:\n\n```HTML\n<p>A long enough article, so to speak.</p>\n```\n",
      "<p>A long enough article, so to speak.</p>" },
    { "```markdown\n## A\n\n**b**\n```", "<h2>A</h2>\n<p><strong>b</strong></p>" },
    { "```html\n<p>the answer was cut off</p>", "<p>the answer was cut off</p>" },
    { "```md\nuse:\n\n```\ncode\n```\n\nend\n```",
      "<p>use:</p>\n"
      "<pre><code>code\n</code></pre>\n<p>end</p>" },
    { "```python\nprint (1)\n```", "<pre><code>print (1)\n</code></pre>" },
    { "# A\n\nSome **bold** words.\n\n<table><tr><td>x</td></tr></table>",
      "<h2>A</h2>\n<p>Some <strong>bold</strong> words.</p>\n"
      "<table><tbody><tr><td>x</td></tr></tbody></table>" },
    { "# A\n\n<script>alert(1)</script>\n\n<p onclick=x>b</p>", "<h2>A</h2>\n\n<p>b</p>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *html = igny_markdown_or_html (texts[i].text, IGNY_HTML_STRICT, NULL);

      g_assert_cmpstr (html, ==, texts[i].html);
    }
}

static void
test_limits (void)
{
  static const char pieces[] = { '>', '[', '*', '|', '`', '-', '<', '!', '\\' };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *deep = g_strnfill (100000, pieces[i]);
      gint64           start = g_get_monotonic_time ();
      g_autofree char *html = igny_markdown_to_html (deep, IGNY_HTML_STRICT, NULL);

      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
      g_assert_true (html == NULL || g_utf8_validate (html, -1, NULL));
    }
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'a');
    g_autofree char *html = igny_markdown_to_html (large, IGNY_HTML_STRICT, &error);

    g_assert_null (html);
    g_assert_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_LARGE);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/markdown/to-html", test_to_html);
  g_test_add_func ("/html/markdown/either", test_either);
  g_test_add_func ("/html/markdown/normalize", test_normalize);
  g_test_add_func ("/html/markdown/limits", test_limits);

  return g_test_run ();
}
