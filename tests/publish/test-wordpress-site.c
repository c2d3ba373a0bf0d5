/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against a real WordPress; started by with-wordpress, which sets WP_…. */
#include <glib/gstdio.h>
#include <string.h>

#include "igny-http-curl.h"
#include "igny-id.h"
#include "igny-json.h"
#include "igny-number.h"
#include "igny-wordpress-blocks.h"
#include "igny-wordpress-publish.h"

/* What all tests share. */
typedef struct
{
  IgnyEnv     env;
  IgnyHttp   *http;
  GHashTable *clients; /* by user */
} World;

static World world;

typedef struct
{
  char                 job[IGNY_ID_TEXT_SIZE];
  char                *slug;
  char                *content;
  IgnyWordpressArticle article;
  gint64               stored; /* what on_created said */
} Fixture;

static const char *
get_site (void)
{
  return g_getenv ("WP_URL");
}

/* The site's wishes to be left alone are the rig's, and it forgets them. */
static gboolean
hurry (gint64        milliseconds,
       GCancellable *cancellable,
       gpointer      user_data)
{
  return !g_cancellable_is_cancelled (cancellable);
}

static void
new_job (Fixture *fixture)
{
  IgnyId id = igny_id_new (igny_env_get_system ());

  igny_id_to_text (&id, fixture->job);
  g_free (fixture->slug);
  fixture->slug = g_strdup_printf ("socks-%s", fixture->job + 24);
  fixture->article.job_id = fixture->job;
  fixture->article.slug = fixture->slug;
  fixture->article.post_id = IGNY_UNKNOWN;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->content = g_strdup ("<!-- wp:paragraph -->\n<p>Warm &amp; dry “socks” 🧦.</p>\n"
                               "<!-- /wp:paragraph -->");
  fixture->article.title = "Socks & <more> – “best” of 2026";
  fixture->article.content = fixture->content;
  fixture->article.excerpt = "All about socks & shoes";
  new_job (fixture);
}

static void
set_faults (const char *lines)
{
  g_autofree char *path = g_build_filename (g_getenv ("WP_DIR"), "faults", NULL);
  g_autoptr(GError) error = NULL;

  if (lines == NULL)
    g_unlink (path);
  else
    g_file_set_contents (path, lines, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  set_faults (NULL);
  g_free (fixture->slug);
  g_free (fixture->content);
}

static char *
get_password (const char *user)
{
  g_autofree char *upper = g_ascii_strup (user, -1);
  g_autofree char *name = g_strdup_printf ("WP_%s_APP_PASSWORD", upper);

  return g_strdup (g_getenv (name));
}

static IgnyWordpress *
make_client (const char *user)
{
  g_autofree char  *password = get_password (user);
  IgnyWordpressSite site = { .url = get_site (), .user = user, .password = password };

  return igny_wordpress_new (&world.env, &site);
}

static char *
make_url (const char *route)
{
  const char      *root = g_getenv ("WP_REST");
  g_autofree char *plain = g_strdelimit (g_strdup (route), "?", '&');

  return g_strconcat (root, strchr (root, '?') != NULL ? plain : route, NULL);
}

/* A request of the test's own, past the client. */
static JsonNode *
ask (Fixture    *fixture,
     const char *method,
     const char *route,
     const char *body,
     gint64     *total)
{
  g_autofree char *url = make_url (route);
  g_autofree char *password = get_password ("admin");
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyHttpResponse) response = NULL;
  IgnyHttpRequest request = { .method = method, .url = url, .user = "admin", .password = password };
  JsonNode       *node = NULL;
  const char     *header = NULL;

  if (body != NULL)
    {
      request.body = g_bytes_new (body, strlen (body));
      request.content_type = "application/json";
    }
  response = igny_http_send (world.http, &request, NULL, &error);
  g_clear_pointer (&request.body, g_bytes_unref);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, <, 300);
  header = igny_http_response_get_header (response, "x-wp-total");
  if (total != NULL)
    *total = header != NULL ? g_ascii_strtoll (header, NULL, 10) : -1;
  node = igny_json_parse (g_bytes_get_data (response->body, NULL),
                          (gssize) g_bytes_get_size (response->body), &error);
  g_assert_no_error (error);

  return node;
}

/* All posts of any kind but those in the bin. */
static gint64
count_posts (Fixture *fixture)
{
  gint64            total = -1;
  static const char route[] = "wp/v2/posts?status=any&_fields=id";
  g_autoptr(JsonNode) node = ask (fixture, "GET", route, NULL, &total);

  g_assert_cmpint (total, >=, 0);
  return total;
}

