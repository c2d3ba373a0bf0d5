/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many posts with pictures, terms, fields and times, from the store to a real WordPress, through a
 * proxy that spoils a tenth of the answers; started by with-campaign. What is on the site is then
 * looked at past the proxy. */
#include <string.h>

#include "campaign-world.h"
#include "igny-content.h"
#include "igny-json.h"
#include "igny-publisher.h"
#include "igny-wordpress-time.h"

#define MAX_ROUNDS 12

static const CampaignWorld *world;

/* Past the proxy, as the administrator. */
static JsonNode *
ask (const char *method,
     const char *route,
     const char *body,
     gint64     *total)
{
  g_autofree char *url = g_strconcat (g_getenv ("WP_REST"), route, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyHttpResponse) response = NULL;
  IgnyHttpRequest request = { .method = method,
                              .url = url,
                              .user = g_getenv ("WP_ADMIN_USER"),
                              .password = g_getenv ("WP_ADMIN_APP_PASSWORD"),
                              .idempotent = TRUE,
                              .max_attempts = 3 };
  g_autoptr(GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  const char *header;
  JsonNode   *node;

  request.body = sent;
  request.content_type = body != NULL ? "application/json" : NULL;
  response = igny_http_send (world->direct, &request, NULL, &error);
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

typedef struct
{
  gint64       row;
  IgnyContent *content;
} Question;

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Question *question = data;

  question->content = igny_records_load (db, &igny_content_entity, question->row, error);
  return question->content != NULL;
}

static IgnyContent *
load (guint i)
{
  Question question = { g_array_index (world->contents, gint64, i), NULL };
  g_autoptr(GError) error = NULL;

  igny_store_read (world->store, load_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.content;
}

/* As somebody who asks for what failed again, and again. */
static guint
publish_all (void)
{
  for (guint round = 1; round <= MAX_ROUNDS; round++)
    {
      IgnyRun run = { .store = world->store };
      g_autoptr(IgnyReport) report = igny_report_new ();
      g_autoptr(GError) error = NULL;
      IgnyPublishOptions options = { .as = IGNY_PUBLISH_BY_STATUS };

      igny_publisher_send (&run, &world->scope, &options, NULL, 0, report, &error);
      g_assert_no_error (error);
      g_test_message ("round %u: %u sent, %u failed", round, report->done, report->failed);
      for (guint i = 0; i < report->items->len; i++)
        {
          const IgnyItem *item = report->items->pdata[i];

          for (guint k = 0; item->warnings != NULL && k < item->warnings->len; k++)
            if (strstr (item->warnings->pdata[k], "extra field") == NULL)
              g_error ("warning: %s", (const char *) item->warnings->pdata[k]);
          if (item->error != NULL)
            g_test_message ("  %s", item->error);
        }
      if (report->failed == 0)
        return round;
    }
  g_error ("it does not end");
}

static gboolean
has_term (JsonArray  *ids,
          const char *taxonomy,
          const char *name)
{
  for (guint i = 0; i < igny_json_array_get_length (ids); i++)
    {
      g_autofree char *route =
          g_strdup_printf ("wp/v2/%s/%" G_GINT64_FORMAT, taxonomy,
                           igny_json_node_get_int (igny_json_array_get_node (ids, i), 0));
      g_autoptr(JsonNode) term = ask ("GET", route, NULL, NULL);

      if (g_ascii_strcasecmp (
              igny_json_get_string (igny_json_node_get_object (term), "name", ""), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_media (gint64 id)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/media/%" G_GINT64_FORMAT, id);
  g_autoptr(JsonNode) media = NULL;
  JsonObject *object;

  g_assert_cmpint (id, >, 0);
  media = ask ("GET", route, NULL, NULL);
  object = igny_json_node_get_object (media);
  g_assert_cmpint (igny_json_get_int (object, "id", 0), ==, id);
  g_assert_cmpstr (igny_json_get_string (object, "alt_text", ""), !=, "");
  g_assert_cmpstr (igny_json_get_string (object, "media_type", ""), ==, "image");
}

/* Every picture in the text has an address on the site, and its number. */
static void
check_body (const char *body)
{
  const char *image = strstr (body, "wp-image-");

  g_assert_null (strstr (body, "igny8-media"));
  g_assert_null (strstr (body, "<!-- job:"));
  g_assert_nonnull (strstr (body, "<!-- wp:heading -->"));
  g_assert_nonnull (strstr (body, "stays warm"));
  g_assert_nonnull (image);
  g_assert_nonnull (strstr (body, "/wp-content/uploads/"));
  g_assert_nonnull (strstr (body, "alt=\"A “boot”\""));
  check_media (g_ascii_strtoll (image + strlen ("wp-image-"), NULL, 10));
}

static void
check_seo (JsonObject *post,
           gint64      id)
{
  JsonObject      *meta = igny_json_get_object (post, "meta");
  g_autofree char *route = g_strdup_printf ("rankmath/v1/read?id=%" G_GINT64_FORMAT, id);
  g_autoptr(JsonNode) rank = ask ("GET", route, NULL, NULL);

  g_assert_cmpstr (igny_json_get_string (meta, "_yoast_wpseo_focuskw", ""), ==, "warm socks");
  g_assert_cmpstr (igny_json_get_string (meta, "_yoast_wpseo_metadesc", ""), ==,
                   "All about socks & boots");
  g_assert_cmpstr (igny_json_get_string (igny_json_node_get_object (rank), "focus", ""), ==,
                   "warm socks");
}

static const char *
get_raw (JsonObject *post,
         const char *name)
{
  return igny_json_get_string (igny_json_get_object (post, name), "raw", "");
}

static void
check_post (guint i)
{
  g_autoptr(IgnyContent) content = load (i);
  g_autofree char *route =
      g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT "?context=edit", content->wp_post_id);
  g_autofree char *title = campaign_make_title (i);
  g_autofree char *tag = g_strdup_printf ("tag %u", i % 5);
  g_autoptr(JsonNode) node = ask ("GET", route, NULL, NULL);
  g_autoptr(GString) shown = NULL;
  JsonObject *post = igny_json_node_get_object (node);
  const char *wanted = campaign_get_wanted (i);

  g_assert_cmpstr (igny_json_get_string (post, "status", ""), ==, wanted);
  g_assert_cmpstr (content->site_status, ==,
                   i % 3 == 0   ? "scheduled"
                   : i % 3 == 1 ? "published"
                                : "not_published");
  g_assert_cmpstr (content->status, ==, i % 3 == 0 ? "approved" : i % 3 == 1 ? "published"
                                                                             : "draft");
  if (i % 3 == 0)
    g_assert_cmpint (
        igny_wordpress_time_from_gmt (igny_json_get_string (post, "date_gmt", "")), ==,
        campaign_get_time (i));
  shown = g_string_new (get_raw (post, "title"));
  g_string_replace (shown, "&lt;", "<", 0);
  g_string_replace (shown, "&gt;", ">", 0);
  g_string_replace (shown, "&amp;", "&", 0);
  g_assert_cmpstr (shown->str, ==, title);
  g_assert_cmpstr (igny_json_get_string (post, "slug", ""), ==, content->slug);
  g_assert_true (has_term (igny_json_get_array (post, "categories"), "categories", "socks"));
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (post, "categories")), ==,
                    i % 2 ? 2 : 1);
  g_assert_true (has_term (igny_json_get_array (post, "tags"), "tags", "R&amp;D"));
  g_assert_true (has_term (igny_json_get_array (post, "tags"), "tags", tag));
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (post, "tags")), ==, 3);
  check_media (igny_json_get_int (post, "featured_media", 0));
  check_body (get_raw (post, "content"));
  check_seo (post, content->wp_post_id);
}

