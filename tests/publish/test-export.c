/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "igny-export-markdown.h"

/* HTML of articles as Markdown. */

static const struct
{
  const char *html;
  const char *markdown;
} cases[] = {
  { "", "" },
  { "<p>One  two\nthree</p><p>Four</p>", "One two three\n\nFour\n" },
  { "<h2>A <em>b</em></h2><p>c</p>", "## A *b*\n\nc\n" },
  { "<p>a<b> bold </b>b <i>it</i><s>x</s></p>", "a **bold** b *it*~~x~~\n" },
  { "<p><b> </b>x</p>", "x\n" },
  { "<p>2 * 3 _x_ [y] &lt;z&gt; `c` a|b</p>",
    "2 \\* 3 \\_x\\_ \\[y\\] \\<z\\> \\`c\\` a\\|b\n" },
  { "<p># no title</p><p>- no list</p><p>1. none</p><p>12) none</p>",
    "\\# no title\n\n\\- no list\n\n1\\. none\n\n12\\) none\n" },
  { "<p><a href=\"https://x.example/a b\">l<b>i</b>nk</a></p>",
    "[l**i**nk](<https://x.example/a b>)\n" },
  { "<p><a href=\"/p\"><img src=\"media/a.png\" alt=\"A [b]\"></a></p>",
    "[![A \\[b\\]](media/a.png)](/p)\n" },
  { "<ul><li>a</li><li>b<ul><li>c</li><li>d</li></ul></li></ul><p>e</p>",
    "- a\n- b\n  - c\n  - d\n\ne\n" },
  { "<ol start=3><li><p>a</p><p>b</p></li><li>c</li></ol>", "3. a\n\n   b\n4. c\n" },
  { "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n" },
  { "<ul><li><blockquote><p>q</p></blockquote></li></ul>", "- > q\n" },
  { "<pre><code>if (a &lt; b)\n  *c = 1;\n</code></pre>", "```\nif (a < b)\n  *c = 1;\n```\n" },
  { "<p><code>a*b</code></p>", "`a*b`\n" },
  { "<p>a<br>b</p><hr><p>c</p>", "a\\\nb\n\n---\n\nc\n" },
  { "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tbody><tr><td><p>1</p><p>2</p></td>"
    "</tr></tbody></table><p>x</p>",
    "| a | b\\|c |\n| --- | --- |\n| 1 2 |  |\n\nx\n" },
  { "<figure><img src=\"a.png\" alt=\"\"><figcaption>cap</figcaption></figure>",
    "![](a.png)\n\ncap\n" },
  { "text<div>of <span>a</span> div</div>", "text\n\nof a div\n" },
};

static void
test_markdown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = igny_export_markdown_from_html (cases[i].html, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].markdown);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/publish/export/markdown", test_markdown);

  return g_test_run ();
}
