/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what on a real WordPress, and what is said of those who may not;
 * started by with-wordpress. */
#include <string.h>

#include "igny-http-curl.h"
#include "wordpress-fixture.h"

static void
test_roles (WordpressFixture *fixture,
            gconstpointer     data)
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
      g_autoptr(IgnyWordpress) client = wordpress_make_client (roles[i].user);
      g_autoptr(IgnyWordpressConnection) connection = NULL;
      g_autoptr(GError) error = NULL;

      connection = igny_wordpress_test (client, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (connection->site_name, ==, "Rig Test Site");
      g_assert_cmpstr (connection->root, ==, g_getenv ("WP_REST"));
      g_assert_cmpstr (connection->home, ==, wordpress_get_site ());
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
test_bad_logins (WordpressFixture *fixture,
                 gconstpointer     data)
{
  g_autofree char  *password = wordpress_dup_password ("author");
  const char *const pairs[][2] = {
    { "author", "nope nope nope nope" },
    { "author", g_getenv ("WP_AUTHOR_LOGIN_PASSWORD") },
    { "nobody", password },
    { "author", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      IgnyWordpressSite site = { .url = wordpress_get_site (),
                                 .user = pairs[i][0],
                                 .password = pairs[i][1] };
      g_autoptr(IgnyWordpress) client = igny_wordpress_new (wordpress_get_env (), &site);
      g_autoptr(GError) error = NULL;

      g_assert_null (igny_wordpress_test (client, NULL, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_LOGIN);
      g_test_message ("%s", error->message);
    }
}

/* By e-mail address, without the spaces, from an address out of the browser. */
static void
test_good_logins (WordpressFixture *fixture,
                  gconstpointer     data)
{
  g_autofree char *password = wordpress_dup_password ("author");
  g_auto(GStrv) parts = g_strsplit (password, " ", -1);
  g_autofree char  *joined = g_strjoinv ("", parts);
  g_autofree char  *url = g_strconcat (wordpress_get_site (), "/wp-admin/profile.php?x=1", NULL);
  IgnyWordpressSite site = { .url = url, .user = "author@example.invalid", .password = joined };
  g_autoptr(IgnyWordpress) client = igny_wordpress_new (wordpress_get_env (), &site);
  g_autoptr(IgnyWordpressConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = igny_wordpress_test (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (connection->user_name, ==, "Author of the Rig");
}

static void
test_subscriber (WordpressFixture *fixture,
                 gconstpointer     data)
{
  g_autoptr(IgnyWordpress) client = wordpress_make_client ("subscriber");
  g_autoptr(GError) tested = NULL;
  g_autoptr(GError) published = NULL;
  static const char *const names[] = { "Of a subscriber", NULL };
  gint64                   before = wordpress_count_posts ();

  g_assert_null (igny_wordpress_test (client, NULL, &tested));
  g_assert_error (tested, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_test_message ("%s", tested->message);

  fixture->article.tags = names;
  g_assert_null (wordpress_publish_as (fixture, "subscriber", &published));
  g_assert_error (published, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_assert_cmpint (fixture->stored, ==, 0);
  g_assert_cmpint (wordpress_count_posts (), ==, before);
}

static void
test_contributor (WordpressFixture *fixture,
                  gconstpointer     data)
{
  g_autoptr(IgnyWordpressResult) draft = NULL;
  g_autoptr(GError) error = NULL;
  gint64 before = wordpress_count_posts ();

  fixture->article.publish = TRUE;
  g_assert_null (wordpress_publish_as (fixture, "contributor", &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS);
  g_assert_cmpint (wordpress_count_posts (), ==, before);

  fixture->article.publish = FALSE;
  draft = wordpress_publish_well (fixture, "contributor");
  g_assert_cmpstr (draft->status, ==, "draft");
  g_assert_cmpuint (draft->warnings->len, ==, 0);
}

static void
test_elsewhere (WordpressFixture *fixture,
                gconstpointer     data)
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
      g_autoptr(IgnyWordpress) client = igny_wordpress_new (wordpress_get_env (), &site);
      g_autoptr(GError) error = NULL;

      g_assert_null (igny_wordpress_test (client, NULL, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, (int) places[i].code);
    }
}

static void
test_untrusted (WordpressFixture *fixture,
                gconstpointer     data)
{
  IgnyEnv env = *igny_env_get_system ();
  g_autoptr(IgnyHttp) http = igny_http_curl_new (&env);
  g_autofree char  *password = wordpress_dup_password ("author");
  IgnyWordpressSite site = { .url = wordpress_get_site (), .user = "author", .password = password };
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
test_stopped (WordpressFixture *fixture,
              gconstpointer     data)
{
  g_autoptr(IgnyWordpress) client = wordpress_make_client ("author");
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_wordpress_test (client, NULL, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CONNECT);
  g_assert_nonnull (strstr (error->message, wordpress_get_site ()));
}

int
main (int   argc,
      char *argv[])
{
  if (!wordpress_init (&argc, &argv))
    return 77;

  wordpress_add ("/publish/site/live/roles", NULL, test_roles);
  wordpress_add ("/publish/site/live/bad-logins", NULL, test_bad_logins);
  wordpress_add ("/publish/site/live/good-logins", NULL, test_good_logins);
  wordpress_add ("/publish/site/live/subscriber", NULL, test_subscriber);
  wordpress_add ("/publish/site/live/contributor", NULL, test_contributor);
  wordpress_add ("/publish/site/live/elsewhere", NULL, test_elsewhere);
  wordpress_add ("/publish/site/plain/roles", NULL, test_roles);
  wordpress_add ("/publish/site/tls/roles", NULL, test_roles);
  wordpress_add ("/publish/site/tls/untrusted", NULL, test_untrusted);
  wordpress_add ("/publish/site/stopped", NULL, test_stopped);

  return wordpress_run ();
}