static void
check_counts (void)
{
  gint64 total = 0;
  g_autoptr(JsonNode) posts =
                 ask ("GET", "wp/v2/posts?status=any&per_page=1&search=socks", NULL, &total);
  g_autoptr(JsonNode) media = NULL;

  g_assert_cmpint (total, ==, world->n_posts);
  /* A fitted picture is one file, however many articles have it, as long as its alternative text
   * is not asked for twice. */
  media = ask ("GET", "wp/v2/media?per_page=1", NULL, &total);
  g_assert_cmpint (total, ==, MIN (world->n_posts + 1, CAMPAIGN_N_COLORS));
}

static void
test_posts (void)
{
  g_autofree char *faults = NULL;
  g_auto(GStrv) lines = NULL;
  guint rounds = publish_all ();

  check_counts ();
  for (guint i = 0; i < world->n_posts; i++)
    check_post (i);
  g_file_get_contents (g_getenv ("FAULTS"), &faults, NULL, NULL);
  lines = g_strsplit (faults != NULL ? faults : "", "\n", -1);
  g_test_message ("%u posts in %u rounds with %u faults", world->n_posts, rounds,
                  g_strv_length (lines) - 1);
  g_assert_cmpuint (g_strv_length (lines), >, world->n_posts / 2);
}

