/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-site.h"
#include "igny-json.h"
#include "igny-number.h"
#include "igny-wordpress-publish.h"

#define JOB "01890a5d-ac96-774b-bcce-b302099a8057"

typedef struct
{
  FakeSite            *site;
  IgnyWordpress       *client;
  IgnyWordpressArticle article;
  gint64               created; /* by the callback */
  guint                times;
  gboolean             cannot_store;
} Fixture;

static const char *const categories[] = { "News", "Tom & Jerry", NULL };
static const char *const tags[] = { "socks", " Socks ", "", NULL };

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  IgnyWordpressSite what = { .url = "example.com", .user = "ann", .password = "right" };

  fixture->site = fake_site_new ();
  fixture->client = igny_wordpress_new (&fixture->site->env, &what);
  fixture->article = (IgnyWordpressArticle){
    .job_id = JOB,
    .post_id = IGNY_UNKNOWN,
    .title = "Socks & <more>",
    .content = "<p>Warm &amp; dry.</p>",
    .excerpt = "All about socks",
    .slug = "socks",
    .categories = categories,
    .tags = tags,
  };
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_wordpress_free (fixture->client);
  fake_site_free (fixture->site);
}

static gboolean
store_cb (gint64   post_id,
          gpointer user_data,
          GError **error)
{
  Fixture *fixture = user_data;

  /* Nothing but the bare draft may be there when this is called. */
  g_assert_cmpuint (fake_site_count (fixture->site, "POST", "/wp/v2/posts/"), ==, 0);
  fixture->created = post_id;
  fixture->times++;
  if (!fixture->cannot_store)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "store the post: the disk is full");
  return FALSE;
}

static IgnyWordpressResult *
publish (Fixture *fixture,
         GError **error)
{
  return igny_wordpress_publish (fixture->client, &fixture->article, store_cb, fixture, NULL,
                                 error);
}

static IgnyWordpressResult *
publish_well (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyWordpressResult *result = publish (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static IgnyWordpressWarning *
get_warning (IgnyWordpressResult *result,
             const char          *field)
{
  for (guint i = 0; i < result->warnings->len; i++)
    {
      IgnyWordpressWarning *warning = result->warnings->pdata[i];

      g_test_message ("%s: %s", warning->field, warning->message);
      if (strcmp (warning->field, field) == 0)
        return warning;
    }
  return NULL;
}

static guint
count_members (JsonObject *post,
               const char *name)
{
  return json_array_get_length (json_object_get_array_member (post, name));
}

static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) result = publish_well (fixture);
  JsonObject                *post = fake_site_get_post (fixture->site, 1);
  const IgnyHttpTapeRequest *request = NULL;

  g_assert_cmpint (result->post_id, ==, 1);
  g_assert_cmpint (fixture->created, ==, 1);
  g_assert_cmpuint (fixture->times, ==, 1);
  g_assert_true (result->created);
  g_assert_cmpstr (result->url, ==, "https://example.com/?p=1");
  g_assert_cmpstr (result->status, ==, "draft");
  g_assert_cmpuint (result->warnings->len, ==, 0);
  g_assert_cmpint (result->elapsed_ms, >, 0);
  g_assert_cmpuint (strlen (result->modified), ==, strlen ("2026-01-01T00:00:00"));

  g_assert_cmpuint (fixture->site->posts->len, ==, 1);
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "title"), ==, "Socks &amp; &lt;more&gt;");
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "content"), ==, "<p>Warm &amp; dry.</p>");
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "excerpt"), ==, "All about socks");
  g_assert_cmpstr (json_object_get_string_member (post, "slug"), ==, "socks");
  g_assert_cmpuint (count_members (post, "categories"), ==, 2);
  g_assert_cmpuint (count_members (post, "tags"), ==, 1);

  /* The creation is never repeated by the transport, the updates are. */
  for (guint i = 0; i < igny_http_tape_get_n_requests (fixture->site->tape); i++)
    {
      request = igny_http_tape_get_request (fixture->site->tape, i);
      if (strcmp (request->method, "POST") != 0)
        continue;
      g_assert_cmpstr (request->content_type, ==, "application/json");
      g_assert_cmpint (request->idempotent, ==, strstr (request->url, "/posts?") == NULL);
      g_assert_cmpuint (request->max_attempts, ==, request->idempotent ? 3 : 1);
    }
}

