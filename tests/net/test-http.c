/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-curl.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "igny-test-names.h"
#include "igny-test-server.h"

#define MAX_NAPS 8
#define SECRET "hunter2-very-secret"

/* A client, a server whose handler is the test's, and an env that does not
 * sleep but writes down how long it should have. */
typedef struct
{
  IgnyEnv         env;
  IgnyHttp       *http;
  IgnyTestServer *server;
  gint64          naps[MAX_NAPS];
  guint           n_naps;
} Fixture;

static void
throw_lowest_cb (guint8  *bytes,
                 gsize    length,
                 gpointer user_data)
{
  memset (bytes, 0, length);
}

static gboolean
nap_cb (gint64        milliseconds,
        GCancellable *cancellable,
        gpointer      user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (f->n_naps, <, MAX_NAPS);
  f->naps[f->n_naps++] = milliseconds;
  return !g_cancellable_is_cancelled (cancellable);
}

static void
set_up (Fixture           *f,
        IgnyTestServerFunc func,
        gpointer           user_data)
{
  *f = (Fixture){ 0 };
  f->env.random = throw_lowest_cb;
  f->env.sleep_ms = nap_cb;
  f->env.user_data = f;
  f->http = igny_http_curl_new (&f->env);
  if (func != NULL)
    f->server = igny_test_server_new (func, user_data, NULL, NULL);
}

static void
tear_down (Fixture *f)
{
  igny_test_server_free (f->server);
  g_assert_finalize_object (f->http);
}

static void
set_limits (Fixture       *f,
            IgnyHttpLimits limits)
{
  igny_http_curl_set_limits (IGNY_HTTP_CURL (f->http), IGNY_HTTP_METADATA, &limits);
}

static IgnyHttpResponse *
ask (Fixture        *f,
     const char     *path,
     IgnyHttpRequest request,
     GError        **error)
{
  g_autofree char *url = igny_test_server_make_url (f->server, path);

  request.url = url;
  if (request.method == NULL)
    request.method = "GET";
  return igny_http_send (f->http, &request, NULL, error);
}

