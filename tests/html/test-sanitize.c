/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html.h"

#include <string.h>

typedef struct
{
  const char *html;
  const char *clean;
} Case;

static void
check_case (const Case   *item,
            IgnyHtmlFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = igny_html_sanitize (item->html, flags, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  if (strcmp (clean, item->clean) != 0)
    g_test_fail_printf ("“%s” became “%s” instead of “%s”", item->html, clean, item->clean);
  again = igny_html_sanitize (clean, flags, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, clean);
}

/* clang-format off */
static const Case articles[] = {
  { "", "" },
  { "  \n plain text \n", "plain text" },
  { "<p>Tom &amp; Jerry &lt; 3 &quot;x&quot; &copy;</p>", "<p>Tom &amp; Jerry &lt; 3 \"x\" ©</p>" },
  { "<h1>Title</h1><P CLASS=x STYLE='color:red' onclick=go()>Text<BR/>more</P>",
    "<h2>Title</h2><p>Text<br>more</p>" },
  { "<p>one<p>two", "<p>one</p><p>two</p>" },
  { "<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>" },
  { "<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>" },
  { "<table><tr><td colspan=2 width=9>a<td>b</table>",
    "<table><tbody><tr><td colspan=\"2\">a</td><td>b</td></tr></tbody></table>" },
  { "<table><thead><tr><th scope=col>a</th><th scope=bad>b</th></tr></thead></table>",
    "<table><thead><tr><th scope=\"col\">a</th><th>b</th></tr></thead></table>" },
  { "<ol start=3 reversed type=a><li>x</li></ol>", "<ol start=\"3\" reversed><li>x</li></ol>" },
  { "<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>" },
  { "<div><h2>A</h2><div>b <b>c</b></div></div>", "<h2>A</h2><p>b <b>c</b></p>" },
  { "<ul><li><div>One</div><div>Two</div></li></ul>", "<ul><li>One\nTwo</li></ul>" },
  { "<section>loose<p>par</p></section>", "loose<p>par</p>" },
  { "<span>a</span><font color=red>b</font><blink>c</blink>", "abc" },
  { "<pre>\n\n  code &lt;x&gt;\n</pre>", "<pre>\n\n  code &lt;x&gt;\n</pre>" },
  { "<pre><code>\nx</code></pre>", "<pre><code>\nx</code></pre>" },
  { "a\xc2\xa0" "b&nbsp;c", "a&nbsp;b&nbsp;c" },
  { "<figure><img src=https://x.org/a.png alt='A &quot;b&quot;' width=100 height=50% loading=lazy>"
    "<figcaption>C</figcaption></figure>",
    "<figure><img src=\"https://x.org/a.png\" alt=\"A &quot;b&quot;\" width=\"100\">"
    "<figcaption>C</figcaption></figure>" },
  { "<img src=igny8-media:0190 alt=x>", "<img src=\"igny8-media:0190\" alt=\"x\">" },
  { "<a href=/about title=t target=_blank rel=x>us</a>", "<a href=\"/about\" title=\"t\">us</a>" },
  { "<a href=\"https://x.org/?a=1&b=2\">x</a>",
    "<a href=\"https://x.org/?a=1&amp;b=2\" rel=\"noopener\">x</a>" },
  { "<a href=mailto:a@b.c>m</a> <a href=tel:+1>t</a> <a href=#s>s</a> <a name=x>n</a>",
    "<a href=\"mailto:a@b.c\">m</a> <a href=\"tel:+1\">t</a> <a href=\"#s\">s</a> n" },
  { "<details open><summary>Q</summary><p>A</p></details>",
    "<details><summary>Q</summary><p>A</p></details>" },
  { "<!-- wp:html --><p>a</p><!-- /wp:html --><!-- note -->", "<p>a</p>" },
  { "<!doctype html><html><head><title>T</title><style>p{}</style></head><body><p>x</p></body></html>",
    "<p>x</p>" },
  { "[gallery ids=1] [1] [ x ] [/b] [[c]]",
    "&#91;gallery ids=1] [1] [ x ] &#91;/b] &#91;&#91;c]]" },
  { "<abbr title='[x]'>a</abbr>", "<abbr title=\"&#91;x]\">a</abbr>" },
  { "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>" },
  { "<strike>a</strike><tt>b</tt><acronym>c</acronym>", "<s>a</s><code>b</code><abbr>c</abbr>" },
  { "<h2>a<br>b</h2>", "<h2>a<br>b</h2>" },
};

/* What must be gone, and what may remain. */
static const Case attacks[] = {
  { "<script>alert(1)</script>x", "x" },
  { "<script><!--<script></script>alert(1)--></script>x", "x" },
  { "<ScRiPt\n>alert(1)</sCrIpT\t>x", "x" },
  { "<p>a<style>*{x:expression(1)}</style>b</p>", "<p>ab</p>" },
  { "<img src=x onerror=alert(1)>", "" },
  { "<img src=https://x.org/a.png onerror=alert(1)>", "<img src=\"https://x.org/a.png\">" },
  { "<img src=data:image/svg+xml;base64,AAAA>", "" },
  { "<img src=http://x.org/a.png>", "" },
  { "<a href=javascript:alert(1)>x</a>", "x" },
  { "<a/href=javascript:alert(1)>x</a>", "x" },
  { "<a href=\" java\tscript\n:alert(1)\">x</a>", "x" },
  { "<a href=\"&#106;&#97;vascript&colon;alert(1)\">x</a>", "x" },
  { "<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>", "x" },
  { "<a href=\"\x01javascript:alert(1)\">x</a>", "x" },
  { "<a href=\"java&#0;script:alert(1)\">x</a>", "x" },
  { "<a href=\"java\xe2\x80\x8bscript:alert(1)\">x</a>", "x" },
  { "<a href=\"vbscript:x\">x</a><a href=\"data:text/html,<script>\">y</a>", "xy" },
  { "<a href='file:///etc/passwd'>x</a><a href='blob:x'>y</a>", "xy" },
  { "<a href=\"//evil.example/x\">x</a>", "<a href=\"//evil.example/x\" rel=\"noopener\">x</a>" },
  { "<!--><img src=https://x.org/ onerror=a>-->", "<img src=\"https://x.org/\">--&gt;" },
  { "<!-- --!><img src=x onerror=a>-->", "--&gt;" },
  { "<textarea><p title=\"</textarea><img src=x onerror=a>\">", "\"&gt;" },
  { "<svg><style><img src=x onerror=alert(1)></style></svg>", "" },
  { "<svg><p><style><a title=\"</style><img src=x onerror=a>\">", "<p>\"&gt;</p>" },
  { "<svg/onload=alert(1)>x", "" },
  { "<svg><a xlink:href='javascript:a'>x</a></svg>y", "y" },
  { "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=a&gt;\">", "" },
  { "<math><mi//xlink:href=\"data:x,<script>a</script>\">", "" },
  { "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=a src>\">", "" },
  { "<noscript><p title=\"</noscript><img src=x onerror=a>\"></noscript>x", "" },
  { "<template><img src=x onerror=a></template>x", "x" },
  { "<iframe src=javascript:a></iframe><iframe srcdoc='<script>a</script>'>z</iframe>x", "x" },
  { "<object data=x><p>in</p></object><embed src=x>x", "x" },
  { "<form action=x><input name=a><button formaction=javascript:a>b</button></form>x", "x" },
  { "<form><form><p>a</p></form>b</form>", "b" },
  { "<select><option><img src=x onerror=a></select>x", "x" },
  { "<xmp><p title=\"</xmp><img src=x onerror=a>\">", "\"&gt;" },
  { "<noembed><img title=\"</noembed><img src=x onerror=a>\"></noembed>", "\"&gt;" },
  { "<plaintext><img src=x onerror=a>", "" },
  { "<base href=//evil><meta http-equiv=refresh content=0><link rel=stylesheet href=x>x", "x" },
  { "<body onload=a><p>x</p>", "<p>x</p>" },
  { "<isindex action=javascript:a prompt=x>y", NULL },
  { "<p title=\"a\" xmlns=x xml:base=javascript:a data-x=1 id=y style=x class=z>x</p>", "<p>x</p>" },
  { "<div style=\"background:url(javascript:a)\">x</div>", "<p>x</p>" },
  { "<img alt=\"`onerror=a`\" src=https://x.org>", "<img alt=\"`onerror=a`\" src=\"https://x.org\">" },
  { "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;" },
  { "<<script>alert(1)//<</script>x", "&lt;x" },
  { "<p>\xff\xfe<b\xc0\xafonclick=a>x</b></p>", NULL },
  { "<![CDATA[<img src=x onerror=a>]]>x", "]]&gt;x" },
  { "<?xml version=1?><p>x</p>", "<p>x</p>" },
  { "<video src=x onerror=a><p>in</p></video><audio src=x></audio><canvas>c</canvas>x", "x" },
  { "<marquee onstart=a>x</marquee>", "x" },
  { "<a href=https://x.org/><a href=https://y.org/>y</a></a>",
    "<a href=\"https://x.org/\" rel=\"noopener\"></a>"
    "<a href=\"https://y.org/\" rel=\"noopener\">y</a>" },
  { "<frameset onload=a><frame src=javascript:a></frameset>x", "x" },
  { "<details ontoggle=a open>x</details>", "<details>x</details>" },
  { "<!-- wp:html --><script>a</script><!-- /wp:html -->x", "x" },
  { "[<!-- -->gallery]", "&#91;gallery]" },
};

static const Case kept[] = {
  { "<!-- wp:paragraph -->\n<p>Text</p>\n<!-- /wp:paragraph -->\n\n"
    "<!-- wp:heading {\"level\":3} -->\n<h3 class=\"wp-block-heading\" id=\"a-b\">T</h3>\n"
    "<!-- /wp:heading -->\n\n"
    "<!-- wp:image {\"id\":7,\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} -->\n"
    "<figure class=\"wp-block-image size-large\"><img src=\"https://x.org/a.png\" alt=\"\" "
    "class=\"wp-image-7\"/><figcaption class=\"wp-element-caption\">C</figcaption></figure>\n"
    "<!-- /wp:image -->\n\n"
    "<!-- wp:group {\"layout\":{\"type\":\"constrained\"}} -->\n<div class=\"wp-block-group\">"
    "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n"
    "<!-- /wp:separator --></div>\n<!-- /wp:group -->\n\n<!-- wp:latest-posts /-->\n\n"
    "<!-- wp:yoast/faq-block {\"a\":\"\\u003cb\\u003e\"} /-->\n\n"
    "<!-- wp:paragraph -->\n<p><a href=\"https://x.org/\" target=\"_blank\" "
    "rel=\"noreferrer noopener\">x</a></p>\n<!-- /wp:paragraph -->",
    NULL },
  { "<!--wp:paragraph--><p class=\"evil wp-block-x has-red-color js-hook\">a</p><!--/wp:paragraph-->",
    "<!-- wp:paragraph --><p class=\"wp-block-x has-red-color\">a</p><!-- /wp:paragraph -->" },
  { "<!-- wp:x {\"a\":\"--<script>\"} /-->",
    "<!-- wp:x {\"a\":\"\\u002d\\u002d\\u003cscript\\u003e\"} /-->" },
  { "<!-- wp:x {bad} /--><!-- wp:X --><!-- wp:a/b/c --><!-- wp: --><!-- wp:a/ --><!-- /wp:a {\"b\":1} -->"
    "<!-- wp:a [1] --><!-- note --><!-- wp:a onclick -->x", "x" },
  { "<h1>T</h1><a href=\"https://x.org/\" target=\"_blank\">y</a>",
    "<h1>T</h1><a href=\"https://x.org/\" target=\"_blank\" rel=\"noopener\">y</a>" },
  { "<a href=\"https://x.org/\" rel=\"opener nofollow\" target=top>y</a>",
    "<a href=\"https://x.org/\" rel=\"nofollow\">y</a>" },
  { "<!-- wp:html --><script>a()</script><img src=x onerror=a><!-- /wp:html -->",
    "<!-- wp:html --><!-- /wp:html -->" },
  { "<span class=\"has-inline-color\" style=\"color:red\">a</span><span>b</span>",
    "<span class=\"has-inline-color\">a</span>b" },
  { "<pre class=\"wp-block-code\"><!-- wp:x --><code>a</code></pre>",
    "<pre class=\"wp-block-code\"><!-- wp:x --><code>a</code></pre>" },
};
/* clang-format on */

static void
test_articles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    check_case (&articles[i], IGNY_HTML_STRICT);
}

