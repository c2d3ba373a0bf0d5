/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts on a real WordPress: what comes of them there, in trouble as well;
 * started by with-wordpress. */
#include <string.h>

#include "igny-wordpress-blocks.h"
#include "wordpress-fixture.h"

static void
test_draft_then_publish (WordpressFixture *fixture,
                         gconstpointer     data)
{
  static const char *const categories[] = { "Cats & “Dogs”", "News", NULL };
  static const char *const tags[] = { "Wool <3", "socks", NULL };
  const char              *user = data;
  g_autoptr(IgnyWordpressResult) draft = NULL;
  g_autoptr(IgnyWordpressResult) live = NULL;
  g_autoptr(IgnyWordpressResult) again = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *post = NULL;
  gint64      before = wordpress_count_posts ();
  gboolean    plain = FALSE;

  fixture->article.categories = categories;
  fixture->article.tags = tags;
  draft = wordpress_publish_well (fixture, user);
  g_assert_true (draft->created);
  g_assert_cmpint (draft->post_id, ==, fixture->stored);
  g_assert_cmpstr (draft->status, ==, "draft");
  g_assert_cmpuint (draft->warnings->len, ==, 0);
  g_assert_cmpint (wordpress_count_posts (), ==, before + 1);

  fixture->article.post_id = draft->post_id;
  fixture->article.known_modified = draft->modified;
  fixture->article.publish = TRUE;
  live = wordpress_publish_well (fixture, user);
  g_assert_false (live->created);
  g_assert_cmpint (live->post_id, ==, draft->post_id);
  g_assert_cmpstr (live->status, ==, "publish");
  g_assert_cmpuint (live->warnings->len, ==, 0);
  plain = strchr (g_getenv ("WP_REST"), '?') != NULL;
  g_assert_nonnull (strstr (live->url, plain ? "?p=" : fixture->slug));

  fixture->article.known_modified = live->modified;
  fixture->article.content = "<p>Second version.</p>";
  again = wordpress_publish_well (fixture, user);
  g_assert_cmpuint (again->warnings->len, ==, 0);
  g_assert_cmpint (wordpress_count_posts (), ==, before + 1);

  node = wordpress_read_post (draft->post_id);
  post = igny_json_node_get_object (node);
  g_assert_cmpstr (wordpress_get_raw (node, "content"), ==, "<p>Second version.</p>");
  g_assert_cmpstr (wordpress_get_raw (node, "title"), ==,
                   "Socks &amp; &lt;more&gt; – “best” of 2026");
  g_assert_cmpstr (wordpress_get_raw (node, "excerpt"), ==, "All about socks &amp; shoes");
  g_assert_cmpstr (igny_json_get_string (post, "slug", ""), ==, fixture->slug);
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (post, "categories")), ==, 2);
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (post, "tags")), ==, 2);
}

/* The author may use the editor's category, but not add one. */
static void
test_author_terms (WordpressFixture *fixture,
                   gconstpointer     data)
{
  static const char *const first[] = { "Tom & Jerry", NULL };
  static const char *const second[] = { "tom &  jerry", "Not yet there", NULL };
  static const char *const tags[] = { "made by the author", NULL };
  g_autoptr(IgnyWordpressResult) of_editor = NULL;
  g_autoptr(IgnyWordpressResult) of_author = NULL;
  g_autoptr(JsonNode) one = NULL;
  g_autoptr(JsonNode) other = NULL;
  JsonArray *a = NULL;
  JsonArray *b = NULL;

  fixture->article.categories = first;
  of_editor = wordpress_publish_well (fixture, "editor");
  g_assert_cmpuint (of_editor->warnings->len, ==, 0);

  wordpress_new_job (fixture);
  fixture->article.categories = second;
  fixture->article.tags = tags;
  of_author = wordpress_publish_well (fixture, "author");
  g_assert_cmpuint (of_author->warnings->len, ==, 1);
  g_assert_cmpstr (wordpress_get_warning (of_author, "categories")->sent, ==, "Not yet there");

  one = wordpress_read_post (of_editor->post_id);
  other = wordpress_read_post (of_author->post_id);
  a = igny_json_get_array (igny_json_node_get_object (one), "categories");
  b = igny_json_get_array (igny_json_node_get_object (other), "categories");
  g_assert_cmpuint (igny_json_array_get_length (a), ==, 1);
  g_assert_cmpuint (igny_json_array_get_length (b), ==, 1);
  g_assert_cmpint (json_array_get_int_element (a, 0), ==, json_array_get_int_element (b, 0));
}

typedef struct
{
  const char *name;
  const char *faults;
} Trouble;