static void
check_fails (Fixture        *f,
             const char     *path,
             IgnyHttpRequest request,
             IgnyHttpError   code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = ask (f, path, request, &error);

  g_assert_null (response);
  g_assert_error (error, IGNY_HTTP_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static const char *
get_text (IgnyHttpResponse *response)
{
  g_autoptr (GByteArray) text = g_bytes_unref_to_array (g_steal_pointer (&response->body));

  g_byte_array_append (text, (const guint8 *) "", 1);
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return g_bytes_get_data (response->body, NULL);
}

/* Says in the body what was asked. */
static void
echo_cb (const IgnyTestRequest *request,
         IgnyTestReply         *reply,
         gpointer               user_data)
{
  const char *const headers[] = { "X-Twice", "1", "x-twice", "2", "Link", "<a>; rel=b",
                                  "Link", "<c>; rel=d", "Content-Type", "text/plain", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (request->headers),
                                         (GCompareFunc) strcmp);

  g_string_printf (text, "%s %s\n", request->method, request->target);
  for (GList *name = names; name != NULL; name = name->next)
    g_string_append_printf (text, "%s: %s\n", (char *) name->data,
                            (char *) g_hash_table_lookup (request->headers, name->data));
  g_string_append_len (text, g_bytes_get_data (request->body, NULL),
                       (gssize) g_bytes_get_size (request->body));
  igny_test_server_reply (reply, 200, headers, text->str);
}

static void
test_get (void)
{
  static const char *const headers[] = { "Accept", "text/*", "X-Empty", "", NULL };
  Fixture                  f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  set_up (&f, echo_cb, NULL);
  response = ask (&f, "/a?b=c#d", (IgnyHttpRequest){ .headers = headers }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpuint (response->attempts, ==, 1);
  g_assert_cmpint (response->elapsed_ms, <, 1000);
  g_assert_true (g_str_has_suffix (response->final_url, "/a?b=c"));
  g_assert_null (response->redirect_url);
  g_assert_cmpstr (igny_http_response_get_header (response, "X-TWICE"), ==, "2");
  g_assert_cmpstr (igny_http_response_get_header (response, "link"), ==, "<a>; rel=b, <c>; rel=d");
  g_assert_null (igny_http_response_get_header (response, "x-none"));

  text = get_text (response);
  g_assert_true (g_str_has_prefix (text, "GET /a?b=c\n"));
  g_assert_nonnull (strstr (text, "accept: text/*\n"));
  g_assert_nonnull (strstr (text, "x-empty: \n"));
  g_assert_nonnull (strstr (text, "user-agent: IGNY8/" IGNY_VERSION " (Linux)\n"));
  g_assert_null (strstr (text, "authorization"));
  g_assert_null (strstr (text, "content-type"));
  tear_down (&f);
}

static void
test_post (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"ü\":1}", 8);
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  set_up (&f, echo_cb, NULL);
  response = ask (&f, "/post",
                  (IgnyHttpRequest){ .method = "POST",
                                     .body = body,
                                     .content_type = "application/json",
                                     .user = "Aladdin",
                                     .password = "open sesame" },
                  &error);
  g_assert_no_error (error);
  text = get_text (response);
  g_assert_true (g_str_has_prefix (text, "POST /post\n"));
  /* The example of RFC 7617, section 2. */
  g_assert_nonnull (strstr (text, "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\n"));
  g_assert_nonnull (strstr (text, "content-type: application/json\n"));
  g_assert_nonnull (strstr (text, "content-length: 8\n"));
  g_assert_null (strstr (text, "expect:"));
  g_assert_true (g_str_has_suffix (text, "\n{\"ü\":1}"));
  tear_down (&f);
}

/* Large enough for libcurl to ask first whether it may send it. */
static void
test_large_post (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *megabytes = g_strnfill (3 << 20, 'x');
  g_autoptr (GBytes) body = g_bytes_new_static (megabytes, 3 << 20);
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  set_up (&f, echo_cb, NULL);
  response = ask (&f, "/media", (IgnyHttpRequest){ .method = "POST", .body = body }, &error);
  g_assert_no_error (error);
  text = get_text (response);
  g_assert_null (strstr (text, "expect:"));
  g_assert_null (strstr (text, "content-type:"));
  g_assert_nonnull (strstr (text, "content-length: 3145728\n"));
  g_assert_true (g_str_has_suffix (text, megabytes));
  tear_down (&f);
}

static void
test_methods (void)
{
  static const char *const methods[] = { "PUT", "PATCH", "DELETE", "OPTIONS", "POST" };
  Fixture                  f;

  set_up (&f, echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = i < 2 ? g_bytes_new_static ("x", 1) : NULL;
      g_autoptr (IgnyHttpResponse) response = NULL;

      response = ask (&f, "/", (IgnyHttpRequest){ .method = methods[i], .body = body }, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (get_text (response), methods[i]));
    }
  tear_down (&f);
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
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, head_cb, NULL);
  response = ask (&f, "/", (IgnyHttpRequest){ .method = "HEAD" }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 0);
  g_assert_cmpstr (igny_http_response_get_header (response, "content-length"), ==, "999");
  tear_down (&f);
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
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, interim_cb, NULL);
  response = ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_null (igny_http_response_get_header (response, "x-early"));
  g_assert_cmpstr (igny_http_response_get_header (response, "x-late"), ==, "yes");
  g_assert_cmpstr (get_text (response), ==, "ok");
  tear_down (&f);
}

/* Answers with as many bytes as the path says, in pieces without a length. */
static void
many_bytes_cb (const IgnyTestRequest *request,
               IgnyTestReply         *reply,
               gpointer               user_data)
{
  g_autofree char *piece = g_strnfill (4096, 'x');
  guint64          left = g_ascii_strtoull (request->target + 1, NULL, 10);

  igny_test_server_begin (reply, 200, NULL);
  for (; left > 0; left -= MIN (left, 4096))
    igny_test_server_piece (reply, piece, MIN (left, 4096));
  igny_test_server_end (reply);
}

