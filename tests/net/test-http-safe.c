/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "http-fixture.h"
#include "igny-test-names.h"

#define SECRET "hunter2-very-secret"

/* Where a request may go and what may not leak on the way. */

/* /hops/N leads to /hops/N-1 and at last to the echo; /to?URL leads there. */
static void
redirect_cb (const IgnyTestRequest *request,
             IgnyTestReply         *reply,
             gpointer               user_data)
{
  guint64          left;
  g_autofree char *next = NULL;

  if (g_str_has_prefix (request->target, "/to?"))
    {
      igny_test_server_redirect (reply, 302, request->target + 4);
      return;
    }
  if (!g_str_has_prefix (request->target, "/hops/") || g_str_equal (request->target, "/hops/0"))
    {
      http_echo_cb (request, reply, NULL);
      return;
    }
  left = g_ascii_strtoull (request->target + 6, NULL, 10);
  next = g_strdup_printf ("%u", (guint) left - 1);
  igny_test_server_redirect (reply, left % 2 == 0 ? 301 : 307, next);
}

static const char *const secret_headers[] = {
  "Authorization", "Bearer " SECRET, "X-Api-Key", SECRET, "Accept", "application/json", NULL
};

static void
test_redirects (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) kept = NULL;
  g_autoptr (IgnyHttpResponse) followed = NULL;

  http_set_up (&f, redirect_cb, NULL);
  kept = http_ask (&f, "/hops/5", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->status, ==, 307);
  g_assert_true (g_str_has_suffix (kept->redirect_url, "/hops/4"));
  g_assert_true (g_str_has_suffix (kept->final_url, "/hops/5"));

  followed = http_ask (&f, "/hops/5",
                       (IgnyHttpRequest){ .follow = TRUE, .headers = secret_headers }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->status, ==, 200);
  g_assert_true (g_str_has_suffix (followed->final_url, "/hops/0"));
  g_assert_nonnull (strstr (http_get_text (followed), "x-api-key: " SECRET));

  http_check_fails (&f, "/hops/6", (IgnyHttpRequest){ .follow = TRUE }, IGNY_HTTP_ERROR_FAILED);
  http_tear_down (&f);
}

static void
test_redirected_post (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static (SECRET, strlen (SECRET));
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, redirect_cb, NULL);
  response = http_ask (&f, "/hops/1",
                       (IgnyHttpRequest){ .method = "POST", .body = body, .follow = TRUE }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 307);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 1);
  http_tear_down (&f);
}

static void
test_redirect_to_other_origin (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  IgnyTestServer  *other = igny_test_server_new (redirect_cb, NULL, NULL, NULL);
  g_autofree char *home = NULL;
  g_autofree char *back = NULL;
  g_autofree char *path = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  /* Away and back: what was dropped on the way stays dropped. */
  http_set_up (&f, redirect_cb, NULL);
  home = igny_test_server_make_url (f.server, "/end");
  back = g_strconcat ("/to?", home, NULL);
  path = igny_test_server_make_url (other, back);
  g_free (back);
  back = g_strconcat ("/to?", path, NULL);
  response = http_ask (&f, back,
                       (IgnyHttpRequest){ .follow = TRUE,
                                          .headers = secret_headers,
                                          .user = "me",
                                          .password = SECRET },
                       &error);
  g_assert_no_error (error);
  g_assert_cmpstr (response->final_url, ==, home);
  g_assert_cmpuint (igny_test_server_get_n_requests (other), ==, 1);
  text = http_get_text (response);
  g_assert_nonnull (strstr (text, "accept: application/json\n"));
  g_assert_null (strstr (text, SECRET));
  g_assert_null (strstr (text, "authorization"));
  igny_test_server_free (other);
  http_tear_down (&f);
}

static void
test_forbidden_redirects (void)
{
  static const char *const targets[] = {
    "/to?file:///etc/passwd",
    "/to?ftp://127.0.0.1/",
    "/to?http://me:pass@127.0.0.1/",
    "/to?http://example.test/", /* plain http beyond loopback */
  };
  HttpFixture f;

  http_set_up (&f, redirect_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    http_check_fails (&f, targets[i], (IgnyHttpRequest){ .follow = TRUE }, IGNY_HTTP_ERROR_REFUSED);
  http_tear_down (&f);
}

static void
test_redirect_into_private (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = { .method = "GET", .allow_http = TRUE, .follow = TRUE };

  http_set_up (&f, redirect_cb, NULL);
  inner = igny_test_server_make_url (f.server, "/admin");
  url = g_strdup_printf ("http://public.test:%u/to?%s",
                         igny_test_server_get_port (f.server), inner);
  request.url = url;
  g_assert_null (igny_http_send (f.http, &request, NULL, &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 1);
  http_tear_down (&f);
}

static void
test_unreachable (void)
{
  HttpFixture f;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = { .method = "POST", .max_attempts = 9 };

  http_set_up (&f, http_echo_cb, NULL);
  url = igny_test_server_make_url (f.server, "/?key=" SECRET);
  request.url = url;
  g_clear_pointer (&f.server, igny_test_server_free);
  g_assert_null (igny_http_send (f.http, &request, NULL, &refused));
  g_assert_error (refused, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CONNECT);
  g_assert_true (g_str_has_prefix (refused->message, "connect to 127.0.0.1:"));
  g_assert_true (g_str_has_suffix (refused->message, ": connection refused"));
  g_assert_cmpuint (f.n_naps, ==, 2); /* three attempts: nothing was sent */

  request.url = "https://no-such-host.invalid/?key=" SECRET;
  g_assert_null (igny_http_send (f.http, &request, NULL, &unknown));
  g_assert_error (unknown, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_RESOLVE);
  g_assert_nonnull (strstr (unknown->message, "no-such-host.invalid"));
  g_assert_cmpuint (igny_test_names_get_count (), >, 0);
  http_tear_down (&f);
}

static void
test_plain_http (void)
{
  HttpFixture f;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  IgnyHttpRequest request = { .method = "GET" };

  http_set_up (&f, http_echo_cb, NULL);
  url = g_strdup_printf ("http://example.test:%u/", igny_test_server_get_port (f.server));
  request.url = url;
  g_assert_null (igny_http_send (f.http, &request, NULL, &refused));
  g_assert_error (refused, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 0);

  request.allow_http = TRUE;
  response = igny_http_send (f.http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  http_tear_down (&f);
}

static void
test_public_only (void)
{
  static const char *const hosts[] = { "127.0.0.1", "localhost", "rebind.test" };
  HttpFixture              f;

  http_set_up (&f, http_echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = g_strdup_printf ("http://%s:%u/", hosts[i],
                                              igny_test_server_get_port (f.server));
      IgnyHttpRequest  request = { .method = "GET", .url = url };

      request.allow_http = TRUE;
      request.public_only = TRUE;
      request.max_attempts = 3;
      g_assert_null (igny_http_send (f.http, &request, NULL, &error));
      g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
      g_test_message ("%s", error->message);
    }
  g_assert_cmpuint (f.n_naps, ==, 0);
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), ==, 0);
  http_tear_down (&f);
}

static void
test_proxy_is_not_for_loopback (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  g_setenv ("http_proxy", "http://127.0.0.1:1/", TRUE);
  http_set_up (&f, http_echo_cb, NULL);
  response = http_ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);
  g_unsetenv ("http_proxy");
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  http_tear_down (&f);
}

