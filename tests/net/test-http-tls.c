/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-curl.h"

#include <string.h>

#include "igny-test-server.h"

/* A server of ours behind the rig's TLS front. */
typedef struct
{
  IgnyHttp       *http;
  IgnyTestServer *server;
  char           *folder;
  char           *url;
  char           *ca_file;
} Fixture;

static void
hello_cb (const IgnyTestRequest *request,
          IgnyTestReply         *reply,
          gpointer               user_data)
{
  if (g_str_equal (request->target, "/down"))
    igny_test_server_redirect (reply, 302, "http://localhost/");
  else
    igny_test_server_reply (reply, 200, NULL, "hello");
}

static gboolean
has_programs (void)
{
  static const char *const names[] = { "bash", "caddy", "openssl" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_find_program_in_path (names[i]);

      if (path == NULL)
        {
          g_test_skip ("caddy or openssl is not here");
          return FALSE;
        }
    }
  return TRUE;
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  /* Not the front's output pipe: the front lives on, and holds it open. */
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

/* The value of NAME='value' in the rig's env file. */
static char *
read_env (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, "env", NULL);
  g_autofree char *text = NULL;
  g_autofree char *start = g_strdup_printf ("%s='", name);
  g_autoptr (GError) error = NULL;
  char *value;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  value = strstr (text, start);
  g_assert_nonnull (value);
  value += strlen (start);
  return g_strndup (value, strcspn (value, "'"));
}

static void
set_up (Fixture    *f,
        const char *kind)
{
  g_autofree char *rig = g_test_build_filename (G_TEST_DIST, "rigs", "tls-front-up", NULL);
  g_autofree char *port = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { rig, NULL, "0", NULL, kind, NULL };

  f->server = igny_test_server_new (hello_cb, NULL, NULL, NULL);
  f->http = igny_http_curl_new (igny_env_get_system ());
  f->folder = g_dir_make_tmp ("igny8-tls-XXXXXX", &error);
  g_assert_no_error (error);
  port = g_strdup_printf ("%u", igny_test_server_get_port (f->server));
  argv[1] = f->folder;
  argv[3] = port;
  run (argv);
  f->url = read_env (f->folder, "TLS_URL");
  f->ca_file = read_env (f->folder, "TLS_CA");
}

static void
tear_down (Fixture *f)
{
  g_autofree char *rig = g_test_build_filename (G_TEST_DIST, "rigs", "tls-front-down", NULL);
  const char      *down[] = { rig, f->folder, NULL };
  const char      *clear[] = { "/bin/rm", "-r", f->folder, NULL };

  run (down);
  run (clear);
  igny_test_server_free (f->server);
  g_assert_finalize_object (f->http);
  g_free (f->folder);
  g_free (f->url);
  g_free (f->ca_file);
}

static IgnyHttpResponse *
ask (Fixture    *f,
     const char *path,
     GError    **error)
{
  g_autofree char *url = g_strconcat (f->url, path, NULL);
  IgnyHttpRequest  request = {
     .method = "GET", .url = url, .follow = TRUE, .max_attempts = 3
  };

  return igny_http_send (f->http, &request, NULL, error);
}

static void
test_good (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) downgrade = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  if (!has_programs ())
    return;
  set_up (&f, "good");
  igny_http_curl_set_ca_file (IGNY_HTTP_CURL (f.http), f.ca_file);
  response = ask (&f, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body),
                   "hello", 5);

  g_assert_null (ask (&f, "/down", &downgrade));
  g_assert_error (downgrade, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
  g_assert_nonnull (strstr (downgrade->message, "from https to http"));
  tear_down (&f);
}

typedef struct
{
  const char *kind;
  gboolean    with_ca;
  const char *words; /* that tell the person what is wrong */
} Bad;

static void
test_bad (gconstpointer data)
{
  const Bad *bad = data;
  Fixture    f;
  g_autoptr (GError) error = NULL;

  if (!has_programs ())
    return;
  set_up (&f, bad->kind);
  if (bad->with_ca)
    igny_http_curl_set_ca_file (IGNY_HTTP_CURL (f.http), f.ca_file);
  g_assert_null (ask (&f, "/", &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TLS);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, bad->words));
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 0);
  tear_down (&f);
}