static void
test_body_limit (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, many_bytes_cb, NULL);
  set_limits (&f, (IgnyHttpLimits){ 1000, 5000, 0, 0, 20000 });
  response = ask (&f, "/20000", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 20000);
  check_fails (&f, "/20001", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  check_fails (&f, "/100000000", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  tear_down (&f);
}

static void
test_default_limit (void)
{
  Fixture f;

  set_up (&f, many_bytes_cb, NULL);
  check_fails (&f, "/8388609", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  tear_down (&f);
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
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, bomb_cb, NULL);
  response = ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 1 << 20);
  set_limits (&f, (IgnyHttpLimits){ 1000, 5000, 0, 0, 100000 });
  check_fails (&f, "/", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  tear_down (&f);
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
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, many_headers_cb, NULL);
  response = ask (&f, "/90/100", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  check_fails (&f, "/110/1", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  check_fails (&f, "/10/8000", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  check_fails (&f, "/1/200000", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TOO_LARGE);
  tear_down (&f);
}

/* /total: a piece every 50 ms without end. /first: nothing. /stall: one piece,
 * then nothing. /late: waits 300 ms, then answers. */
static void
slow_cb (const IgnyTestRequest *request,
         IgnyTestReply         *reply,
         gpointer               user_data)
{
  if (g_str_equal (request->target, "/first"))
    {
      igny_test_server_hang (reply);
      return;
    }
  if (g_str_equal (request->target, "/late"))
    igny_test_server_pause (reply, 300);
  igny_test_server_begin (reply, 200, NULL);
  igny_test_server_piece (reply, "x", 1);
  if (g_str_equal (request->target, "/stall"))
    igny_test_server_hang (reply);
  for (guint i = 0; i < 60 && g_str_equal (request->target, "/total"); i++)
    {
      igny_test_server_pause (reply, 50);
      igny_test_server_piece (reply, "x", 1);
    }
  igny_test_server_end (reply);
}

static void
check_timeout (Fixture       *f,
               const char    *path,
               IgnyHttpLimits limits,
               gint64         expected_ms)
{
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  set_limits (f, limits);
  check_fails (f, path, (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TIMEOUT);
  took = (g_get_monotonic_time () - start) / 1000;
  g_assert_cmpint (took, >=, expected_ms - 20);
  g_assert_cmpint (took, <, expected_ms + 900);
}

static void
test_timeouts (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, slow_cb, NULL);
  check_timeout (&f, "/total", (IgnyHttpLimits){ 1000, 400, 0, 200, 1000 }, 400);
  check_timeout (&f, "/first", (IgnyHttpLimits){ 1000, 5000, 400, 100, 1000 }, 400);
  check_timeout (&f, "/stall", (IgnyHttpLimits){ 1000, 5000, 4000, 400, 1000 }, 400);

  /* The time to the first byte is no stall. */
  set_limits (&f, (IgnyHttpLimits){ 1000, 5000, 0, 150, 1000 });
  response = ask (&f, "/late", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_text (response), ==, "x");
  tear_down (&f);
}

/* A listener whose queue is full lets nobody in and turns nobody away. */
static void
test_connect_timeout (void)
{
  Fixture            f;
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t          length = sizeof address;
  int                listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int                guests[3];
  g_autofree char   *url = NULL;
  g_autoptr (GError) error = NULL;
  IgnyHttpRequest request = { .method = "POST", .max_attempts = 2 };

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_no_errno (bind (listener, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (listener, 0));
  g_assert_no_errno (getsockname (listener, (struct sockaddr *) &address, &length));
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      guests[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      connect (guests[i], (struct sockaddr *) &address, sizeof address);
    }

  set_up (&f, NULL, NULL);
  set_limits (&f, (IgnyHttpLimits){ 300, 5000, 0, 0, 1000 });
  url = g_strdup_printf ("http://127.0.0.1:%d/", ntohs (address.sin_port));
  request.url = url;
  g_assert_null (igny_http_send (f.http, &request, NULL, &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CONNECT);
  g_assert_true (g_str_has_prefix (error->message, "connect to 127.0.0.1:"));
  /* Nothing was sent, so that even a POST is tried again. */
  g_assert_cmpuint (f.n_naps, ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    close (guests[i]);
  close (listener);
  tear_down (&f);
}

typedef struct
{
  GCancellable *cancellable;
  gint64        cancelled_at; /* µs */
} Canceler;

static gpointer
cancel_soon (Canceler *canceler)
{
  g_usleep (350000); /* after the timers of libcurl that end at 200 ms */
  canceler->cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (canceler->cancellable);
  return NULL;
}

static void
check_cancel (IgnyHttp              *http,
              const IgnyHttpRequest *request)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Canceler canceler = { .cancellable = cancellable };
  GThread *thread = g_thread_new ("cancel", (GThreadFunc) cancel_soon, &canceler);
  gint64   end;

  g_assert_null (igny_http_send (http, request, cancellable, &error));
  end = g_get_monotonic_time ();
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_test_message ("%s: after %" G_GINT64_FORMAT " µs", request->url, end - canceler.cancelled_at);
  /* At once: libcurl alone would take up to a second. */
  g_assert_cmpint (end - canceler.cancelled_at, <, 600000);
}

static void
busy_cb (const IgnyTestRequest *request,
         IgnyTestReply         *reply,
         gpointer               user_data)
{
  static const char *const headers[] = { "Retry-After", "30", NULL };

  igny_test_server_reply (reply, 503, headers, "");
}

static void
test_cancel (void)
{
  Fixture          f;
  IgnyHttpRequest  request = { .method = "GET", .max_attempts = 5 };
  g_autofree char *first = NULL;
  g_autofree char *stall = NULL;

  set_up (&f, slow_cb, NULL);
  first = igny_test_server_make_url (f.server, "/first");
  stall = igny_test_server_make_url (f.server, "/stall");
  request.url = first;
  check_cancel (f.http, &request);
  request.url = stall;
  check_cancel (f.http, &request);
  /* A name server that does not answer. */
  request.url = "https://slow.invalid/";
  check_cancel (f.http, &request);
  tear_down (&f);
}

static void
test_cancel_between_attempts (void)
{
  g_autoptr (IgnyHttp) http = igny_http_curl_new (igny_env_get_system ());
  IgnyTestServer  *server = igny_test_server_new (busy_cb, NULL, NULL, NULL);
  g_autofree char *url = igny_test_server_make_url (server, "/");
  IgnyHttpRequest  request = { .method = "GET", .url = url, .max_attempts = 5 };

  check_cancel (http, &request);
  g_assert_cmpuint (igny_test_server_get_n_requests (server), ==, 1);
  igny_test_server_free (server);
}

static void
test_cancelled_before (void)
{
  Fixture f;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = { .method = "GET" };

  set_up (&f, echo_cb, NULL);
  url = igny_test_server_make_url (f.server, "/");
  request.url = url;
  g_cancellable_cancel (cancellable);
  g_assert_null (igny_http_send (f.http, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 0);
  tear_down (&f);
}

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
      echo_cb (request, reply, NULL);
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
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) kept = NULL;
  g_autoptr (IgnyHttpResponse) followed = NULL;

  set_up (&f, redirect_cb, NULL);
  kept = ask (&f, "/hops/5", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->status, ==, 307);
  g_assert_true (g_str_has_suffix (kept->redirect_url, "/hops/4"));
  g_assert_true (g_str_has_suffix (kept->final_url, "/hops/5"));

  followed = ask (&f, "/hops/5", (IgnyHttpRequest){ .follow = TRUE, .headers = secret_headers },
                  &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->status, ==, 200);
  g_assert_true (g_str_has_suffix (followed->final_url, "/hops/0"));
  g_assert_nonnull (strstr (get_text (followed), "x-api-key: " SECRET));

  check_fails (&f, "/hops/6", (IgnyHttpRequest){ .follow = TRUE }, IGNY_HTTP_ERROR_FAILED);
  tear_down (&f);
}

static void
test_redirected_post (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static (SECRET, strlen (SECRET));
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, redirect_cb, NULL);
  response = ask (&f, "/hops/1",
                  (IgnyHttpRequest){ .method = "POST", .body = body, .follow = TRUE }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 307);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 1);
  tear_down (&f);
}

static void
test_redirect_to_other_origin (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  IgnyTestServer  *other = igny_test_server_new (redirect_cb, NULL, NULL, NULL);
  g_autofree char *home = NULL;
  g_autofree char *back = NULL;
  g_autofree char *path = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  const char *text;

  /* Away and back: what was dropped on the way stays dropped. */
  set_up (&f, redirect_cb, NULL);
  home = igny_test_server_make_url (f.server, "/end");
  back = g_strconcat ("/to?", home, NULL);
  path = igny_test_server_make_url (other, back);
  g_free (back);
  back = g_strconcat ("/to?", path, NULL);
  response = ask (&f, back,
                  (IgnyHttpRequest){ .follow = TRUE,
                                     .headers = secret_headers,
                                     .user = "me",
                                     .password = SECRET },
                  &error);
  g_assert_no_error (error);
  g_assert_cmpstr (response->final_url, ==, home);
  g_assert_cmpuint (igny_test_server_get_n_requests (other), ==, 1);
  text = get_text (response);
  g_assert_nonnull (strstr (text, "accept: application/json\n"));
  g_assert_null (strstr (text, SECRET));
  g_assert_null (strstr (text, "authorization"));
  igny_test_server_free (other);
  tear_down (&f);
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
  Fixture f;

  set_up (&f, redirect_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    check_fails (&f, targets[i], (IgnyHttpRequest){ .follow = TRUE }, IGNY_HTTP_ERROR_REFUSED);
  tear_down (&f);
}

static void
test_redirect_into_private (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = { .method = "GET", .allow_http = TRUE, .follow = TRUE };

  set_up (&f, redirect_cb, NULL);
  inner = igny_test_server_make_url (f.server, "/admin");
  url = g_strdup_printf ("http://public.test:%u/to?%s",
                         igny_test_server_get_port (f.server), inner);
  request.url = url;
  g_assert_null (igny_http_send (f.http, &request, NULL, &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 1);
  tear_down (&f);
}

/* The first n answers are troubled, then all is well. */
typedef struct
{
  guint       n;
  guint       status;
  const char *name; /* of a header */
  const char *value;
  const char *body;
} Trouble;

static void
trouble_cb (const IgnyTestRequest *request,
            IgnyTestReply         *reply,
            gpointer               user_data)
{
  const Trouble *trouble = user_data;
  const char    *headers[] = { trouble->name, trouble->value, NULL };

  if (request->number > trouble->n)
    igny_test_server_reply (reply, 200, NULL, "fine");
  else
    igny_test_server_reply (reply, trouble->status, headers, trouble->body);
}

static void
check_retries (Trouble         trouble,
               IgnyHttpRequest request,
               guint           status,
               guint           attempts,
               gint64          first_nap)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, trouble_cb, &trouble);
  response = ask (&f, "/", request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, status);
  g_assert_cmpuint (response->attempts, ==, attempts);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, attempts);
  g_assert_cmpuint (f.n_naps, ==, attempts - 1);
  if (attempts > 1)
    g_assert_cmpint (f.naps[0], ==, first_nap);
  tear_down (&f);
}

static void
test_retries (void)
{
  static const char quota[] = "{\"error\":{\"code\":\"insufficient_quota\"}}";
  IgnyHttpRequest   get = { .method = "GET", .max_attempts = 5 };
  IgnyHttpRequest   post = { .method = "POST", .max_attempts = 5 };
  IgnyHttpRequest   chat = { .method = "POST", .max_attempts = 5, .idempotent = TRUE };
  IgnyHttpRequest   once = { .method = "GET" };
  IgnyHttpRequest   twice = { .method = "GET", .max_attempts = 2 };

  check_retries ((Trouble){ 2, 503, "Retry-After", "2" }, get, 200, 3, 2000);
  check_retries ((Trouble){ 1, 429, "Retry-After-Ms", "1500" }, chat, 200, 2, 1500);
  check_retries ((Trouble){ 1, 500 }, get, 200, 2, 200);
  check_retries ((Trouble){ 9, 503 }, get, 503, 5, 200);
  check_retries ((Trouble){ 9, 503 }, twice, 503, 2, 200);
  check_retries ((Trouble){ 9, 503 }, once, 503, 1, 0);
  check_retries ((Trouble){ 9, 404 }, get, 404, 1, 0);
  check_retries ((Trouble){ 9, 401 }, chat, 401, 1, 0);
  check_retries ((Trouble){ 9, 429, "Retry-After", "1", quota }, chat, 429, 1, 0);
  check_retries ((Trouble){ 9, 503, "Retry-After", "3600" }, get, 503, 1, 0);
  check_retries ((Trouble){ 1, 500 }, chat, 200, 2, 200);
  check_retries ((Trouble){ 1, 500 }, post, 500, 1, 0);
  check_retries ((Trouble){ 1, 503 }, post, 503, 1, 0);
  check_retries ((Trouble){ 1, 503, "Retry-After", "1" }, post, 200, 2, 1000);
}

/* /length: 10 of 100 bytes. /chunk: a piece without an end. /nothing: not a
 * word. /garbage: not HTTP. */
static void
cut_cb (const IgnyTestRequest *request,
        IgnyTestReply         *reply,
        gpointer               user_data)
{
  static const char length[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789";
  static const char garbage[] = "220 mail.example.com ESMTP\r\n\r\n";

  if (g_str_equal (request->target, "/length"))
    igny_test_server_raw (reply, length, sizeof length - 1);
  else if (g_str_equal (request->target, "/garbage"))
    igny_test_server_raw (reply, garbage, sizeof garbage - 1);
  else if (g_str_equal (request->target, "/chunk"))
    {
      igny_test_server_begin (reply, 200, NULL);
      igny_test_server_piece (reply, "0123456789", 10);
    }
  igny_test_server_cut (reply);
}

static void
test_cut (void)
{
  static const char *const paths[] = { "/length", "/chunk", "/nothing" };
  IgnyHttpRequest          post = { .method = "POST", .max_attempts = 5 };
  IgnyHttpRequest          chat = { .method = "POST", .max_attempts = 5, .idempotent = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Fixture f;

      set_up (&f, cut_cb, NULL);
      check_fails (&f, paths[i], post, IGNY_HTTP_ERROR_CUT);
      g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 1);
      check_fails (&f, paths[i], chat, IGNY_HTTP_ERROR_CUT);
      g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 4);
      tear_down (&f);
    }
}