static void
test_publish_and_update (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = NULL;
  g_autoptr(IgnyWordpressResult) second = NULL;

  fixture->article.publish = TRUE;
  first = publish_well (fixture);
  g_assert_cmpstr (first->status, ==, "publish");

  fixture->article.post_id = first->post_id;
  fixture->article.known_modified = first->modified;
  fixture->article.content = "<p>Warmer.</p>";
  second = publish_well (fixture);
  g_assert_false (second->created);
  g_assert_cmpint (second->post_id, ==, 1);
  g_assert_cmpuint (fixture->times, ==, 1);
  g_assert_cmpuint (fixture->site->made, ==, 1);
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "content"), ==, "<p>Warmer.</p>");
  /* The same client does not find and log in a second time. */
  g_assert_cmpuint (fake_site_count (fixture->site, "GET", "/users/me"), ==, 1);
}

static void
test_unpublish_warns (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = NULL;
  g_autoptr(IgnyWordpressResult) second = NULL;

  fixture->article.publish = TRUE;
  first = publish_well (fixture);
  fixture->article.post_id = first->post_id;
  fixture->article.publish = FALSE;
  second = publish_well (fixture);
  g_assert_cmpstr (second->status, ==, "draft");
  g_assert_nonnull (get_warning (second, "status"));
}

typedef struct
{
  const char *name;
  FakeFault   fault;
  guint       creations; /* requests */
} Lost;

/* clang-format off */
static const Lost losses[] = {
  { "cut", { "POST", "/posts?", 1, FAKE_LOSE, .code = IGNY_HTTP_ERROR_CUT }, 1 },
  { "timeout", { "POST", "/posts?", 1, FAKE_LOSE, .code = IGNY_HTTP_ERROR_TIMEOUT }, 1 },
  { "failed", { "POST", "/posts?", 1, FAKE_LOSE, .code = IGNY_HTTP_ERROR_FAILED }, 1 },
  { "gateway", { "POST", "/posts?", 1, FAKE_REPLACE, .status = 504, .body = "<h1>Gateway timeout</h1>" }, 1 },
  { "html", { "POST", "/posts?", 1, FAKE_REPLACE, .status = 201, .body = "<b>Fatal error</b>" }, 1 },
  { "busy-but-made", { "POST", "/posts?", 1, FAKE_REPLACE, .status = 503, .body = "" }, 1 },
  { "busy", { "POST", "/posts?", 2, FAKE_ANSWER, .status = 503, .body = "", .headers = { "Retry-After", "3" } }, 3 },
};
/* clang-format on */

static void
test_lost_answer (Fixture      *fixture,
                  gconstpointer data)
{
  const Lost *lost = data;
  g_autoptr(IgnyWordpressResult) result = NULL;

  fake_site_add_fault (fixture->site, &lost->fault);
  result = publish_well (fixture);
  g_assert_cmpuint (fixture->site->made, ==, 1);
  g_assert_cmpuint (fake_site_count (fixture->site, "POST", "/posts?"), ==, lost->creations);
  g_assert_cmpuint (fixture->times, ==, 1);
  g_assert_cmpint (result->post_id, ==, 1);
  g_assert_null (strstr (fake_site_get_raw (fixture->site, 1, "content"), "job:"));
  if (lost->creations == 3)
    g_assert_cmpint (fixture->site->slept_ms, ==, 6000);
}

/* Not there after two looks: it may still be coming, so it is not made again,
 * and the next attempt of the job adopts it. */
static void
test_late (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyWordpressResult) result = NULL;
  FakeFault lose = { "POST", "/posts?", 1, FAKE_LOSE, .code = IGNY_HTTP_ERROR_TIMEOUT };
  FakeFault hide = { "GET", "/posts?s", 6, FAKE_ANSWER, .status = 200, .body = "[]" };

  fake_site_add_fault (fixture->site, &lose);
  fake_site_add_fault (fixture->site, &hide);
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_TIMEOUT);
  g_assert_cmpuint (fixture->times, ==, 0);
  g_assert_cmpuint (fake_site_count (fixture->site, "POST", "/posts?"), ==, 1);

  result = publish_well (fixture);
  g_assert_cmpuint (fixture->site->made, ==, 1);
  g_assert_cmpint (fixture->created, ==, 1);
}