static JsonNode *
read_post (Fixture *fixture,
           gint64   id)
{
  g_autofree char *route = NULL;

  route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT "?context=edit", id);
  return ask (fixture, "GET", route, NULL, NULL);
}

static gboolean
store_cb (gint64   post_id,
          gpointer user_data,
          GError **error)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (fixture->stored, !=, post_id);
  fixture->stored = post_id;
  return TRUE;
}

/* A user logs in once for all tests, as in a batch. */
static IgnyWordpressResult *
publish_as (Fixture    *fixture,
            const char *user,
            GError    **error)
{
  IgnyWordpress *client = g_hash_table_lookup (world.clients, user);

  if (client == NULL)
    {
      client = make_client (user);
      g_hash_table_insert (world.clients, g_strdup (user), client);
    }
  return igny_wordpress_publish (client, &fixture->article, store_cb, fixture, NULL, error);
}

static IgnyWordpressResult *
publish_well (Fixture    *fixture,
              const char *user)
{
  g_autoptr(GError) error = NULL;
  IgnyWordpressResult *result = publish_as (fixture, user, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->warnings->len; i++)
    {
      IgnyWordpressWarning *warning = result->warnings->pdata[i];

      g_test_message ("%s: %s", warning->field, warning->message);
    }
  return result;
}

static IgnyWordpressWarning *
get_warning (IgnyWordpressResult *result,
             const char          *field)
{
  for (guint i = 0; i < result->warnings->len; i++)
    if (strcmp (((IgnyWordpressWarning *) result->warnings->pdata[i])->field, field) == 0)
      return result->warnings->pdata[i];
  return NULL;
}