static void
test_garbage (void)
{
  Fixture f;

  set_up (&f, cut_cb, NULL);
  check_fails (&f, "/garbage", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_FAILED);
  tear_down (&f);
}

/* Answers /warm and then ends the connection at whatever comes. */
static void
leave_cb (const IgnyTestRequest *request,
          IgnyTestReply         *reply,
          gpointer               user_data)
{
  if (g_str_equal (request->target, "/warm"))
    igny_test_server_reply (reply, 200, NULL, "warm");
  else
    igny_test_server_cut (reply);
}

/* On a connection that was used before, libcurl would send it again. */
static void
test_post_goes_once (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) warm = NULL;

  set_up (&f, leave_cb, NULL);
  warm = ask (&f, "/warm", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  check_fails (&f, "/create", (IgnyHttpRequest){ .method = "POST" }, IGNY_HTTP_ERROR_CUT);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 2);
  tear_down (&f);
}

static void
test_reuse (void)
{
  Fixture f;

  set_up (&f, echo_cb, NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyHttpResponse) response = ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, 200);
    }
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), ==, 1);
  tear_down (&f);
}

static void
test_unreachable (void)
{
  Fixture f;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = { .method = "POST", .max_attempts = 9 };

  set_up (&f, echo_cb, NULL);
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
  tear_down (&f);
}