static const Trouble troubles[] = {
  { "create-cut", "POST /wp/v2/posts\\? 1 -1 0" },
  { "create-busy", "POST /wp/v2/posts\\? 1 503 0 Retry-After: 1" },
  { "create-busy-twice", "POST /wp/v2/posts\\? 2 429 0 Retry-After: 1" },
  { "update-cut", "POST /wp/v2/posts/ 1 -1 0" },
  { "update-busy", "POST /wp/v2/posts/ 1 503 0 Retry-After: 1" },
  { "term-cut", "POST /wp/v2/tags 1 -1 0" },
  { "read-back-cut", "GET /wp/v2/posts/ 1 -1 0" },
  { "look-busy", "GET /wp/v2/posts\\? 1 503 0 Retry-After: 1" },
};

/* Trouble that passes: no error, and exactly one complete post. */
static void
test_trouble (WordpressFixture *fixture,
              gconstpointer     data)
{
  static const char *const tags[] = { "trouble", NULL };
  const Trouble           *trouble = data;
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(JsonNode) node = NULL;
  gint64 before = wordpress_count_posts ();

  fixture->article.tags = tags;
  fixture->article.publish = TRUE;
  wordpress_set_faults (trouble->faults);
  result = wordpress_publish_well (fixture, "author");
  g_assert_cmpint (wordpress_count_posts (), ==, before + 1);
  g_assert_cmpint (fixture->stored, ==, result->post_id);
  g_assert_cmpstr (result->status, ==, "publish");
  g_assert_cmpuint (result->warnings->len, ==, 0);
  node = wordpress_read_post (result->post_id);
  g_assert_cmpstr (wordpress_get_raw (node, "content"), ==, fixture->content);
}

/* Trouble that stays: an error, and the next attempt ends with one post. */
static void
test_lasting_trouble (WordpressFixture *fixture,
                      gconstpointer     data)
{
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 before = wordpress_count_posts ();

  wordpress_set_faults ("POST /wp/v2/posts\\? 1 -1 0\nGET /wp/v2/posts\\? 9 500 0");
  g_assert_null (wordpress_publish_as (fixture, "author", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_SERVER);
  g_clear_error (&error);
  wordpress_set_faults ("POST /wp/v2/posts\\? 9 500 0");
  g_assert_null (wordpress_publish_as (fixture, "author", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_SERVER);
  g_assert_cmpint (fixture->stored, ==, 0);

  wordpress_set_faults (NULL);
  result = wordpress_publish_well (fixture, "author");
  g_assert_cmpint (wordpress_count_posts (), ==, before + 1);
}

static void
test_filter (WordpressFixture *fixture,
             gconstpointer     data)
{
  g_autoptr(IgnyWordpressResult) of_author = NULL;
  g_autoptr(IgnyWordpressResult) of_admin = NULL;
  IgnyWordpressWarning *warning = NULL;

  fixture->article.content = "<p onclick=\"x()\">Text</p>"
                             "<iframe src=\"https://example.com\"></iframe>";
  of_author = wordpress_publish_well (fixture, "author");
  g_assert_cmpuint (of_author->warnings->len, ==, 1);
  warning = wordpress_get_warning (of_author, "content");
  g_assert_cmpstr (warning->sent, ==, "<iframe>, <p onclick>");

  wordpress_new_job (fixture);
  of_admin = wordpress_publish_well (fixture, "admin");
  g_assert_cmpuint (of_admin->warnings->len, ==, 0);
}

/* Every block that is written survives the filter for users who may not post
 * any HTML, in both forms. */
static void
test_forms (WordpressFixture *fixture,
            gconstpointer     data)
{
  static const IgnyWordpressForm forms[] = {
    IGNY_WORDPRESS_FORM_BLOCKS, IGNY_WORDPRESS_FORM_CLASSIC
  };
  static const char article[] =
      "<h1>Socks</h1><p>Warm &amp; <strong>dry</strong> <a href=\"https://example.com/?a=1&amp;b\">"
      "l</a>, <code>x</code>, 5&nbsp;€, [not a shortcode]</p><h3>More</h3><ul><li>a<ol start=\"3\">"
      "<li>b</li></ol></li></ul><blockquote><p>q</p><cite>Ann</cite></blockquote><table><thead><tr>"
      "<th scope=\"col\">h</th></tr></thead><tr><td colspan=\"2\">c</td></tr></table><figure>"
      "<img src=\"https://example.com/a.png\" alt=\"A &quot;b&quot;\"><figcaption>Cap</figcaption>"
      "</figure><pre><code>if (a &lt; b &amp;&amp; c)\n\n  d;</code></pre><hr><details>"
      "<summary>Q</summary><p>A</p></details>";

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyWordpressResult) result = NULL;
      g_autofree char *content = NULL;

      content = igny_wordpress_blocks_from_html (article, forms[i], 0, NULL, &error);
      g_assert_no_error (error);
      wordpress_new_job (fixture);
      fixture->article.content = content;
      fixture->article.publish = TRUE;
      result = wordpress_publish_well (fixture, "author");
      g_assert_cmpuint (result->warnings->len, ==, 0);
    }
}