static void
test_roles (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *user;
    gboolean    publish, upload, categories, html;
  } roles[] = {
    { "admin", TRUE, TRUE, TRUE, TRUE },
    { "editor", TRUE, TRUE, TRUE, TRUE },
    { "author", TRUE, TRUE, FALSE, FALSE },
    { "contributor", FALSE, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr(IgnyWordpress) client = make_client (roles[i].user);
      g_autoptr(IgnyWordpressConnection) connection = NULL;
      g_autoptr(GError) error = NULL;

      connection = igny_wordpress_test (client, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (connection->site_name, ==, "Rig Test Site");
      g_assert_cmpstr (connection->root, ==, g_getenv ("WP_REST"));
      g_assert_cmpstr (connection->home, ==, get_site ());
      g_assert_true (connection->can_draft);
      g_assert_cmpint (connection->can_publish, ==, roles[i].publish);
      g_assert_cmpint (connection->can_upload, ==, roles[i].upload);
      g_assert_cmpint (connection->can_create_categories, ==, roles[i].categories);
      g_assert_cmpint (connection->keeps_html, ==, roles[i].html);
      g_assert_false (connection->exposed);
      g_assert_cmpint (connection->elapsed_ms, >, 0);
      g_test_message ("%s: %" G_GINT64_FORMAT " ms", roles[i].user, connection->elapsed_ms);
    }
}

static void
test_bad_logins (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char  *password = get_password ("author");
  const char *const pairs[][2] = {
    { "author", "nope nope nope nope" },
    { "author", g_getenv ("WP_AUTHOR_LOGIN_PASSWORD") },
    { "nobody", password },
    { "author", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      IgnyWordpressSite site = { .url = get_site (), .user = pairs[i][0], .password = pairs[i][1] };
      g_autoptr(IgnyWordpress) client = igny_wordpress_new (&world.env, &site);
      g_autoptr(GError) error = NULL;

      g_assert_null (igny_wordpress_test (client, NULL, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_LOGIN);
      g_test_message ("%s", error->message);
    }
}

/* By e-mail address, without the spaces, from an address out of the browser. */
static void
test_good_logins (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *password = get_password ("author");
  g_auto(GStrv) parts = g_strsplit (password, " ", -1);
  g_autofree char  *joined = g_strjoinv ("", parts);
  g_autofree char  *url = g_strconcat (get_site (), "/wp-admin/profile.php?x=1", NULL);
  IgnyWordpressSite site = { .url = url, .user = "author@example.invalid", .password = joined };
  g_autoptr(IgnyWordpress) client = igny_wordpress_new (&world.env, &site);
  g_autoptr(IgnyWordpressConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = igny_wordpress_test (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (connection->user_name, ==, "Author of the Rig");
}

static void
test_subscriber (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(IgnyWordpress) client = make_client ("subscriber");
  g_autoptr(GError) tested = NULL;
  g_autoptr(GError) published = NULL;
  static const char *const names[] = { "Of a subscriber", NULL };
  gint64                   before = count_posts (fixture);

  g_assert_null (igny_wordpress_test (client, NULL, &tested));
  g_assert_error (tested, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_test_message ("%s", tested->message);

  fixture->article.tags = names;
  g_assert_null (publish_as (fixture, "subscriber", &published));
  g_assert_error (published, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_assert_cmpint (fixture->stored, ==, 0);
  g_assert_cmpint (count_posts (fixture), ==, before);
}

static void
test_contributor (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) draft = NULL;
  g_autoptr(GError) error = NULL;
  gint64 before = count_posts (fixture);

  fixture->article.publish = TRUE;
  g_assert_null (publish_as (fixture, "contributor", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_assert_cmpint (count_posts (fixture), ==, before);

  fixture->article.publish = FALSE;
  draft = publish_well (fixture, "contributor");
  g_assert_cmpstr (draft->status, ==, "draft");
  g_assert_cmpuint (draft->warnings->len, ==, 0);
}

static const char *
get_raw (JsonNode   *post,
         const char *field)
{
  JsonObject *object = igny_json_node_get_object (post);

  return igny_json_get_string (igny_json_get_object (object, field), "raw", "");
}

static void
test_draft_then_publish (Fixture      *fixture,
                         gconstpointer data)
{
  static const char *const categories[] = { "Cats & “Dogs”", "News", NULL };
  static const char *const tags[] = { "Wool <3", "socks", NULL };
  const char              *user = data;
  g_autoptr(IgnyWordpressResult) draft = NULL;
  g_autoptr(IgnyWordpressResult) live = NULL;
  g_autoptr(IgnyWordpressResult) again = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *post = NULL;
  gint64      before = count_posts (fixture);
  gboolean    plain = FALSE;

  fixture->article.categories = categories;
  fixture->article.tags = tags;
  draft = publish_well (fixture, user);
  g_assert_true (draft->created);
  g_assert_cmpint (draft->post_id, ==, fixture->stored);
  g_assert_cmpstr (draft->status, ==, "draft");
  g_assert_cmpuint (draft->warnings->len, ==, 0);
  g_assert_cmpint (count_posts (fixture), ==, before + 1);

  fixture->article.post_id = draft->post_id;
  fixture->article.known_modified = draft->modified;
  fixture->article.publish = TRUE;
  live = publish_well (fixture, user);
  g_assert_false (live->created);
  g_assert_cmpint (live->post_id, ==, draft->post_id);
  g_assert_cmpstr (live->status, ==, "publish");
  g_assert_cmpuint (live->warnings->len, ==, 0);
  plain = strchr (g_getenv ("WP_REST"), '?') != NULL;
  g_assert_nonnull (strstr (live->url, plain ? "?p=" : fixture->slug));

  fixture->article.known_modified = live->modified;
  fixture->article.content = "<p>Second version.</p>";
  again = publish_well (fixture, user);
  g_assert_cmpuint (again->warnings->len, ==, 0);
  g_assert_cmpint (count_posts (fixture), ==, before + 1);

  node = read_post (fixture, draft->post_id);
  post = igny_json_node_get_object (node);
  g_assert_cmpstr (get_raw (node, "content"), ==, "<p>Second version.</p>");
  g_assert_cmpstr (get_raw (node, "title"), ==, "Socks &amp; &lt;more&gt; – “best” of 2026");
  g_assert_cmpstr (get_raw (node, "excerpt"), ==, "All about socks &amp; shoes");
  g_assert_cmpstr (igny_json_get_string (post, "slug", ""), ==, fixture->slug);
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (post, "categories")), ==, 2);
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (post, "tags")), ==, 2);
}

/* The author may use the editor's category, but not add one. */
static void
test_author_terms (Fixture      *fixture,
                   gconstpointer data)
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
  of_editor = publish_well (fixture, "editor");
  g_assert_cmpuint (of_editor->warnings->len, ==, 0);

  new_job (fixture);
  fixture->article.categories = second;
  fixture->article.tags = tags;
  of_author = publish_well (fixture, "author");
  g_assert_cmpuint (of_author->warnings->len, ==, 1);
  g_assert_cmpstr (get_warning (of_author, "categories")->sent, ==, "Not yet there");

  one = read_post (fixture, of_editor->post_id);
  other = read_post (fixture, of_author->post_id);
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
test_trouble (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const tags[] = { "trouble", NULL };
  const Trouble           *trouble = data;
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(JsonNode) node = NULL;
  gint64 before = count_posts (fixture);

  fixture->article.tags = tags;
  fixture->article.publish = TRUE;
  set_faults (trouble->faults);
  result = publish_well (fixture, "author");
  g_assert_cmpint (count_posts (fixture), ==, before + 1);
  g_assert_cmpint (fixture->stored, ==, result->post_id);
  g_assert_cmpstr (result->status, ==, "publish");
  g_assert_cmpuint (result->warnings->len, ==, 0);
  node = read_post (fixture, result->post_id);
  g_assert_cmpstr (get_raw (node, "content"), ==, fixture->content);
}

/* Trouble that stays: an error, and the next attempt ends with one post. */
static void
test_lasting_trouble (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 before = count_posts (fixture);

  set_faults ("POST /wp/v2/posts\\? 1 -1 0\nGET /wp/v2/posts\\? 9 500 0");
  g_assert_null (publish_as (fixture, "author", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_SERVER);
  g_clear_error (&error);
  set_faults ("POST /wp/v2/posts\\? 9 500 0");
  g_assert_null (publish_as (fixture, "author", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_SERVER);
  g_assert_cmpint (fixture->stored, ==, 0);

  set_faults (NULL);
  result = publish_well (fixture, "author");
  g_assert_cmpint (count_posts (fixture), ==, before + 1);
}

static void
test_filter (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) of_author = NULL;
  g_autoptr(IgnyWordpressResult) of_admin = NULL;
  IgnyWordpressWarning *warning = NULL;

  fixture->article.content = "<p onclick=\"x()\">Text</p>"
                             "<iframe src=\"https://example.com\"></iframe>";
  of_author = publish_well (fixture, "author");
  g_assert_cmpuint (of_author->warnings->len, ==, 1);
  warning = get_warning (of_author, "content");
  g_assert_cmpstr (warning->sent, ==, "<iframe>, <p onclick>");

  new_job (fixture);
  of_admin = publish_well (fixture, "admin");
  g_assert_cmpuint (of_admin->warnings->len, ==, 0);
}

/* Every block that is written survives the filter for users who may not post
 * any HTML, in both forms. */
static void
test_forms (Fixture      *fixture,
            gconstpointer data)
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
      new_job (fixture);
      fixture->article.content = content;
      fixture->article.publish = TRUE;
      result = publish_well (fixture, "author");
      g_assert_cmpuint (result->warnings->len, ==, 0);
    }
}

static void
test_meta (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const meta[] = { "_igny8_task_id", "1", "primary_keyword", "socks", NULL };
  g_autoptr(IgnyWordpressResult) result = NULL;

  fixture->article.meta = meta;
  fixture->article.publish = TRUE;
  result = publish_well (fixture, "author");
  g_assert_cmpstr (result->status, ==, "publish");
  g_assert_cmpuint (result->warnings->len, ==, 2);
  g_assert_nonnull (get_warning (result, "meta"));
}

static void
test_lost_post (Fixture      *fixture,
                gconstpointer data)
{
  const char *force = data;
  g_autoptr(IgnyWordpressResult) first = publish_well (fixture, "author");
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autofree char *route = NULL;
  g_autoptr(JsonNode) node = NULL;

  route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT "%s", first->post_id, force);
  node = ask (fixture, "DELETE", route, NULL, NULL);
  new_job (fixture);
  fixture->article.post_id = first->post_id;
  second = publish_well (fixture, "author");
  g_assert_true (second->created);
  g_assert_cmpint (second->post_id, !=, first->post_id);
  g_assert_cmpint (second->post_id, ==, fixture->stored);
  g_assert_cmpstr (get_warning (second, "post")->got, ==, force[0] != '\0' ? "" : "trash");
}

static void
test_changed (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = publish_well (fixture, "author");
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *route = NULL;
  g_autoptr(JsonNode) node = NULL;

  /* WordPress counts in seconds. */
  g_usleep (G_USEC_PER_SEC + 100000);
  route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT, first->post_id);
  node = ask (fixture, "POST", route, "{\"content\":\"<p>By hand.</p>\"}", NULL);
  fixture->article.post_id = first->post_id;
  fixture->article.known_modified = first->modified;
  g_assert_null (publish_as (fixture, "author", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CHANGED);

  fixture->article.known_modified = NULL;
  second = publish_well (fixture, "author");
  g_assert_false (second->created);
}

static void
test_taken_slug (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = NULL;
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autofree char *slug = g_strdup (fixture->slug);

  fixture->article.publish = TRUE;
  first = publish_well (fixture, "author");
  new_job (fixture);
  fixture->article.slug = slug;
  second = publish_well (fixture, "author");
  g_assert_cmpint (second->post_id, !=, first->post_id);
  g_assert_cmpuint (second->warnings->len, ==, 1);
  g_assert_true (g_str_has_suffix (get_warning (second, "slug")->got, "-2"));
}

static void
test_elsewhere (Fixture      *fixture,
                gconstpointer data)
{
  static const struct
  {
    const char        *url;
    IgnyWordpressError code;
  } places[] = {
    { "http://no-such-host.invalid", IGNY_WORDPRESS_ERROR_NO_HOST },
    { "http://127.0.0.1:1", IGNY_WORDPRESS_ERROR_CONNECT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      IgnyWordpressSite site = { places[i].url, "author", "secret", TRUE };
      g_autoptr(IgnyWordpress) client = igny_wordpress_new (&world.env, &site);
      g_autoptr(GError) error = NULL;

      g_assert_null (igny_wordpress_test (client, NULL, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, (int) places[i].code);
    }
}

static void
test_untrusted (Fixture      *fixture,
                gconstpointer data)
{
  IgnyEnv env = *igny_env_get_system ();
  g_autoptr(IgnyHttp) http = igny_http_curl_new (&env);
  g_autofree char  *password = get_password ("author");
  IgnyWordpressSite site = { .url = get_site (), .user = "author", .password = password };
  g_autoptr(IgnyWordpress) client = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (g_getenv ("WP_CA"));
  /* Connections of other tests are trusted already: one of its own. */
  env.http = http;
  client = igny_wordpress_new (&env, &site);
  g_assert_null (igny_wordpress_test (client, NULL, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_TLS);
}

static void
test_stopped (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(IgnyWordpress) client = make_client ("author");
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_wordpress_test (client, NULL, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CONNECT);
  g_assert_nonnull (strstr (error->message, get_site ()));
}

static void
start_world (void)
{
  world.env = *igny_env_get_system ();
  world.env.sleep_ms = hurry;
  world.http = igny_http_curl_new (&world.env);
  world.env.http = world.http;
  if (g_getenv ("WP_CA") != NULL)
    igny_http_curl_set_ca_file (IGNY_HTTP_CURL (world.http), g_getenv ("WP_CA"));
  world.clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) igny_wordpress_free);
}

static void
add (const char   *path,
     gconstpointer data,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);

  if (get_site () == NULL)
    {
      g_printerr ("skipped: started without with-wordpress\n");
      return 77;
    }

  start_world ();
  add ("/publish/site/live/roles", NULL, test_roles);
  add ("/publish/site/live/bad-logins", NULL, test_bad_logins);
  add ("/publish/site/live/good-logins", NULL, test_good_logins);
  add ("/publish/site/live/subscriber", NULL, test_subscriber);
  add ("/publish/site/live/contributor", NULL, test_contributor);
  add ("/publish/site/live/draft-then-publish", "editor", test_draft_then_publish);
  add ("/publish/site/live/author-terms", NULL, test_author_terms);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/site/live/trouble/", troubles[i].name, NULL);

      add (path, &troubles[i], test_trouble);
    }
  add ("/publish/site/live/trouble/lasting", NULL, test_lasting_trouble);
  add ("/publish/site/live/filter", NULL, test_filter);
  add ("/publish/site/live/forms", NULL, test_forms);
  add ("/publish/site/live/meta", NULL, test_meta);
  add ("/publish/site/live/in-bin", "", test_lost_post);
  add ("/publish/site/live/deleted", "?force=true", test_lost_post);
  add ("/publish/site/live/changed", NULL, test_changed);
  add ("/publish/site/live/taken-slug", NULL, test_taken_slug);
  add ("/publish/site/live/elsewhere", NULL, test_elsewhere);
  add ("/publish/site/plain/roles", NULL, test_roles);
  add ("/publish/site/plain/draft-then-publish", "admin", test_draft_then_publish);
  add ("/publish/site/plain/create-cut", &troubles[0], test_trouble);
  add ("/publish/site/tls/roles", NULL, test_roles);
  add ("/publish/site/tls/draft-then-publish", "admin", test_draft_then_publish);
  add ("/publish/site/tls/untrusted", NULL, test_untrusted);
  add ("/publish/site/stopped", NULL, test_stopped);

  status = g_test_run ();
  g_hash_table_unref (world.clients);
  g_object_unref (world.http);
  return status;
}