typedef struct
{
  GString *text;  /* pieces, each followed by a bar */
  gint64   first; /* µs */
  guint    stop_after;
  guint    n;
} Listener;

static gboolean
listen_cb (const char *bytes,
           gsize       length,
           gpointer    user_data)
{
  Listener *listener = user_data;

  if (listener->first == 0)
    listener->first = g_get_monotonic_time ();
  g_string_append_len (listener->text, bytes, (gssize) length);
  g_string_append_c (listener->text, '|');
  return ++listener->n != listener->stop_after;
}

static void
stream_cb (const IgnyTestRequest *request,
           IgnyTestReply         *reply,
           gpointer               user_data)
{
  static const char *const headers[] = { "Content-Type", "text/event-stream", NULL };
  const Trouble           *trouble = user_data;

  if (trouble != NULL && request->number <= trouble->n && trouble->status != 200)
    {
      igny_test_server_reply (reply, trouble->status, NULL, "trouble");
      return;
    }
  igny_test_server_begin (reply, 200, headers);
  igny_test_server_piece (reply, "data: a\n\n", 9);
  igny_test_server_pause (reply, 300);
  igny_test_server_piece (reply, "data: b\n\n", 9);
  if (trouble != NULL && request->number <= trouble->n)
    igny_test_server_cut (reply);
  else
    igny_test_server_end (reply);
}