/* Reads the result as crudely as possible, since the reader under test may
 * share a fault with the writer. */
static void
check_harmless (const char *clean)
{
  static const char *const traces[] = {
    "<script", "<style", "<svg", "<math", "<iframe", "<object", "<embed", "<form", "<input",
    "<template", "<noscript", "<textarea", "<xmp", "<base", "<meta", "<link", "<!--", "onerror=",
    "onload=", "href=\"javascript", "href=\"data", "href=\"vbscript", "src=\"data", "style=\"",
    "srcdoc", "xlink"
  };

  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      const char *found = strstr (clean, traces[i]);

      /* In a value that keeps quotes and brackets escaped it is only text. */
      if (found != NULL && strstr (clean, "`onerror=") == NULL)
        g_error ("“%s” is left in “%s”", traces[i], clean);
    }
}

static void
test_attacks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *clean = igny_html_sanitize (attacks[i].html, IGNY_HTML_STRICT, &error);
      g_autofree char *blocks = NULL;

      g_assert_no_error (error);
      check_harmless (clean);
      if (attacks[i].clean != NULL)
        check_case (&attacks[i], IGNY_HTML_STRICT);
      blocks = igny_html_sanitize (attacks[i].html, IGNY_HTML_KEEP_BLOCKS, &error);
      g_assert_no_error (error);
      if (strstr (blocks, "<!-- wp:") == NULL)
        check_harmless (blocks);
    }
}

