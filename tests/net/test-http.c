/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "http-fixture.h"

/* What is asked and answered, and how much of it. */

static void
test_get (void)
{
  static const char *const headers[] = { "Accept", "text/*", "X-Empty", "", NULL };
  HttpFixture              f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  http_set_up (&f, http_echo_cb, NULL);
  response = http_ask (&f, "/a?b=c#d", (IgnyHttpRequest){ .headers = headers }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpuint (response->attempts, ==, 1);
  g_assert_cmpint (response->elapsed_ms, <, 1000);
  g_assert_true (g_str_has_suffix (response->final_url, "/a?b=c"));
  g_assert_null (response->redirect_url);
  g_assert_cmpstr (igny_http_response_get_header (response, "X-TWICE"), ==, "2");
  g_assert_cmpstr (igny_http_response_get_header (response, "link"), ==, "<a>; rel=b, <c>; rel=d");
  g_assert_null (igny_http_response_get_header (response, "x-none"));

  text = http_get_text (response);
  g_assert_true (g_str_has_prefix (text, "GET /a?b=c\n"));
  g_assert_nonnull (strstr (text, "accept: text/*\n"));
  g_assert_nonnull (strstr (text, "x-empty: \n"));
  g_assert_nonnull (strstr (text, "user-agent: IGNY8/" IGNY_VERSION " (Linux)\n"));
  g_assert_null (strstr (text, "authorization"));
  g_assert_null (strstr (text, "content-type"));
  http_tear_down (&f);
}

static void
test_post (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"ü\":1}", 8);
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  http_set_up (&f, http_echo_cb, NULL);
  response = http_ask (&f, "/post",
                       (IgnyHttpRequest){ .method = "POST",
                                          .body = body,
                                          .content_type = "application/json",
                                          .user = "Aladdin",
                                          .password = "open sesame" },
                       &error);
  g_assert_no_error (error);
  text = http_get_text (response);
  g_assert_true (g_str_has_prefix (text, "POST /post\n"));
  /* The example of RFC 7617, section 2. */
  g_assert_nonnull (strstr (text, "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\n"));
  g_assert_nonnull (strstr (text, "content-type: application/json\n"));
  g_assert_nonnull (strstr (text, "content-length: 8\n"));
  g_assert_null (strstr (text, "expect:"));
  g_assert_true (g_str_has_suffix (text, "\n{\"ü\":1}"));
  http_tear_down (&f);
}

/* Large enough for libcurl to http_ask first whether it may send it. */
static void
test_large_post (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *megabytes = g_strnfill (3 << 20, 'x');
  g_autoptr (GBytes) body = g_bytes_new_static (megabytes, 3 << 20);
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  http_set_up (&f, http_echo_cb, NULL);
  response = http_ask (&f, "/media", (IgnyHttpRequest){ .method = "POST", .body = body }, &error);
  g_assert_no_error (error);
  text = http_get_text (response);
  g_assert_null (strstr (text, "expect:"));
  g_assert_null (strstr (text, "content-type:"));
  g_assert_nonnull (strstr (text, "content-length: 3145728\n"));
  g_assert_true (g_str_has_suffix (text, megabytes));
  http_tear_down (&f);
}

static void
test_methods (void)
{
  static const char *const methods[] = { "PUT", "PATCH", "DELETE", "OPTIONS", "POST" };
  HttpFixture              f;

  http_set_up (&f, http_echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = i < 2 ? g_bytes_new_static ("x", 1) : NULL;
      g_autoptr (IgnyHttpResponse) response = NULL;

      response = http_ask (&f, "/", (IgnyHttpRequest){ .method = methods[i], .body = body },
                           &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (http_get_text (response), methods[i]));
    }
  http_tear_down (&f);
}

static void
head_cb (const IgnyTestRequest *request,
         IgnyTestReply         *reply,
         gpointer               user_data)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n";

  g_assert_cmpstr (request->method, ==, "HEAD");
  igny_test_server_raw (reply, answer, sizeof answer - 1);
}

static void
test_head (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, head_cb, NULL);
  response = http_ask (&f, "/", (IgnyHttpRequest){ .method = "HEAD" }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 0);
  g_assert_cmpstr (igny_http_response_get_header (response, "content-length"), ==, "999");
  http_tear_down (&f);
}