static void
test_stream (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Listener listener = { .text = text };
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, stream_cb, NULL);
  response = ask (&f, "/",
                  (IgnyHttpRequest){ .method = "POST",
                                     .limits = IGNY_HTTP_CHAT_STREAM,
                                     .on_chunk = listen_cb,
                                     .user_data = &listener },
                  &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "data: a\n\n|data: b\n\n|");
  g_assert_cmpstr (get_text (response), ==, "data: a\n\ndata: b\n\n");
  /* The first piece came when it was sent, not at the end. */
  g_assert_cmpint (g_get_monotonic_time () - listener.first, >=, 250000);
  tear_down (&f);
}

static void
test_stream_stopped (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Listener listener = { .text = text, .stop_after = 1 };
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, stream_cb, NULL);
  response = ask (&f, "/",
                  (IgnyHttpRequest){ .on_chunk = listen_cb, .user_data = &listener }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (text->str, ==, "data: a\n\n|");
  tear_down (&f);
}

static void
check_stream_retry (Trouble     trouble,
                    const char *expected)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Listener listener = { .text = text };
  g_autoptr (IgnyHttpResponse) response = NULL;

  set_up (&f, stream_cb, &trouble);
  response = ask (&f, "/",
                  (IgnyHttpRequest){ .method = "POST",
                                     .idempotent = TRUE,
                                     .max_attempts = 3,
                                     .on_chunk = listen_cb,
                                     .user_data = &listener },
                  &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->attempts, ==, 2);
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpstr (get_text (response), ==, "data: a\n\ndata: b\n\n");
  tear_down (&f);
}