static void
test_kept_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      Case item = { kept[i].html, kept[i].clean != NULL ? kept[i].clean : kept[i].html };

      check_case (&item, IGNY_HTML_KEEP_BLOCKS | IGNY_HTML_KEEP_SHORTCODES);
    }
}

static void
test_flags (void)
{
  static const struct
  {
    IgnyHtmlFlags flags;
    Case          item;
  } cases[] = {
    { IGNY_HTML_KEEP_SHORTCODES, { "[gallery]", "[gallery]" } },
    { IGNY_HTML_DROP_IMAGES, { "<p>a<img src=https://x.org/a.png>b</p>", "<p>ab</p>" } },
    { IGNY_HTML_HTTP_IMAGES, { "<img src=/a.png>", "<img src=\"/a.png\">" } },
    { IGNY_HTML_HTTP_IMAGES, { "<img src=http://x.org/a>", "<img src=\"http://x.org/a\">" } },
    { IGNY_HTML_HTTP_IMAGES, { "<img src=javascript:a>", "" } },
    { IGNY_HTML_NOFOLLOW,
      { "<a href=http://x.org>x</a><a href=/y>y</a>",
        "<a href=\"http://x.org\" rel=\"noopener nofollow\">x</a><a href=\"/y\">y</a>" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i].item, cases[i].flags);
}

static const char *const tokens[] = {
  "<p>",
  "</p>",
  "<b>",
  "</b>",
  "<i>",
  "</i>",
  "<a href=https://x.org/>",
  "</a>",
  "<div>",
  "</div>",
  "<section>",
  "</section>",
  "<h2>",
  "</h2>",
  "<h1>",
  "<ul>",
  "</ul>",
  "<li>",
  "</li>",
  "<ol>",
  "<table>",
  "</table>",
  "<tr>",
  "<td>",
  "</td>",
  "<th>",
  "<caption>",
  "<tbody>",
  "<pre>",
  "</pre>",
  "<code>",
  "\n",
  " ",
  "text",
  "&amp;",
  "&lt;b&gt;",
  "&#91;",
  "[x",
  "]",
  "<br>",
  "<hr>",
  "<img src=https://x.org/i>",
  "<svg>",
  "</svg>",
  "<style>",
  "</style>",
  "<math>",
  "<mtext>",
  "<select>",
  "</select>",
  "<option>",
  "<script>",
  "</script>",
  "<!--",
  "-->",
  "<!-- wp:a -->",
  "<!-- /wp:a -->",
  "<form>",
  "</form>",
  "<marquee>",
  "</marquee>",
  "<button>",
  "<object>",
  "</object>",
  "<template>",
  "</template>",
  "<nobr>",
  "<font>",
  "</font>",
  "<dl>",
  "<dt>",
  "<dd>",
  "<blockquote>",
  "</blockquote>",
  "<details>",
  "<summary>",
  "<figure>",
  "<figcaption>",
  "<span class=has-x>",
  "</span>",
  "<div class=wp-block-x>",
  "\"",
  "'",
  ">",
  "<",
  "&#13;",
  "&nbsp;",
  "<noscript>",
  "<textarea>",
  "</textarea>",
  "<title>",
  "</body>",
  "</html>",
  "<q>",
  "<ruby>",
  "<rt>",
  "<em>",
  "</em>",
  "<u>",
  "<ins>",
  "<del>",
  "</p",
};

/* The promise: whatever comes, the result is harmless and stable. */
static void
test_soup (void)
{
  guint rounds = g_test_quick () ? 4000 : 100000;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GString) soup = g_string_new (NULL);
      guint         length = (guint) g_test_rand_int_range (1, 40);
      IgnyHtmlFlags flags = (IgnyHtmlFlags) g_test_rand_int_range (0, 32);
      g_autoptr (GError) error = NULL;
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      for (guint j = 0; j < length; j++)
        g_string_append (soup, tokens[g_test_rand_int_range (0, G_N_ELEMENTS (tokens))]);
      once = igny_html_sanitize (soup->str, flags, &error);
      g_assert_no_error (error);
      twice = igny_html_sanitize (once, flags, &error);
      g_assert_no_error (error);
      if (strcmp (once, twice) != 0)
        g_test_message ("source: %s", soup->str);
      g_assert_cmpstr (twice, ==, once);
      if (!(flags & IGNY_HTML_KEEP_BLOCKS))
        check_harmless (once);
    }
}