/* The id could not be kept: nothing more happens, and the retry adopts. */
static void
test_not_stored (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyWordpressResult) result = NULL;

  fixture->cannot_store = TRUE;
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (fake_site_get_raw (fixture->site, 1, "content"), JOB));

  fixture->cannot_store = FALSE;
  result = publish_well (fixture);
  g_assert_cmpuint (fixture->site->made, ==, 1);
  g_assert_cmpuint (fixture->times, ==, 2);
  g_assert_true (result->created);
}

/* Should there be two after all, both attempts mean the older one. */
static void
test_two_drafts (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonNode        *copy = NULL;

  fixture->cannot_store = TRUE;
  g_assert_null (publish (fixture, &error));
  json_node_set_object (node, fake_site_get_post (fixture->site, 1));
  text = igny_json_to_text (node, FALSE);
  for (gint64 id = 8; id < 10; id++)
    {
      copy = igny_json_parse (text, -1, NULL);
      json_object_set_int_member (json_node_get_object (copy), "id", id);
      g_ptr_array_insert (fixture->site->posts, id == 8 ? 0 : -1, json_node_dup_object (copy));
      json_node_unref (copy);
    }

  fixture->cannot_store = FALSE;
  result = publish_well (fixture);
  g_assert_cmpint (result->post_id, ==, 1);
}

/* Another's post of the same slug is left alone. */
static void
test_foreign_slug (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = publish_well (fixture);
  g_autoptr(IgnyWordpressResult) second = NULL;
  g_autoptr(GError) error = NULL;

  fixture->article.job_id = "01890a5d-ac96-774b-bcce-b302099a8058";
  fixture->article.content = "<p>Other.</p>";
  fixture->site->slug_taken = "socks";
  second = igny_wordpress_publish (fixture->client, &fixture->article, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->post_id, ==, 2);
  g_assert_cmpstr (get_warning (second, "slug")->got, ==, "socks-2");
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "content"), ==, "<p>Warm &amp; dry.</p>");
}

static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) result = NULL;
  IgnyWordpressWarning *warning = NULL;

  fixture->article.post_id = 77;
  result = publish_well (fixture);
  g_assert_cmpint (result->post_id, ==, 1);
  g_assert_true (result->created);
  warning = get_warning (result, "post");
  g_assert_nonnull (warning);
  g_assert_cmpstr (warning->sent, ==, "77");
}

static void
test_in_bin (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = publish_well (fixture);
  g_autoptr(IgnyWordpressResult) second = NULL;
  JsonObject           *post = NULL;
  IgnyWordpressWarning *warning = NULL;

  post = fake_site_get_post (fixture->site, 1);
  json_object_set_string_member (post, "status", "trash");
  fixture->article.post_id = 1;
  fixture->article.job_id = "01890a5d-ac96-774b-bcce-b302099a8058";
  second = igny_wordpress_publish (fixture->client, &fixture->article, NULL, NULL, NULL, NULL);
  g_assert_nonnull (second);
  g_assert_cmpint (second->post_id, ==, 2);
  warning = get_warning (second, "post");
  g_assert_cmpstr (warning->got, ==, "trash");
  post = fake_site_get_post (fixture->site, 1);
  g_assert_cmpstr (json_object_get_string_member (post, "status"), ==, "trash");
}

static void
test_changed_by_others (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) first = publish_well (fixture);
  g_autoptr(IgnyWordpressResult) same = NULL;
  g_autoptr(IgnyWordpressResult) forced = NULL;
  g_autoptr(GError) error = NULL;

  fixture->article.post_id = 1;
  fixture->article.known_modified = "2025-01-01T00:00:00";
  /* An update of ours whose answer was lost: the text is what is sent. */
  same = publish_well (fixture);

  fixture->article.content = "<p>New.</p>";
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CHANGED);
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "content"), ==, "<p>Warm &amp; dry.</p>");

  fixture->article.known_modified = NULL;
  forced = publish_well (fixture);
  g_assert_cmpstr (fake_site_get_raw (fixture->site, 1, "content"), ==, "<p>New.</p>");
}