/* The lone bar is the empty piece that tells of the new start. */
static void
test_stream_again (void)
{
  check_stream_retry ((Trouble){ 1, 200 },
                      "data: a\n\n|data: b\n\n||data: a\n\n|data: b\n\n|");
  check_stream_retry ((Trouble){ 1, 503 }, "|data: a\n\n|data: b\n\n|");
}

static void
test_plain_http (void)
{
  Fixture f;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  IgnyHttpRequest request = { .method = "GET" };

  set_up (&f, echo_cb, NULL);
  url = g_strdup_printf ("http://example.test:%u/", igny_test_server_get_port (f.server));
  request.url = url;
  g_assert_null (igny_http_send (f.http, &request, NULL, &refused));
  g_assert_error (refused, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 0);

  request.allow_http = TRUE;
  response = igny_http_send (f.http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  tear_down (&f);
}

static void
test_public_only (void)
{
  static const char *const hosts[] = { "127.0.0.1", "localhost", "rebind.test" };
  Fixture                  f;

  set_up (&f, echo_cb, NULL);
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
  tear_down (&f);
}

static void
test_proxy_is_not_for_loopback (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  g_setenv ("http_proxy", "http://127.0.0.1:1/", TRUE);
  set_up (&f, echo_cb, NULL);
  response = ask (&f, "/", (IgnyHttpRequest){ 0 }, &error);
  g_unsetenv ("http_proxy");
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  tear_down (&f);
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
  Fixture f;

  set_up (&f, echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (&f, "/?key=" SECRET, requests[i], &error));
      g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
      g_assert_null (strstr (error->message, SECRET));
    }
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), ==, 0);
  tear_down (&f);
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
    cut_cb, cut_cb, cut_cb, cut_cb, slow_cb, slow_cb, many_bytes_cb,
    redirect_cb, redirect_cb, redirect_cb
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (paths) == G_N_ELEMENTS (funcs));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Fixture f;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (SECRET, strlen (SECRET));
      IgnyHttpRequest request = { .headers = secret_headers, .user = SECRET, .password = SECRET };

      set_up (&f, funcs[i], NULL);
      set_limits (&f, (IgnyHttpLimits){ 1000, 300, 0, 0, 20000 });
      if (funcs[i] == redirect_cb)
        request.follow = TRUE;
      else
        request.body = body;
      g_assert_null (ask (&f, paths[i], request, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (strstr (error->message, paths[i]));
      tear_down (&f);
    }
}