/* Nobody speaks TLS there. */
static void
test_not_tls (void)
{
  g_autoptr (IgnyHttp) http = igny_http_curl_new (igny_env_get_system ());
  IgnyTestServer *server = igny_test_server_new (hello_cb, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/",
                                          igny_test_server_get_port (server));
  IgnyHttpRequest  request = { .method = "GET", .url = url };

  g_assert_null (igny_http_send (http, &request, NULL, &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TLS);
  igny_test_server_free (server);
}

static void
test_bad_ca_file (void)
{
  g_autoptr (IgnyHttp) http = igny_http_curl_new (igny_env_get_system ());
  IgnyTestServer *server = igny_test_server_new (hello_cb, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/",
                                          igny_test_server_get_port (server));
  IgnyHttpRequest  request = { .method = "GET", .url = url };

  igny_http_curl_set_ca_file (IGNY_HTTP_CURL (http), "/nonexistent/ca.pem");
  g_assert_null (igny_http_send (http, &request, NULL, &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "authority file"));
  igny_test_server_free (server);
}

/* Agrees on HTTP/2, and then does not speak it. */
static void
broken_http2_cb (const IgnyTestRequest *request,
                 IgnyTestReply         *reply,
                 gpointer               user_data)
{
  static const char garbage[] = "no frames here, only a line of text\r\n";

  if (g_str_equal (request->method, "PRI"))
    {
      igny_test_server_raw (reply, garbage, sizeof garbage - 1);
      igny_test_server_cut (reply);
    }
  else
    hello_cb (request, reply, user_data);
}

static void
test_http2_fallback (void)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  Fixture                  f;
  g_autofree char         *chain = NULL;
  g_autofree char         *key = NULL;
  g_autofree char         *url = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  IgnyTestServer *broken;
  IgnyHttpRequest request = { .method = "GET" };

  if (!has_programs ())
    return;
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("GLib has no TLS here");
      return;
    }
  set_up (&f, "good");
  chain = g_build_filename (f.folder, "server.pem", NULL);
  key = g_build_filename (f.folder, "server.key", NULL);
  certificate = g_tls_certificate_new_from_files (chain, key, &error);
  g_assert_no_error (error);
  broken = igny_test_server_new (broken_http2_cb, NULL, certificate, protocols);
  igny_http_curl_set_ca_file (IGNY_HTTP_CURL (f.http), f.ca_file);

  url = igny_test_server_make_url (broken, "/");
  request.url = url;
  response = igny_http_send (f.http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpuint (response->attempts, ==, 1);
  g_assert_cmpuint (igny_test_server_get_n_requests (broken), ==, 2);

  /* A post may have been carried out: it is not sent again. */
  request.method = "POST";
  g_assert_null (igny_http_send (f.http, &request, NULL, &failure));
  g_assert_error (failure, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CUT);
  g_assert_cmpuint (igny_test_server_get_n_requests (broken), ==, 3);
  igny_test_server_free (broken);
  tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  static const Bad bad[] = {
    { "good", FALSE, "unknown authority" },
    { "expired", TRUE, "has expired" },
    { "wrong-host", TRUE, "another host name" },
    { "self-signed", TRUE, "self-signed" },
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/http-tls/good", test_good);
  g_test_add_data_func ("/net/http-tls/unknown-authority", &bad[0], test_bad);
  g_test_add_data_func ("/net/http-tls/expired", &bad[1], test_bad);
  g_test_add_data_func ("/net/http-tls/wrong-host", &bad[2], test_bad);
  g_test_add_data_func ("/net/http-tls/self-signed", &bad[3], test_bad);
  g_test_add_func ("/net/http-tls/not-tls", test_not_tls);
  g_test_add_func ("/net/http-tls/bad-ca-file", test_bad_ca_file);
  g_test_add_func ("/net/http-tls/http2-fallback", test_http2_fallback);

  return g_test_run ();
}