static char *
repeat (const char *text,
        guint       times)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

static void
assert_refused (const char   *html,
                IgnyHtmlError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = igny_html_sanitize (html, IGNY_HTML_STRICT, &error);

  if (clean != NULL)
    g_error ("took %.60s…", html);
  g_assert_error (error, IGNY_HTML_ERROR, (int) code);
}

static void
test_limits (void)
{
  /* Ways in which elements stay open although a careless count says that they
   * were closed. */
  static const char *const nesting[] = {
    "<b>",
    "<div>",
    "<x>",
    "<b></i>",
    "<b><applet></b></applet>",
    "<b><!--</b>--> ",
    "<b><style></b></style>",
    "<style><!--</style><b>-->",
    "<b><svg><![CDATA[></svg></b>]]></svg>",
    "<b><script><!--<script></script></b>--></script>",
    "<select></select><b>",
    "<b/>",
    "<svg><path>",
    "<b a='</b>'>",
    "<b></b x='",
    "<span><p></span>",
    "<font color=a></font ><div>",
    "<template><div></template></div>",
  };
  g_autofree char *large = repeat ("text ", 420000);
  g_autofree char *tags = repeat ("<br>x", 120000);
  g_autofree char *formatting = NULL;
  GString         *many = g_string_new (NULL);

  assert_refused (large, IGNY_HTML_ERROR_TOO_LARGE);
  assert_refused (tags, IGNY_HTML_ERROR_TOO_COMPLEX);
  for (guint i = 0; i < G_N_ELEMENTS (nesting); i++)
    {
      g_autofree char *html = repeat (nesting[i], 20000);
      gint64           start = g_get_monotonic_time ();
      g_autofree char *clean = igny_html_sanitize (html, IGNY_HTML_STRICT, NULL);

      /* 20,000 nested tags take 16 s. */
      g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_USEC_PER_SEC);
      g_assert_true (clean == NULL || strlen (clean) < 1000000);
    }

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (many, "<font x=%u>", i);
  for (guint i = 0; i < 30000; i++)
    g_string_append (many, "<p>x");
  formatting = g_string_free (many, FALSE);
  assert_refused (formatting, IGNY_HTML_ERROR_TOO_COMPLEX);
}

