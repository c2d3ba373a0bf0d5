/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-wordpress-blocks.h"

typedef struct
{
  const char *name;
  const char *html;
  const char *blocks;
  const char *classic;
} Case;

#define P(text) "<!-- wp:paragraph -->\n<p>" text "</p>\n<!-- /wp:paragraph -->"
#define ITEM(text) "<!-- wp:list-item -->\n<li>" text "</li>\n<!-- /wp:list-item -->"
#define IMAGE(json, inner)                                             \
  "<!-- wp:image" json " -->\n<figure class=\"wp-block-image\">" inner \
  "</figure>\n<!-- /wp:image -->"
#define TABLE(inner)                                                                      \
  "<!-- wp:table {\"hasFixedLayout\":false} -->\n<figure class=\"wp-block-table\">" inner \
  "</figure>\n<!-- /wp:table -->"

/* clang-format off */
static const Case cases[] = {
  { "empty", "", "", "" },
  { "blank", " \n<p> </p><h2></h2><ul></ul>", "", "" },
  { "paragraphs", "<p class=\"x\" style=\"color:red\">One <strong class=\"y\">two</strong></p>\n\n<p>a\n b</p>",
    P ("One <strong>two</strong>") "\n\n" P ("a b"),
    "<p>One <strong>two</strong></p>\n<p>a b</p>" },
  { "loose", "Loose <em>text</em><h2>T</h2>more",
    P ("Loose <em>text</em>") "\n\n<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">T</h2>\n"
    "<!-- /wp:heading -->\n\n" P ("more"),
    "<p>Loose <em>text</em></p>\n<h2>T</h2>\n<p>more</p>" },
  { "entities", "<p>a &amp; b &lt;c&gt; &quot;d&quot; \xc3\xbc \xf0\x9f\xa7\xa6 -- [gallery] [1]</p>",
    P ("a &amp; b &lt;c&gt; \"d\" \xc3\xbc \xf0\x9f\xa7\xa6 -- &#91;gallery] [1]"),
    "<p>a &amp; b &lt;c&gt; \"d\" \xc3\xbc \xf0\x9f\xa7\xa6 -- &#91;gallery] [1]</p>" },
  { "heading", "<h1>One</h1><h3 id=\"x\">Thr<b>ee</b></h3>",
    "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">One</h2>\n<!-- /wp:heading -->\n\n"
    "<!-- wp:heading {\"level\":3} -->\n<h3 class=\"wp-block-heading\">Thr<b>ee</b></h3>\n<!-- /wp:heading -->",
    "<h2>One</h2>\n<h3>Thr<b>ee</b></h3>" },
  { "list", "<ul>\n <li>a</li>\n <li><p>b</p><p>c</p></li></ul>",
    "<!-- wp:list -->\n<ul class=\"wp-block-list\">" ITEM ("a") "\n\n" ITEM ("b<br>c")
    "</ul>\n<!-- /wp:list -->",
    "<ul><li>a</li>\n<li>b<br>c</li></ul>" },
  { "nested-list", "<ol start=\"3\"><li>a<ul><li>b</li></ul> z</li></ol>",
    "<!-- wp:list {\"ordered\":true,\"start\":3} -->\n<ol start=\"3\" class=\"wp-block-list\">"
    ITEM ("a z<!-- wp:list -->\n<ul class=\"wp-block-list\">" ITEM ("b") "</ul>\n<!-- /wp:list -->")
    "</ol>\n<!-- /wp:list -->",
    "<ol start=\"3\"><li>a z<ul><li>b</li></ul></li></ol>" },
  { "reversed", "<ol reversed><li>a</li></ol>",
    "<!-- wp:list {\"ordered\":true,\"reversed\":true} -->\n<ol reversed class=\"wp-block-list\">" ITEM ("a")
    "</ol>\n<!-- /wp:list -->",
    "<ol reversed><li>a</li></ol>" },
  { "quote", "<blockquote><p>a</p>b<cite>Ann</cite></blockquote>",
    "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\">" P ("a") "\n\n" P ("b")
    "<cite>Ann</cite></blockquote>\n<!-- /wp:quote -->",
    "<blockquote><p>a</p>\n<p>b</p><cite>Ann</cite></blockquote>" },
  { "table", "<table><caption>C</caption><thead><tr><th scope=\"col\">h</th></tr></thead>"
    "<tr><td colspan=\"2\"><p>a</p><p>b</p></td></tr></table>",
    TABLE ("<table><thead><tr><th scope=\"col\">h</th></tr></thead><tbody><tr><td colspan=\"2\">a<br>b</td></tr>"
           "</tbody></table><figcaption class=\"wp-element-caption\">C</figcaption>"),
    "<figure><table><thead><tr><th scope=\"col\">h</th></tr></thead><tbody><tr><td colspan=\"2\">a<br>b</td></tr>"
    "</tbody></table><figcaption>C</figcaption></figure>" },
  { "table-in-figure", "<figure><table><tr><td>a</td></tr></table><figcaption>D</figcaption></figure>",
    TABLE ("<table><tbody><tr><td>a</td></tr></tbody></table><figcaption class=\"wp-element-caption\">D</figcaption>"),
    "<figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>D</figcaption></figure>" },
  { "image", "<figure><img src=\"https://x.example/a.png?a=1&amp;b=2\" alt=\"A &quot;b&quot;\" width=\"9\" loading=\"lazy\">"
    "<figcaption>Cap</figcaption></figure>",
    IMAGE ("", "<img src=\"https://x.example/a.png?a=1&amp;b=2\" alt=\"A &quot;b&quot;\"/>"
               "<figcaption class=\"wp-element-caption\">Cap</figcaption>"),
    "<figure><img src=\"https://x.example/a.png?a=1&amp;b=2\" alt=\"A &quot;b&quot;\"/><figcaption>Cap</figcaption></figure>" },
  { "image-in-paragraph", "<p><img src=\"https://x.example/a.png\"></p>",
    IMAGE ("", "<img src=\"https://x.example/a.png\" alt=\"\"/>"),
    "<figure><img src=\"https://x.example/a.png\" alt=\"\"/></figure>" },
  { "linked-image", "<a href=\"/b\"><img src=\"https://x.example/a.png\" alt=\"z\"></a>",
    IMAGE (" {\"linkDestination\":\"custom\"}", "<a href=\"/b\"><img src=\"https://x.example/a.png\" alt=\"z\"/></a>"),
    "<figure><a href=\"/b\"><img src=\"https://x.example/a.png\" alt=\"z\"/></a></figure>" },
  { "inline-image", "<p>see <img src=\"https://x.example/a.png\" alt=\"z\"> here</p>",
    P ("see <img src=\"https://x.example/a.png\" alt=\"z\"/> here"),
    "<p>see <img src=\"https://x.example/a.png\" alt=\"z\"/> here</p>" },
  { "link", "<p><a href=\"https://x.example/?a=1&amp;b=2\" class=\"z\" target=\"_blank\">l</a></p>",
    P ("<a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener\">l</a>"),
    "<p><a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener\">l</a></p>" },
  { "code", "<pre><code class=\"language-c\">int x;\n\n  y &lt; 2;\n</code></pre><pre>a\n  <b>b</b></pre>",
    "<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>int x;\n\n  y &lt; 2;\n</code></pre>\n<!-- /wp:code -->\n\n"
    "<!-- wp:preformatted -->\n<pre class=\"wp-block-preformatted\">a\n  b</pre>\n<!-- /wp:preformatted -->",
    "<pre><code>int x;\n\n  y &lt; 2;\n</code></pre>\n<pre>a\n  b</pre>" },
  { "separator", "<hr class=\"x\">",
    "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n<!-- /wp:separator -->",
    "<hr/>" },
  { "details", "<details><summary>Q <b>1</b></summary><p>A</p>b</details>",
    "<!-- wp:details -->\n<details class=\"wp-block-details\"><summary>Q <b>1</b></summary>" P ("A") "\n\n" P ("b")
    "</details>\n<!-- /wp:details -->",
    "<details><summary>Q <b>1</b></summary><p>A</p>\n<p>b</p></details>" },
  { "terms", "<dl><dt>T</dt><dd>M</dd></dl>", P ("<strong>T</strong>") "\n\n" P ("M"),
    "<p><strong>T</strong></p>\n<p>M</p>" },
  { "wrappers", "<section><div><h2>A</h2><div><p>b</p></div></div></section>",
    "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">A</h2>\n<!-- /wp:heading -->\n\n" P ("b"),
    "<h2>A</h2>\n<p>b</p>" },
  { "breaks", "<p>a<br>b<br></p>", P ("a<br>b<br>"), "<p>a<br>b<br></p>" },
  { "hostile", "<script>x</script><p onclick=\"y\">--&gt;<!-- x --></p><iframe src=\"z\"></iframe>",
    P ("--&gt;"), "<p>--&gt;</p>" },
};
/* clang-format on */