/* Every rule broken once, each with a secret in it: refused, nothing is sent,
 * and the error does not tell the secret. */
static void
test_broken_rules (void)
{
  static const char *const line_break[] = { "X-A", SECRET "\r\nX-B: c", NULL };
  static const char *const bare_cr[] = { "X-A", SECRET "\rX-B: c", NULL };
  static const char *const bare_lf[] = { "X-A", SECRET "\nX-B: c", NULL };
  static const char *const in_name[] = { "X-A: " SECRET "\r\nX-B", "c", NULL };
  static const char *const no_value[] = { "Authorization", NULL, NULL };
  static const char *const no_name[] = { "", SECRET, NULL };
  static const char *const framing[] = { "Transfer-Encoding", SECRET, NULL };
  static const char *const length[] = { "content-length", SECRET, NULL };
  static const char *const host[] = { "Host", SECRET, NULL };
  const IgnyHttpRequest    requests[] = {
       { .headers = line_break },
       { .headers = bare_cr },
       { .headers = bare_lf },
       { .headers = in_name },
       { .headers = no_value },
       { .headers = no_name },
       { .headers = framing },
       { .headers = length },
       { .headers = host },
       { .user = "me\r\n", .password = SECRET },
       { .user = "me:" SECRET },
       { .user = "me", .password = SECRET "\r\nX-B: c" },
       { .content_type = "text/plain\r\nX-B: " SECRET },
       { .method = "GET " SECRET },
       { .method = "" },
  };
  HttpFixture f;

  http_set_up (&f, http_echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (http_ask (&f, "/?key=" SECRET, requests[i], &error));
      g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
      g_assert_null (strstr (error->message, SECRET));
    }
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), ==, 0);
  http_tear_down (&f);
}

/* Whatever goes wrong, the error tells neither key nor path nor query. */
static void
test_secrets_stay_secret (void)
{
  static const char *const paths[] = {
    "/length", "/chunk", "/nothing", "/garbage", "/first", "/total", "/20001",
    "/to?file:///" SECRET, "/to?http://example.test/" SECRET, "/hops/6"
  };
  static const IgnyTestServerFunc funcs[] = {
    http_cut_cb, http_cut_cb, http_cut_cb, http_cut_cb, http_slow_cb, http_slow_cb,
    http_many_bytes_cb, redirect_cb, redirect_cb, redirect_cb
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (paths) == G_N_ELEMENTS (funcs));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      HttpFixture f;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (SECRET, strlen (SECRET));
      IgnyHttpRequest request = { .headers = secret_headers, .user = SECRET, .password = SECRET };

      http_set_up (&f, funcs[i], NULL);
      http_set_limits (&f, (IgnyHttpLimits){ 1000, 300, 0, 0, 20000 });
      if (funcs[i] == redirect_cb)
        request.follow = TRUE;
      else
        request.body = body;
      g_assert_null (http_ask (&f, paths[i], request, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (strstr (error->message, paths[i]));
      http_tear_down (&f);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/http/redirects", test_redirects);
  g_test_add_func ("/net/http/redirected-post", test_redirected_post);
  g_test_add_func ("/net/http/redirect-to-other-origin", test_redirect_to_other_origin);
  g_test_add_func ("/net/http/forbidden-redirects", test_forbidden_redirects);
  g_test_add_func ("/net/http/redirect-into-private", test_redirect_into_private);
  g_test_add_func ("/net/http/unreachable", test_unreachable);
  g_test_add_func ("/net/http/plain-http", test_plain_http);
  g_test_add_func ("/net/http/public-only", test_public_only);
  g_test_add_func ("/net/http/proxy-is-not-for-loopback", test_proxy_is_not_for_loopback);
  g_test_add_func ("/net/http/broken-rules", test_broken_rules);
  g_test_add_func ("/net/http/secrets-stay-secret", test_secrets_stay_secret);

  return g_test_run ();
}