/* What the limits must not refuse. */
static void
test_large_article (void)
{
  static const char *const pieces[] = {
    "<h2>Heading</h2><p>Text with <a href=https://x.org/>a link</a> and <b>bold</b>.</p>",
    "<p>Paragraphs without an end tag, as people wrote them",
    "<ul><li>Items without<li>an end tag</ul>",
    "<table><tr><td>Cells<td>too</table>",
    "<div><svg viewBox='0 0 1 1'><g><path d=\"x\"/><circle r=1 /></g></svg>Icon</div>",
    "<script>if (a<b) c();</script>",
    "<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *html = repeat (pieces[i], i == 5 ? 500 : 3000);
      g_autoptr (GError) error = NULL;
      g_autofree char *clean = igny_html_sanitize (html, IGNY_HTML_KEEP_BLOCKS, &error);

      if (error != NULL)
        g_test_message ("refused: %s", pieces[i]);
      g_assert_no_error (error);
      g_assert_nonnull (clean);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/sanitize/articles", test_articles);
  g_test_add_func ("/html/sanitize/attacks", test_attacks);
  g_test_add_func ("/html/sanitize/kept-blocks", test_kept_blocks);
  g_test_add_func ("/html/sanitize/flags", test_flags);
  g_test_add_func ("/html/sanitize/soup", test_soup);
  g_test_add_func ("/html/sanitize/limits", test_limits);
  g_test_add_func ("/html/sanitize/large-article", test_large_article);

  return g_test_run ();
}
