/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-wordpress-compare.h"
#include "igny-wordpress-discovery.h"
#include "igny-wordpress-scan.h"
#include "igny-wordpress-terms.h"
#include "igny-wordpress-url.h"

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { "example.com", "https://example.com" },
    { "  HTTPS://Example.COM:443/  ", "https://example.com" },
    { "example.com/blog/", "https://example.com/blog" },
    { "example.com//blog//wp-admin/post.php?post=1", "https://example.com/blog" },
    { "https://example.com/wp-login.php?redirect_to=x#y", "https://example.com" },
    { "https://example.com:8443/wp-json/", "https://example.com:8443" },
    { "http://localhost:8080/x", "http://localhost:8080/x" },
    { "http://127.0.0.1/", "http://127.0.0.1" },
    { "http://[::1]:8080/", "http://[::1]:8080" },
    { "bücher.example", "https://xn--bcher-kva.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *got = igny_wordpress_url_normalize (cases[i][0], FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
test_exposed (void)
{
  g_assert_true (igny_wordpress_url_is_exposed ("http://example.com/wp-json/"));
  g_assert_true (igny_wordpress_url_is_exposed ("http://192.168.1.5/wp-json/"));
  g_assert_false (igny_wordpress_url_is_exposed ("https://example.com/wp-json/"));
  g_assert_false (igny_wordpress_url_is_exposed ("http://127.0.0.1:80/wp-json/"));
}

static void
test_join (void)
{
  static const char *const cases[][4] = {
    { "https://a/wp-json/", "wp/v2/posts", "x=1", "https://a/wp-json/wp/v2/posts?x=1" },
    { "https://a/wp-json", "wp/v2/posts", NULL, "https://a/wp-json/wp/v2/posts" },
    { "https://a/?rest_route=/", "wp/v2/posts", "x=1", "https://a/?rest_route=/wp/v2/posts&x=1" },
    { "https://a/?rest_route=/&l=e", "b", "x=1", "https://a/?rest_route=/b&l=e&x=1" },
    { "https://a/wp-json/?l=de", "wp/v2/posts", "x=1", "https://a/wp-json/wp/v2/posts?l=de&x=1" },
    { "https://a/?rest_route=/", "", NULL, "https://a/?rest_route=/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = igny_wordpress_url_join (cases[i][0], cases[i][1], cases[i][2]);

      g_assert_cmpstr (got, ==, cases[i][3]);
    }
}

static void
test_link_header (void)
{
  static const char *const cases[][2] = {
    { "<https://a/wp-json/>; rel=\"https://api.w.org/\"", "https://a/wp-json/" },
    { "<https://a/x>; rel=shortlink, <https://a/y/>; rel=https://api.w.org/", "https://a/y/" },
    { "<https://a/x>; title=\"<b>, rel=https://api.w.org/\"; rel=\"next\", "
      "<https://a/y>;rel = 'x https://api.w.org/ z'",
      "https://a/y" },
    { "<https://a/wp-json/wp/v2/pages/2>; rel=\"alternate\"; type=\"application/json\"", NULL },
    { "<https://a/x>; rel=\"https://api.w.org/evil\"", NULL },
    { "<https://a/x", NULL },
    { "", NULL },
    { ",;<>\"", NULL },
  };

  g_assert_null (igny_wordpress_url_from_header (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = igny_wordpress_url_from_header (cases[i][0]);

      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
test_rebase (void)
{
  static const char *const cases[][3] = {
    { "https://a.example/wp-json/", "https://a.example", "https://a.example/wp-json/" },
    { "/blog/wp-json/", "https://a.example/blog", "https://a.example/blog/wp-json/" },
    { "http://a.example/?x=/", "https://a.example:8443", "https://a.example:8443/?x=/" },
    { "https://a.example/wp-json/", "http://a.example", NULL },
    { "https://b.example/wp-json/", "https://a.example", NULL },
    { "http://a.example:81/wp-json/", "https://a.example", NULL },
    { "javascript:alert(1)", "https://a.example", NULL },
    { "https://x:y@a.example/wp-json/", "https://a.example", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = igny_wordpress_url_rebase (cases[i][0], cases[i][1]);

      g_assert_cmpstr (got, ==, cases[i][2]);
    }
}

static void
test_scan (void)
{
  static const char *const texts[][2] = {
    { "a &lt;b&gt; &#x1f600;&#39; &unknown; &amp;amp;", "a <b> \xf0\x9f\x98\x80' &unknown; &amp;" },
    { "<p title='a>b'>x</p>\n\n<!-- no > -->y&nbsp;&nbsp; z<", "x y z<" },
    { "1 < 2 <> <3 & 4", "1 < 2 <> <3 & 4" },
    { "<a href=\"never ends", "<a href=\"never ends" },
    { "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b" },
    { "&#0;&#xd800;&#99999999;", "&#0;&#xd800;&#99999999;" },
    { "<!--", "" },
    { "", "" },
  };
  static const char page[] = "<!DOCTYPE html><HEAD><TITLE >  Log &amp; in\n</TITLE></HEAD>";
  g_autofree char  *cut = igny_wordpress_scan_to_text ("one two three", 13, 6);
  g_autofree char  *title = igny_wordpress_scan_title (page, strlen (page));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *got = igny_wordpress_scan_to_text (texts[i][0], strlen (texts[i][0]), 0);

      g_assert_cmpstr (got, ==, texts[i][1]);
    }
  g_assert_cmpstr (cut, ==, "one t…");
  g_assert_cmpstr (title, ==, "Log & in");
  g_assert_null (igny_wordpress_scan_title ("{}", 2));
}

static void
test_attributes (void)
{
  static const char html[] = "<IMG src = 'a&amp;b' alt=\"x > y\" hidden data-x=1/>";
  IgnyWordpressScan scan;
  g_autofree char  *source = NULL;
  g_autofree char  *alt = NULL;
  g_autofree char  *hidden = NULL;

  igny_wordpress_scan_init (&scan, html, strlen (html));
  g_assert_true (igny_wordpress_scan_next (&scan));
  g_assert_cmpint (scan.kind, ==, IGNY_WORDPRESS_SCAN_OPEN);
  g_assert_cmpstr (scan.name, ==, "img");
  source = igny_wordpress_scan_get (&scan, "src");
  alt = igny_wordpress_scan_get (&scan, "alt");
  hidden = igny_wordpress_scan_get (&scan, "hidden");
  g_assert_cmpstr (source, ==, "a&b");
  g_assert_cmpstr (alt, ==, "x > y");
  g_assert_cmpstr (hidden, ==, "");
  g_assert_null (igny_wordpress_scan_get (&scan, "srcset"));
  g_assert_false (igny_wordpress_scan_next (&scan));
}

/* A megabyte of what makes naive scanners quadratic. */
static void
test_scan_is_linear (void)
{
  static const char *const bits[] = { "<a \"", "<!--", "&", "<", "<p ", "<a =='" };

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *got = NULL;
      g_autofree char *title = NULL;
      gint64           start = 0;

      while (text->len < 1024 * 1024)
        g_string_append (text, bits[i]);
      start = g_get_monotonic_time ();
      got = igny_wordpress_scan_to_text (text->str, text->len, 0);
      title = igny_wordpress_scan_title (text->str, text->len);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

static void
test_reply (void)
{
  static const char *const good[] = {
    "{\"a\":1}",
    "\xef\xbb\xbf[]",
    "\n<br />\n<b>Warning</b>: array [0] in x {y}<br />\n{\"a\":[1]}",
    "Deprecated: [\"x\" {\"a\":1}",
  };
  static const char *const bad[] = {
    "", "<html>", "{", "{\"a\":1}</html>", "hello", "[1,", "\xff\xfe"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(JsonNode) node = igny_wordpress_reply_parse (good[i], strlen (good[i]));

      g_assert_nonnull (node);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (igny_wordpress_reply_parse (bad[i], strlen (bad[i])));
}

static IgnyWordpressPost *
parse_post (const char *text)
{
  g_autoptr(JsonNode) node = igny_wordpress_reply_parse (text, strlen (text));

  return igny_wordpress_post_parse (node);
}

static void
test_post (void)
{
  g_autoptr(IgnyWordpressPost) odd = NULL;

  g_assert_null (parse_post ("[]"));
  g_assert_null (parse_post ("{\"id\":\"4\"}"));
  g_assert_null (parse_post ("{\"id\":-4}"));
  g_assert_null (parse_post ("{\"id\":0}"));

  odd = parse_post ("{\"id\":4,\"status\":7,\"title\":\"x\",\"content\":{\"raw\":null},\"link\":[],"
                    "\"categories\":[1,\"2\",null,3.5,-1,9],\"tags\":{},\"meta\":[]}");
  g_assert_nonnull (odd);
  g_assert_cmpstr (odd->status, ==, "");
  g_assert_cmpstr (odd->title, ==, "");
  g_assert_cmpstr (odd->content, ==, "");
  g_assert_cmpuint (odd->categories->len, ==, 2);
  g_assert_cmpint (g_array_index (odd->categories, gint64, 1), ==, 9);
  g_assert_null (odd->meta);
}

static gint64
parse_term (const char *text)
{
  g_autoptr(JsonNode) node = igny_wordpress_reply_parse (text, strlen (text));

  return igny_wordpress_terms_parse (node);
}

static void
test_terms (void)
{
  static const char list[] = "[{\"id\":1,\"name\":\"Tom &amp; Co\"},"
                             "{\"id\":2,\"name\":\"Caf\xc3\xa9\"},7]";
  g_autoptr(JsonNode) node = igny_wordpress_reply_parse (list, strlen (list));

  g_assert_cmpint (parse_term ("{\"id\":5}"), ==, 5);
  g_assert_cmpint (parse_term ("{\"code\":\"term_exists\",\"data\":{\"term_id\":6}}"), ==, 6);
  g_assert_cmpint (parse_term ("{\"code\":\"term_exists\",\"additional_data\":[7]}"), ==, 7);
  g_assert_cmpint (parse_term ("{\"code\":\"rest_cannot\",\"data\":{\"term_id\":6}}"), ==, 0);
  g_assert_cmpint (parse_term ("[]"), ==, 0);
  g_assert_cmpint (igny_wordpress_terms_pick (node, "tom & co"), ==, 1);
  g_assert_cmpint (igny_wordpress_terms_pick (node, "CAFE\xcc\x81"), ==, 2);
  g_assert_cmpint (igny_wordpress_terms_pick (node, "Tom"), ==, 0);
}

static void
test_root (void)
{
  static const char html[] = "<link rel='x https://api.w.org/' href='https://a/wp-json/'>";
  static const char good[] = "{\"name\":\"A\",\"namespaces\":[1,\"wp/v2\"],\"authentication\":[]}";
  g_autoptr(JsonNode) node = igny_wordpress_reply_parse (good, strlen (good));
  g_autoptr(IgnyWordpressRoot) root = igny_wordpress_root_parse (node);
  g_autofree char *link = igny_wordpress_url_from_html (html, strlen (html));

  g_assert_nonnull (root);
  g_assert_cmpstr (root->name, ==, "A");
  g_assert_cmpstr (root->home, ==, "");
  g_assert_false (root->app_passwords);
  g_assert_cmpstr (link, ==, "https://a/wp-json/");
  g_assert_null (igny_wordpress_root_parse (NULL));
}

typedef struct
{
  const char *sent;
  const char *got;
  const char *missing; /* in the first warning's sent; NULL: none */
  guint       warnings;
} Difference;

/* clang-format off */
static const Difference differences[] = {
  { "<p>a</p>", "<p>a</p>", NULL, 0 },
  { "<p>a &amp; b</p>\n\n<p>c</p>", "<p>a &#038; b</p><p>c</p>\n", NULL, 0 },
  { "<img src=\"x\" alt=\"y\"/>", "<img src=\"x\" alt=\"y\" />", NULL, 0 },
  { "<a href=\"x\" target=\"_blank\">l</a>", "<a href=\"x\" target=\"_blank\" rel=\"noopener\">l</a>", NULL, 0 },
  { "<p>a</p>", "<p>a</p><p>Shared by a plugin</p>", NULL, 0 },
  { "<p>a</p><script>b</script>", "<p>a</p>b", "<script>", 1 },
  { "<img src=\"x\" srcset=\"y\">", "<img src=\"x\">", "<img srcset>", 1 },
  { "<iframe src=\"x\" width=\"1\"></iframe><form></form>", "", "<form>, <iframe>", 1 },
  { "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", "<p>a</p>", "<block>", 1 },
  { "<p>one two three</p>", "<p>one two</p>", "three", 1 },
  { "<p>one</p>", "", "<p>", 2 },
};
/* clang-format on */

static void
test_compare_content (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autoptr(GPtrArray) warnings = NULL;
      IgnyWordpressWarning *first = NULL;

      warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_wordpress_warning_free);
      igny_wordpress_compare_content (warnings, differences[i].sent, differences[i].got);
      g_assert_cmpuint (warnings->len, ==, differences[i].warnings);
      g_assert_cmpint (igny_wordpress_compare_is_kept (differences[i].sent, differences[i].got), ==,
                       warnings->len == 0);
      if (warnings->len == 0)
        continue;
      first = warnings->pdata[0];
      g_assert_cmpstr (first->field, ==, "content");
      g_assert_cmpstr (first->sent, ==, differences[i].missing);
      g_assert_nonnull (strstr (first->message, differences[i].missing));
    }
}

static void
test_compare_text (void)
{
  static const char *const same[][2] = {
    { "R&D <b>", "R&amp;D &lt;b&gt;" },
    { "R&D", "R&D" },
    { "it's  ok", "it&#039;s ok" },
  };
  g_autoptr(GPtrArray) warnings = NULL;

  warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_wordpress_warning_free);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    igny_wordpress_compare_text (warnings, "title", same[i][0], same[i][1]);
  g_assert_cmpuint (warnings->len, ==, 0);
  igny_wordpress_compare_text (warnings, "title", "Socks", "Sock");
  g_assert_cmpuint (warnings->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/publish/text/normalize", test_normalize);
  g_test_add_func ("/publish/text/exposed", test_exposed);
  g_test_add_func ("/publish/text/join", test_join);
  g_test_add_func ("/publish/text/link-header", test_link_header);
  g_test_add_func ("/publish/text/rebase", test_rebase);
  g_test_add_func ("/publish/text/scan", test_scan);
  g_test_add_func ("/publish/text/attributes", test_attributes);
  g_test_add_func ("/publish/text/scan-is-linear", test_scan_is_linear);
  g_test_add_func ("/publish/text/reply", test_reply);
  g_test_add_func ("/publish/text/post", test_post);
  g_test_add_func ("/publish/text/terms", test_terms);
  g_test_add_func ("/publish/text/root", test_root);
  g_test_add_func ("/publish/text/compare-content", test_compare_content);
  g_test_add_func ("/publish/text/compare-text", test_compare_text);

  return g_test_run ();
}