static void
test_terms (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) result = NULL;
  JsonArray            *kept = NULL;
  IgnyWordpressWarning *warning = NULL;

  fixture->site->no_new_category = TRUE;
  g_ptr_array_add (fixture->site->categories, g_strdup ("Uncategorized"));
  g_ptr_array_add (fixture->site->categories, g_strdup ("tom & jerry"));
  g_ptr_array_add (fixture->site->tags, g_strdup ("Socks"));
  result = publish_well (fixture);

  kept = json_object_get_array_member (fake_site_get_post (fixture->site, 1), "categories");
  g_assert_cmpuint (json_array_get_length (kept), ==, 1);
  g_assert_cmpint (json_array_get_int_element (kept, 0), ==, 2);
  g_assert_cmpuint (fixture->site->tags->len, ==, 1);
  warning = get_warning (result, "categories");
  g_assert_cmpstr (warning->sent, ==, "News");
  g_assert_cmpuint (result->warnings->len, ==, 1);
}

static void
test_meta (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const known[] = { "keyword", "_secret", NULL };
  static const char *const meta[] = { "keyword", "socks", "_secret", "x", "unknown", "y", NULL };
  g_autoptr(IgnyWordpressResult) result = NULL;
  JsonObject *kept = NULL;

  fixture->site->meta_keys = known;
  fixture->site->meta_forbidden = "_secret";
  fixture->article.meta = meta;
  result = publish_well (fixture);
  g_assert_cmpuint (result->warnings->len, ==, 2);
  g_assert_cmpstr (((IgnyWordpressWarning *) result->warnings->pdata[0])->sent, ==, "_secret");
  g_assert_cmpstr (((IgnyWordpressWarning *) result->warnings->pdata[1])->sent, ==, "unknown");
  kept = json_object_get_object_member (fake_site_get_post (fixture->site, 1), "meta");
  g_assert_cmpstr (json_object_get_string_member (kept, "keyword"), ==, "socks");
}

/* What WordPress does without a word. */
static void
test_silent_habits (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(IgnyWordpressResult) result = NULL;
  IgnyWordpressWarning *warning = NULL;

  fixture->site->schedules = TRUE;
  fixture->site->drops_terms = TRUE;
  fixture->site->filters = TRUE;
  fixture->site->slug_taken = "socks";
  fixture->article.publish = TRUE;
  fixture->article.content = "<p>Warm.</p><script>alert (1)</script>";
  result = publish_well (fixture);

  warning = get_warning (result, "status");
  g_assert_cmpstr (warning->sent, ==, "publish");
  g_assert_cmpstr (warning->got, ==, "future");
  g_assert_cmpstr (result->status, ==, "future");
  warning = get_warning (result, "content");
  g_assert_cmpstr (warning->sent, ==, "<script>");
  warning = get_warning (result, "slug");
  g_assert_cmpstr (warning->got, ==, "socks-2");
  warning = get_warning (result, "categories");
  g_assert_cmpstr (warning->sent, ==, "1, 2");
  g_assert_cmpstr (warning->got, ==, "");
  g_assert_nonnull (get_warning (result, "tags"));
  g_assert_cmpuint (result->warnings->len, ==, 5);
}

static void
test_rights (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->site->capabilities = "{\"edit_posts\":true}";
  fixture->article.publish = TRUE;
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_assert_nonnull (strstr (error->message, "drafts"));
  g_assert_cmpuint (fake_site_count (fixture->site, "POST", ""), ==, 0);
}

typedef struct
{
  const char        *name;
  FakeFault          fault;
  IgnyWordpressError code;
  guint              made;
} Refusal;