static char *
convert (const char       *html,
         IgnyWordpressForm form,
         IgnyHtmlFlags     flags,
         guint            *pending)
{
  g_autoptr(GError) error = NULL;
  char *out = igny_wordpress_blocks_from_html (html, form, flags, pending, &error);

  g_assert_no_error (error);
  return out;
}

static void
test_case (gconstpointer data)
{
  const Case      *c = data;
  g_autofree char *blocks = convert (c->html, IGNY_WORDPRESS_FORM_BLOCKS, 0, NULL);
  g_autofree char *classic = convert (c->html, IGNY_WORDPRESS_FORM_CLASSIC, 0, NULL);
  g_autofree char *again = convert (blocks, IGNY_WORDPRESS_FORM_BLOCKS, 0, NULL);
  g_autofree char *back = convert (blocks, IGNY_WORDPRESS_FORM_CLASSIC, 0, NULL);

  g_assert_cmpstr (blocks, ==, c->blocks);
  g_assert_cmpstr (classic, ==, c->classic);
  /* Block markup is not wrapped a second time, and the way back is open. */
  g_assert_cmpstr (again, ==, c->blocks);
  g_assert_cmpstr (back, ==, c->classic);
  /* WordPress makes paragraphs of blank lines in plain HTML. */
  if (strstr (c->html, "<pre>") == NULL)
    g_assert_null (strstr (classic, "\n\n"));
}