static gpointer
ask_often (Fixture *f)
{
  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyHttpResponse) response = ask (f, "/", (IgnyHttpRequest){ 0 }, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (get_text (response), "GET /\n"));
    }
  return NULL;
}

static void
test_threads (void)
{
  Fixture  f;
  GThread *threads[8];

  set_up (&f, echo_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", (GThreadFunc) ask_often, &f);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 200);
  g_assert_cmpuint (igny_test_server_get_n_connections (f.server), <=, 8);
  tear_down (&f);
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
  g_test_add_func ("/net/http/timeouts", test_timeouts);
  g_test_add_func ("/net/http/connect-timeout", test_connect_timeout);
  g_test_add_func ("/net/http/cancel", test_cancel);
  g_test_add_func ("/net/http/cancel-between-attempts", test_cancel_between_attempts);
  g_test_add_func ("/net/http/cancelled-before", test_cancelled_before);
  g_test_add_func ("/net/http/redirects", test_redirects);
  g_test_add_func ("/net/http/redirected-post", test_redirected_post);
  g_test_add_func ("/net/http/redirect-to-other-origin", test_redirect_to_other_origin);
  g_test_add_func ("/net/http/forbidden-redirects", test_forbidden_redirects);
  g_test_add_func ("/net/http/redirect-into-private", test_redirect_into_private);
  g_test_add_func ("/net/http/retries", test_retries);
  g_test_add_func ("/net/http/cut", test_cut);
  g_test_add_func ("/net/http/garbage", test_garbage);
  g_test_add_func ("/net/http/post-goes-once", test_post_goes_once);
  g_test_add_func ("/net/http/reuse", test_reuse);
  g_test_add_func ("/net/http/unreachable", test_unreachable);
  g_test_add_func ("/net/http/stream", test_stream);
  g_test_add_func ("/net/http/stream-stopped", test_stream_stopped);
  g_test_add_func ("/net/http/stream-again", test_stream_again);
  g_test_add_func ("/net/http/plain-http", test_plain_http);
  g_test_add_func ("/net/http/public-only", test_public_only);
  g_test_add_func ("/net/http/proxy-is-not-for-loopback", test_proxy_is_not_for_loopback);
  g_test_add_func ("/net/http/broken-rules", test_broken_rules);
  g_test_add_func ("/net/http/secrets-stay-secret", test_secrets_stay_secret);
  g_test_add_func ("/net/http/threads", test_threads);

  return g_test_run ();
}
