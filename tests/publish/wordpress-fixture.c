/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wordpress-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "igny-http-curl.h"
#include "igny-number.h"

/* What all tests share. */
typedef struct
{
  IgnyEnv     env;
  IgnyHttp   *http;
  GHashTable *clients; /* by user */
} World;

static World world;

const char *
wordpress_get_site (void)
{
  return g_getenv ("WP_URL");
}

const IgnyEnv *
wordpress_get_env (void)
{
  return &world.env;
}

/* The site's wishes to be left alone are the rig's, and it forgets them. */
static gboolean
hurry (gint64        milliseconds,
       GCancellable *cancellable,
       gpointer      user_data)
{
  return !g_cancellable_is_cancelled (cancellable);
}

void
wordpress_new_job (WordpressFixture *fixture)
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
set_up (WordpressFixture *fixture,
        gconstpointer     data)
{
  fixture->content = g_strdup ("<!-- wp:paragraph -->\n<p>Warm &amp; dry “socks” 🧦.</p>\n"
                               "<!-- /wp:paragraph -->");
  fixture->article.title = "Socks & <more> – “best” of 2026";
  fixture->article.content = fixture->content;
  fixture->article.excerpt = "All about socks & shoes";
  wordpress_new_job (fixture);
}

void
wordpress_set_faults (const char *lines)
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
tear_down (WordpressFixture *fixture,
           gconstpointer     data)
{
  wordpress_set_faults (NULL);
  g_free (fixture->slug);
  g_free (fixture->content);
}

char *
wordpress_dup_password (const char *user)
{
  g_autofree char *upper = g_ascii_strup (user, -1);
  g_autofree char *name = g_strdup_printf ("WP_%s_APP_PASSWORD", upper);

  return g_strdup (g_getenv (name));
}

IgnyWordpress *
wordpress_make_client (const char *user)
{
  g_autofree char  *password = wordpress_dup_password (user);
  IgnyWordpressSite site = { .url = wordpress_get_site (), .user = user, .password = password };

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
JsonNode *
wordpress_ask (const char *method,
               const char *route,
               const char *body,
               gint64     *total)
{
  g_autofree char *url = make_url (route);
  g_autofree char *password = wordpress_dup_password ("admin");
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
gint64
wordpress_count_posts (void)
{
  gint64            total = -1;
  static const char route[] = "wp/v2/posts?status=any&_fields=id";
  g_autoptr(JsonNode) node = wordpress_ask ("GET", route, NULL, &total);

  g_assert_cmpint (total, >=, 0);
  return total;
}

JsonNode *
wordpress_read_post (gint64 id)
{
  g_autofree char *route = NULL;

  route = g_strdup_printf ("wp/v2/posts/%" G_GINT64_FORMAT "?context=edit", id);
  return wordpress_ask ("GET", route, NULL, NULL);
}

static gboolean
store_cb (gint64   post_id,
          gpointer user_data,
          GError **error)
{
  WordpressFixture *fixture = user_data;

  g_assert_cmpint (fixture->stored, !=, post_id);
  fixture->stored = post_id;
  return TRUE;
}

/* A user logs in once for all tests, as in a batch. */
IgnyWordpressResult *
wordpress_publish_as (WordpressFixture *fixture,
                      const char       *user,
                      GError          **error)
{
  IgnyWordpress *client = g_hash_table_lookup (world.clients, user);

  if (client == NULL)
    {
      client = wordpress_make_client (user);
      g_hash_table_insert (world.clients, g_strdup (user), client);
    }
  return igny_wordpress_publish (client, &fixture->article, store_cb, fixture, NULL, error);
}

IgnyWordpressResult *
wordpress_publish_well (WordpressFixture *fixture,
                        const char       *user)
{
  g_autoptr(GError) error = NULL;
  IgnyWordpressResult *result = wordpress_publish_as (fixture, user, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->warnings->len; i++)
    {
      IgnyWordpressWarning *warning = result->warnings->pdata[i];

      g_test_message ("%s: %s", warning->field, warning->message);
    }
  return result;
}

IgnyWordpressWarning *
wordpress_get_warning (IgnyWordpressResult *result,
                       const char          *field)
{
  for (guint i = 0; i < result->warnings->len; i++)
    if (strcmp (((IgnyWordpressWarning *) result->warnings->pdata[i])->field, field) == 0)
      return result->warnings->pdata[i];
  return NULL;
}

const char *
wordpress_get_raw (JsonNode   *post,
                   const char *field)
{
  JsonObject *object = igny_json_node_get_object (post);

  return igny_json_get_string (igny_json_get_object (object, field), "raw", "");
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

gboolean
wordpress_init (int    *argc,
                char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (wordpress_get_site () == NULL)
    {
      g_printerr ("skipped: started without with-wordpress\n");
      return FALSE;
    }
  start_world ();
  return TRUE;
}

int
wordpress_run (void)
{
  int status = g_test_run ();

  g_hash_table_unref (world.clients);
  g_object_unref (world.http);
  return status;
}

void
wordpress_add (const char   *path,
               gconstpointer data,
               WordpressTest test)
{
  g_test_add (path, WordpressFixture, data, set_up, test, tear_down);
}