static void
interim_cb (const IgnyTestRequest *request,
            IgnyTestReply         *reply,
            gpointer               user_data)
{
  static const char answer[] = "HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n"
                               "HTTP/1.1 200 OK\r\nX-Late: yes\r\nTransfer-Encoding: chunked\r\n"
                               "Trailer: X-Late\r\n\r\n2\r\nok\r\n0\r\nX-Late: no\r\n\r\n";

  igny_test_server_raw (reply, answer, sizeof answer - 1);
}

static void
test_interim_and_trailers (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, interim_cb, NULL);
  response = http_ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_null (igny_http_response_get_header (response, "x-early"));
  g_assert_cmpstr (igny_http_response_get_header (response, "x-late"), ==, "yes");
  g_assert_cmpstr (http_get_text (response), ==, "ok");
  http_tear_down (&f);
}

static void
test_body_limit (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, http_many_bytes_cb, NULL);
  http_set_limits (&f, (IgnyHttpLimits){ 1000, 5000, 0, 0, 20000 });
  response = http_ask (&f, "/20000", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 20000);
  http_check_fails (&f, "/20001", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_check_fails (&f, "/100000000", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_tear_down (&f);
}

static void
test_default_limit (void)
{
  HttpFixture f;

  http_set_up (&f, http_many_bytes_cb, NULL);
  http_check_fails (&f, "/8388609", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_tear_down (&f);
}

/* A megabyte of zeros in about a kilobyte. */
static void
bomb_cb (const IgnyTestRequest *request,
         IgnyTestReply         *reply,
         gpointer               user_data)
{
  static const char *const headers[] = { "Content-Encoding", "gzip", NULL };
  g_autofree guint8       *zeros = g_malloc0 (1 << 20);
  g_autofree guint8       *packed = g_malloc0 (1 << 16);
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  gsize read = 0;
  gsize written = 0;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (packer), zeros, 1 << 20, packed, 1 << 16,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  igny_test_server_begin (reply, 200, headers);
  igny_test_server_piece (reply, (const char *) packed, written);
  igny_test_server_end (reply);
}

static void
test_bomb (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, bomb_cb, NULL);
  response = http_ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 1 << 20);
  http_set_limits (&f, (IgnyHttpLimits){ 1000, 5000, 0, 0, 100000 });
  http_check_fails (&f, "/", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_tear_down (&f);
}

/* /N/M: N headers of M bytes. */
static void
many_headers_cb (const IgnyTestRequest *request,
                 IgnyTestReply         *reply,
                 gpointer               user_data)
{
  g_auto (GStrv) words = g_strsplit (request->target, "/", 3);
  guint64          n = g_ascii_strtoull (words[1], NULL, 10);
  g_autofree char *value = g_strnfill (g_ascii_strtoull (words[2], NULL, 10), 'x');
  g_autoptr (GString) text = g_string_new ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "X-%u: %s\r\n", i, value);
  g_string_append (text, "\r\n");
  igny_test_server_raw (reply, text->str, text->len);
}

static void
test_header_limits (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, many_headers_cb, NULL);
  response = http_ask (&f, "/90/100", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  http_check_fails (&f, "/110/1", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_check_fails (&f, "/10/8000", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_check_fails (&f, "/1/200000", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  http_tear_down (&f);
}

static void
test_reuse (void)
{
  HttpFixture f;

  http_set_up (&f, http_echo_cb, NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyHttpResponse) response = http_ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, 200);
    }
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), ==, 1);
  http_tear_down (&f);
}

static gpointer
ask_often (HttpFixture *f)
{
  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyHttpResponse) response = http_ask (f, "/", (IgnyHttpRequest){ 0 }, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (http_get_text (response), "GET /\n"));
    }
  return NULL;
}

static void
test_threads (void)
{
  HttpFixture f;
  GThread    *threads[8];

  http_set_up (&f, http_echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", (GThreadFunc) ask_often, &f);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 200);
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), <=, 8);
  http_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/http/get", test_get);
  g_test_add_func ("/net/http/post", test_post);
  g_test_add_func ("/net/http/large-post", test_large_post);
  g_test_add_func ("/net/http/methods", test_methods);
  g_test_add_func ("/net/http/head", test_head);
  g_test_add_func ("/net/http/interim-and-trailers", test_interim_and_trailers);
  g_test_add_func ("/net/http/body-limit", test_body_limit);
  g_test_add_func ("/net/http/default-limit", test_default_limit);
  g_test_add_func ("/net/http/bomb", test_bomb);
  g_test_add_func ("/net/http/header-limits", test_header_limits);
  g_test_add_func ("/net/http/reuse", test_reuse);
  g_test_add_func ("/net/http/threads", test_threads);

  return g_test_run ();
}