static void
test_meta (WordpressFixture *fixture,
           gconstpointer     data)
{
  static const char *const meta[] = { "_igny8_task_id", "1", "primary_keyword", "socks", NULL };
  g_autoptr(IgnyWordpressResult) result = NULL;

  fixture->article.meta = meta;
  fixture->article.publish = TRUE;
  result = wordpress_publish_well (fixture, "author");
  g_assert_cmpstr (result->status, ==, "publish");
  g_assert_cmpuint (result->warnings->len, ==, 2);
  g_assert_nonnull (wordpress_get_warning (result, "meta"));
}

static void
test_lost_post (WordpressFixture *fixture,
                gconstpointer     data)
{
  const char *force = data;
  g_autoptr(IgnyWordpressResult) first = wordpress_publish_well (fixture, "author");
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autofree char *route = NULL;
  g_autoptr(JsonNode) node = NULL;

  route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT "%s", first->post_id, force);
  node = wordpress_ask ("DELETE", route, NULL, NULL);
  wordpress_new_job (fixture);
  fixture->article.post_id = first->post_id;
  second = wordpress_publish_well (fixture, "author");
  g_assert_true (second->created);
  g_assert_cmpint (second->post_id, !=, first->post_id);
  g_assert_cmpint (second->post_id, ==, fixture->stored);
  g_assert_cmpstr (wordpress_get_warning (second, "post")->got, ==,
                   force[0] != '\0' ? "" : "trash");
}

static void
test_changed (WordpressFixture *fixture,
              gconstpointer     data)
{
  g_autoptr(IgnyWordpressResult) first = wordpress_publish_well (fixture, "author");
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *route = NULL;
  g_autoptr(JsonNode) node = NULL;

  /* WordPress counts in seconds. */
  g_usleep (G_USEC_PER_SEC + 100000);
  route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT, first->post_id);
  node = wordpress_ask ("POST", route, "{\"content\":\"<p>By hand.</p>\"}", NULL);
  fixture->article.post_id = first->post_id;
  fixture->article.known_modified = first->modified;
  g_assert_null (wordpress_publish_as (fixture, "author", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CHANGED);

  fixture->article.known_modified = NULL;
  second = wordpress_publish_well (fixture, "author");
  g_assert_false (second->created);
}

static void
test_taken_slug (WordpressFixture *fixture,
                 gconstpointer     data)
{
  g_autoptr(IgnyWordpressResult) first = NULL;
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autofree char *slug = g_strdup (fixture->slug);

  fixture->article.publish = TRUE;
  first = wordpress_publish_well (fixture, "author");
  wordpress_new_job (fixture);
  fixture->article.slug = slug;
  second = wordpress_publish_well (fixture, "author");
  g_assert_cmpint (second->post_id, !=, first->post_id);
  g_assert_cmpuint (second->warnings->len, ==, 1);
  g_assert_true (g_str_has_suffix (wordpress_get_warning (second, "slug")->got, "-2"));
}

int
main (int   argc,
      char *argv[])
{
  if (!wordpress_init (&argc, &argv))
    return 77;

  wordpress_add ("/publish/site/live/draft-then-publish", "editor", test_draft_then_publish);
  wordpress_add ("/publish/site/live/author-terms", NULL, test_author_terms);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/site/live/trouble/", troubles[i].name, NULL);

      wordpress_add (path, &troubles[i], test_trouble);
    }
  wordpress_add ("/publish/site/live/trouble/lasting", NULL, test_lasting_trouble);
  wordpress_add ("/publish/site/live/filter", NULL, test_filter);
  wordpress_add ("/publish/site/live/forms", NULL, test_forms);
  wordpress_add ("/publish/site/live/meta", NULL, test_meta);
  wordpress_add ("/publish/site/live/in-bin", "", test_lost_post);
  wordpress_add ("/publish/site/live/deleted", "?force=true", test_lost_post);
  wordpress_add ("/publish/site/live/changed", NULL, test_changed);
  wordpress_add ("/publish/site/live/taken-slug", NULL, test_taken_slug);
  wordpress_add ("/publish/site/plain/draft-then-publish", "admin", test_draft_then_publish);
  wordpress_add ("/publish/site/plain/create-cut", &troubles[0], test_trouble);
  wordpress_add ("/publish/site/tls/draft-then-publish", "admin", test_draft_then_publish);

  return wordpress_run ();
}
