/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http-fixture.h"
#include "igny-test-names.h"

/* What takes too long, and what nobody waits for any more. */

static void
check_timeout (HttpFixture   *f,
               const char    *path,
               IgnyHttpLimits limits,
               gint64         expected_ms)
{
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  http_set_limits (f, limits);
  http_check_fails (f, path, (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_TIMEOUT);
  took = (g_get_monotonic_time () - start) / 1000;
  g_assert_cmpint (took, >=, expected_ms - 20);
  g_assert_cmpint (took, <, expected_ms + 900);
}

static void
test_timeouts (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, http_slow_cb, NULL);
  check_timeout (&f, "/total", (IgnyHttpLimits){ 1000, 400, 0, 200, 1000 }, 400);
  check_timeout (&f, "/first", (IgnyHttpLimits){ 1000, 5000, 400, 100, 1000 }, 400);
  check_timeout (&f, "/stall", (IgnyHttpLimits){ 1000, 5000, 4000, 400, 1000 }, 400);

  /* The time to the first byte is no stall. */
  http_set_limits (&f, (IgnyHttpLimits){ 1000, 5000, 0, 150, 1000 });
  response = http_ask (&f, "/late", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (http_get_text (response), ==, "x");
  http_tear_down (&f);
}

/* A listener whose queue is full lets nobody in and turns nobody away. */
static void
test_connect_timeout (void)
{
  HttpFixture        f;
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

  http_set_up (&f, NULL, NULL);
  http_set_limits (&f, (IgnyHttpLimits){ 300, 5000, 0, 0, 1000 });
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
  http_tear_down (&f);
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
  HttpFixture      f;
  IgnyHttpRequest  request = { .method = "GET", .max_attempts = 5 };
  g_autofree char *first = NULL;
  g_autofree char *stall = NULL;

  http_set_up (&f, http_slow_cb, NULL);
  first = igny_test_server_make_url (f.server, "/first");
  stall = igny_test_server_make_url (f.server, "/stall");
  request.url = first;
  check_cancel (f.http, &request);
  request.url = stall;
  check_cancel (f.http, &request);
  /* A name server that does not answer. */
  request.url = "https://slow.invalid/";
  check_cancel (f.http, &request);
  g_assert_cmpuint (igny_test_names_get_count (), >, 0);
  http_tear_down (&f);
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
  HttpFixture f;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  IgnyHttpRequest  request = { .method = "GET" };

  http_set_up (&f, http_echo_cb, NULL);
  url = igny_test_server_make_url (f.server, "/");
  request.url = url;
  g_cancellable_cancel (cancellable);
  g_assert_null (igny_http_send (f.http, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 0);
  http_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/http/timeouts", test_timeouts);
  g_test_add_func ("/net/http/connect-timeout", test_connect_timeout);
  g_test_add_func ("/net/http/cancel", test_cancel);
  g_test_add_func ("/net/http/cancel-between-attempts", test_cancel_between_attempts);
  g_test_add_func ("/net/http/cancelled-before", test_cancelled_before);

  return g_test_run ();
}
