/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

/* What goes wrong and is tried again, and answers that come piece by piece. */

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
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, trouble_cb, &trouble);
  response = http_ask (&f, "/", request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, status);
  g_assert_cmpuint (response->attempts, ==, attempts);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, attempts);
  g_assert_cmpuint (f.n_naps, ==, attempts - 1);
  if (attempts > 1)
    g_assert_cmpint (f.naps[0], ==, first_nap);
  http_tear_down (&f);
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

static void
test_cut (void)
{
  static const char *const paths[] = { "/length", "/chunk", "/nothing" };
  IgnyHttpRequest          post = { .method = "POST", .max_attempts = 5 };
  IgnyHttpRequest          chat = { .method = "POST", .max_attempts = 5, .idempotent = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      HttpFixture f;

      http_set_up (&f, http_cut_cb, NULL);
      http_check_fails (&f, paths[i], post, IGNY_HTTP_ERROR_CUT);
      g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 1);
      http_check_fails (&f, paths[i], chat, IGNY_HTTP_ERROR_CUT);
      g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 4);
      http_tear_down (&f);
    }
}

static void
test_garbage (void)
{
  HttpFixture f;

  http_set_up (&f, http_cut_cb, NULL);
  http_check_fails (&f, "/garbage", (IgnyHttpRequest){ 0 }, IGNY_HTTP_ERROR_FAILED);
  http_tear_down (&f);
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
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) warm = NULL;

  http_set_up (&f, leave_cb, NULL);
  warm = http_ask (&f, "/warm", (IgnyHttpRequest){ 0 }, &error);
  g_assert_no_error (error);
  http_check_fails (&f, "/create", (IgnyHttpRequest){ .method = "POST" }, IGNY_HTTP_ERROR_CUT);
  g_assert_cmpuint (igny_test_server_get_n_requests (f.server), ==, 2);
  http_tear_down (&f);
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
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Listener listener = { .text = text };
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, stream_cb, NULL);
  response = http_ask (&f, "/",
                       (IgnyHttpRequest){ .method = "POST",
                                          .limits = IGNY_HTTP_CHAT_STREAM,
                                          .on_chunk = listen_cb,
                                          .user_data = &listener },
                       &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "data: a\n\n|data: b\n\n|");
  g_assert_cmpstr (http_get_text (response), ==, "data: a\n\ndata: b\n\n");
  /* The first piece came when it was sent, not at the end. */
  g_assert_cmpint (g_get_monotonic_time () - listener.first, >=, 250000);
  http_tear_down (&f);
}

static void
test_stream_stopped (void)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Listener listener = { .text = text, .stop_after = 1 };
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, stream_cb, NULL);
  response = http_ask (&f, "/",
                       (IgnyHttpRequest){ .on_chunk = listen_cb, .user_data = &listener }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (text->str, ==, "data: a\n\n|");
  http_tear_down (&f);
}

static void
check_stream_retry (Trouble     trouble,
                    const char *expected)
{
  HttpFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Listener listener = { .text = text };
  g_autoptr (IgnyHttpResponse) response = NULL;

  http_set_up (&f, stream_cb, &trouble);
  response = http_ask (&f, "/",
                       (IgnyHttpRequest){ .method = "POST",
                                          .idempotent = TRUE,
                                          .max_attempts = 3,
                                          .on_chunk = listen_cb,
                                          .user_data = &listener },
                       &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->attempts, ==, 2);
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpstr (http_get_text (response), ==, "data: a\n\ndata: b\n\n");
  http_tear_down (&f);
}

/* The lone bar is the empty piece that tells of the new start. */
static void
test_stream_again (void)
{
  check_stream_retry ((Trouble){ 1, 200 },
                      "data: a\n\n|data: b\n\n||data: a\n\n|data: b\n\n|");
  check_stream_retry ((Trouble){ 1, 503 }, "|data: a\n\n|data: b\n\n|");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/http/retries", test_retries);
  g_test_add_func ("/net/http/cut", test_cut);
  g_test_add_func ("/net/http/garbage", test_garbage);
  g_test_add_func ("/net/http/post-goes-once", test_post_goes_once);
  g_test_add_func ("/net/http/stream", test_stream);
  g_test_add_func ("/net/http/stream-stopped", test_stream_stopped);
  g_test_add_func ("/net/http/stream-again", test_stream_again);

  return g_test_run ();
}