/* One content alone, until no fault is in the way. */
static IgnyReport *
publish_one (guint        i,
             IgnyConflict conflict)
{
  IgnyRun            run = { .store = world->store };
  IgnyPublishOptions options = { .as = IGNY_PUBLISH_PUBLISH, .conflict = conflict };
  IgnyReport        *report = NULL;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      const IgnyItem *item;
      g_autoptr(GError) error = NULL;

      igny_report_free (report);
      report = igny_report_new ();
      igny_publisher_send (&run, &world->scope, &options,
                           &g_array_index (world->contents, gint64, i), 1, report, &error);
      g_assert_no_error (error);
      item = report->items->pdata[0];
      if (item->error == NULL || strstr (item->error, "changed") != NULL)
        break;
    }
  return report;
}

static char *
read_body (gint64 post)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT "?context=edit", post);
  g_autoptr(JsonNode) node = ask ("GET", route, NULL, NULL);

  return g_strdup (get_raw (igny_json_node_get_object (node), "content"));
}

static void
edit_on_site (gint64      post,
              const char *body)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT, post);
  g_autoptr(JsonNode) node = NULL;

  /* WordPress's times have whole seconds. */
  g_usleep (1100000);
  node = ask ("POST", route, body, NULL);
  g_assert_nonnull (node);
}

static void
test_conflict (void)
{
  g_autoptr(IgnyContent) content = load (1);
  g_autoptr(IgnyReport) refused = NULL;
  g_autoptr(IgnyReport) skipped = NULL;
  g_autoptr(IgnyReport) forced = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *ours = NULL;

  edit_on_site (content->wp_post_id, "{\"content\":\"<p>Somebody’s words</p>\"}");
  refused = publish_one (1, IGNY_CONFLICT_REFUSE);
  g_assert_cmpuint (refused->failed, ==, 1);
  skipped = publish_one (1, IGNY_CONFLICT_SKIP);
  g_assert_cmpuint (skipped->failed, ==, 0);
  kept = read_body (content->wp_post_id);
  g_assert_nonnull (strstr (kept, "Somebody’s words"));
  forced = publish_one (1, IGNY_CONFLICT_OVERWRITE);
  g_assert_cmpuint (forced->failed, ==, 0);
  ours = read_body (content->wp_post_id);
  g_assert_nonnull (strstr (ours, "stays warm"));
  g_assert_null (strstr (ours, "Somebody"));

  /* A title that was changed there counts, too. */
  edit_on_site (content->wp_post_id, "{\"title\":\"Somebody’s title\"}");
  g_clear_pointer (&refused, igny_report_free);
  refused = publish_one (1, IGNY_CONFLICT_REFUSE);
  g_assert_cmpuint (refused->failed, ==, 1);
}

static void
test_status (void)
{
  g_autoptr(IgnyContent) before = load (4);
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT, before->wp_post_id);
  gint64           row = g_array_index (world->contents, gint64, 4);
  IgnyRun          run = { .store = world->store };

  g_assert_cmpstr (before->status, ==, "published");
  for (guint round = 0; round < 2 * MAX_ROUNDS; round++)
    {
      g_autoptr(IgnyReport) report = igny_report_new ();
      g_autoptr(IgnyContent) after = NULL;
      g_autoptr(GError) error = NULL;

      igny_publisher_withdraw (&run, FALSE, &row, 1, report, &error);
      g_assert_no_error (error);
      after = load (4);
      if (report->failed > 0)
        continue;
      g_assert_cmpstr (after->status, ==, "draft");
      g_assert_cmpstr (after->site_status, ==, "not_published");
      break;
    }
  {
    g_autoptr(JsonNode) there = ask ("GET", route, NULL, NULL);
    g_autoptr(JsonNode) gone = ask ("DELETE", route, NULL, NULL);

    g_assert_cmpstr (igny_json_get_string (igny_json_node_get_object (there), "status", ""), ==,
                     "draft");
    g_assert_nonnull (gone);
  }
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr(IgnyReport) report = igny_report_new ();
      const IgnyItem *item;
      g_autoptr(GError) error = NULL;

      igny_publisher_check_status (&run, &world->scope, &row, 1, report, &error);
      g_assert_no_error (error);
      item = report->items->pdata[0];
      if (report->failed > 0)
        continue;
      g_assert_cmpuint (item->warnings->len, >=, 1);
      return;
    }
  g_error ("no answer");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  world = campaign_set_up ();
  g_test_add_func ("/publish/campaign/posts", test_posts);
  g_test_add_func ("/publish/campaign/conflict", test_conflict);
  g_test_add_func ("/publish/campaign/status", test_status);
  status = g_test_run ();
  campaign_tear_down ();
  return status;
}