/* clang-format off */
static const Refusal refusals[] = {
  { "refused", { "POST", "/posts?", 1, FAKE_FAIL, .code = IGNY_HTTP_ERROR_CONNECT },
    IGNY_WORDPRESS_ERROR_CONNECT, 0 },
  { "forbidden", { "POST", "/posts?", 1, FAKE_ANSWER, .status = 403, .body = "{\"code\":\"rest_cannot_create\"}" },
    IGNY_WORDPRESS_ERROR_RIGHTS, 0 },
  { "always-busy", { "POST", "/posts?", 9, FAKE_ANSWER, .status = 503, .body = "" },
    IGNY_WORDPRESS_ERROR_BUSY, 0 },
  { "busy-for-long", { "POST", "/posts?", 1, FAKE_ANSWER, .status = 429, .body = "",
                       .headers = { "Retry-After", "120" } }, IGNY_WORDPRESS_ERROR_BUSY, 0 },
  { "server-error", { "POST", "/posts?", 1, FAKE_ANSWER, .status = 500, .body = "{\"code\":\"db_insert_error\"}" },
    IGNY_WORDPRESS_ERROR_SERVER, 0 },
  { "too-large", { "POST", "/posts?", 1, FAKE_ANSWER, .status = 413, .body = "<title>Too large</title>" },
    IGNY_WORDPRESS_ERROR_REJECTED, 0 },
  { "list", { "POST", "/posts?", 1, FAKE_ANSWER, .status = 200, .body = "[]" }, IGNY_WORDPRESS_ERROR_ANSWER, 0 },
  { "redirected", { "POST", "/posts?", 1, FAKE_ANSWER, .status = 301, .body = "",
                    .headers = { "Location", "https://www.example.com/" } }, IGNY_WORDPRESS_ERROR_REDIRECT, 0 },
  { "look-fails", { "GET", "/posts?slug=", 1, FAKE_ANSWER, .status = 500, .body = "" },
    IGNY_WORDPRESS_ERROR_SERVER, 0 },
  { "category-fails", { "POST", "/categories", 1, FAKE_ANSWER, .status = 500, .body = "" },
    IGNY_WORDPRESS_ERROR_SERVER, 0 },
  { "update-fails", { "POST", "/posts/1", 1, FAKE_ANSWER, .status = 500, .body = "" },
    IGNY_WORDPRESS_ERROR_SERVER, 1 },
  { "read-back-fails", { "GET", "/posts/1", 1, FAKE_FAIL, .code = IGNY_HTTP_ERROR_TIMEOUT },
    IGNY_WORDPRESS_ERROR_TIMEOUT, 1 },
};
/* clang-format on */

/* Whatever fails, wherever: it is told, and the second attempt ends with
 * exactly one post. */
static void
test_refusal (Fixture      *fixture,
              gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fake_site_add_fault (fixture->site, &refusal->fault);
  g_assert_null (publish (fixture, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, IGNY_WORDPRESS_ERROR, (int) refusal->code);
  g_assert_cmpuint (fixture->site->made, ==, refusal->made);
  g_assert_cmpuint (fixture->times, ==, refusal->made);

  g_array_set_size (fixture->site->faults, 0);
  if (fixture->created > 0)
    fixture->article.post_id = fixture->created;
  result = publish_well (fixture);
  g_assert_cmpuint (fixture->site->made, ==, 1);
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
  g_test_init (&argc, &argv, NULL);

  add ("/publish/publish/draft", NULL, test_draft);
  add ("/publish/publish/publish-and-update", NULL, test_publish_and_update);
  add ("/publish/publish/unpublish-warns", NULL, test_unpublish_warns);
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/publish/lost/", losses[i].name, NULL);

      add (path, &losses[i], test_lost_answer);
    }
  add ("/publish/publish/late", NULL, test_late);
  add ("/publish/publish/not-stored", NULL, test_not_stored);
  add ("/publish/publish/two-drafts", NULL, test_two_drafts);
  add ("/publish/publish/foreign-slug", NULL, test_foreign_slug);
  add ("/publish/publish/gone", NULL, test_gone);
  add ("/publish/publish/in-bin", NULL, test_in_bin);
  add ("/publish/publish/changed-by-others", NULL, test_changed_by_others);
  add ("/publish/publish/terms", NULL, test_terms);
  add ("/publish/publish/meta", NULL, test_meta);
  add ("/publish/publish/silent-habits", NULL, test_silent_habits);
  add ("/publish/publish/rights", NULL, test_rights);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/publish/refusal/", refusals[i].name, NULL);

      add (path, &refusals[i], test_refusal);
    }

  return g_test_run ();
}