static void
test_shortcodes (void)
{
  g_autofree char *kept = convert ("<p>[gallery]</p>", IGNY_WORDPRESS_FORM_CLASSIC,
                                   IGNY_HTML_KEEP_SHORTCODES, NULL);

  g_assert_cmpstr (kept, ==, "<p>[gallery]</p>");
}

static void
test_pending (void)
{
  static const char html[] = "<p>a <img src=\"igny8-media:1\" alt=\"x\"></p><figure>"
                             "<img src=\"igny8-media:2\"><figcaption>c</figcaption></figure>";
  static const char markup[] = "<!-- wp:image --><figure class=\"wp-block-image\">"
                               "<img src=\"igny8-media:1\" alt=\"\"/></figure><!-- /wp:image -->";
  guint             first = 0;
  guint             second = 0;
  g_autofree char  *out = convert (html, IGNY_WORDPRESS_FORM_BLOCKS, 0, &first);
  g_autofree char  *same = convert (markup, IGNY_WORDPRESS_FORM_BLOCKS, 0, &second);

  g_assert_cmpstr (out, ==, P ("a"));
  g_assert_cmpuint (first, ==, 2);
  g_assert_cmpstr (same, ==, markup);
  g_assert_cmpuint (second, ==, 1);
}

static void
test_limits (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) nested = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *out = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "<blockquote>");
  out = igny_wordpress_blocks_from_html (deep->str, IGNY_WORDPRESS_FORM_BLOCKS, 0, NULL, &error);
  g_assert_null (out);
  g_assert_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_COMPLEX);

  for (guint i = 0; i < 200; i++)
    g_string_append (nested, "<ul><li>x");
  out = convert (nested->str, IGNY_WORDPRESS_FORM_BLOCKS, 0, NULL);
  g_assert_nonnull (strstr (out, "<li>x</li>"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/blocks/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/publish/blocks/shortcodes", test_shortcodes);
  g_test_add_func ("/publish/blocks/pending", test_pending);
  g_test_add_func ("/publish/blocks/limits", test_limits);

  return g_test_run ();
}
