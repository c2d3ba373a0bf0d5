/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-tape.h"

#include <string.h>

/* Others trust the tape to tell them what they sent. */

static gboolean
gather_cb (const char *bytes,
           gsize       length,
           gpointer    user_data)
{
  GString *text = user_data;

  g_string_append_len (text, bytes, (gssize) length);
  g_string_append_c (text, '|');
  return text->len < 8;
}

static void
check_body (IgnyHttpResponse *response,
            const char       *expected)
{
  g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body),
                   expected, strlen (expected));
}

static void
test_answers (void)
{
  static const char *const created[] = { "X-Id", "7", "Location", "https://example.com/7", NULL };
  static const char *const asked[] = { "Authorization", "Bearer x", NULL };
  g_autoptr (IgnyHttpTape) tape = igny_http_tape_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}trailing", 2);
  IgnyHttpRequest request = {
    .method = "POST",
    .url = "https://example.com/a",
    .headers = asked,
    .user = "me",
    .body = body,
    .content_type = "application/json",
    .idempotent = TRUE,
    .max_attempts = 4,
  };
  g_autoptr (IgnyHttpResponse) first = NULL;
  g_autoptr (IgnyHttpResponse) second = NULL;
  const IgnyHttpTapeRequest *seen;

  igny_http_tape_add (tape, 301, created, NULL);
  igny_http_tape_add (tape, 404, NULL, "no");
  first = igny_http_send (IGNY_HTTP (tape), &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 301);
  g_assert_cmpstr (igny_http_response_get_header (first, "x-id"), ==, "7");
  g_assert_cmpstr (first->redirect_url, ==, "https://example.com/7");
  check_body (first, "");
  g_assert_cmpuint (igny_http_tape_get_n_left (tape), ==, 1);

  request = (IgnyHttpRequest){ .method = "GET", .url = "https://example.com/b" };
  second = igny_http_send (IGNY_HTTP (tape), &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 404);
  g_assert_cmpstr (second->final_url, ==, "https://example.com/b");
  check_body (second, "no");

  g_assert_cmpuint (igny_http_tape_get_n_requests (tape), ==, 2);
  seen = igny_http_tape_get_request (tape, 0);
  g_assert_cmpstr (seen->method, ==, "POST");
  g_assert_cmpstr (seen->url, ==, "https://example.com/a");
  g_assert_cmpstr (seen->user, ==, "me");
  g_assert_cmpstr (seen->content_type, ==, "application/json");
  g_assert_cmpstr (igny_http_tape_request_get_header (seen, "AUTHORIZATION"), ==, "Bearer x");
  g_assert_cmpstr (igny_http_tape_request_get_text (seen), ==, "{}");
  g_assert_true (seen->idempotent);
  g_assert_cmpuint (seen->max_attempts, ==, 4);
  seen = igny_http_tape_get_request (tape, 1);
  g_assert_null (seen->body);
  g_assert_cmpstr (igny_http_tape_request_get_text (seen), ==, "");
}

static void
test_pieces (void)
{
  static const char *const pieces[] = { "one", "two", "three", "four", NULL };
  g_autoptr (IgnyHttpTape) tape = igny_http_tape_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cut = NULL;
  IgnyHttpRequest request = {
    .method = "POST", .url = "https://example.com/", .on_chunk = gather_cb, .user_data = text
  };
  g_autoptr (IgnyHttpResponse) response = NULL;
  g_autoptr (IgnyHttpResponse) quiet = NULL;

  igny_http_tape_add_pieces (tape, "text/event-stream", pieces);
  response = igny_http_send (IGNY_HTTP (tape), &request, NULL, &error);
  g_assert_no_error (error);
  /* It had enough after the second. */
  g_assert_cmpstr (text->str, ==, "one|two|");
  check_body (response, "onetwo");

  g_string_truncate (text, 0);
  igny_http_tape_add_error (tape, IGNY_HTTP_ERROR_CUT, "read: cut", pieces);
  g_assert_null (igny_http_send (IGNY_HTTP (tape), &request, NULL, &cut));
  g_assert_error (cut, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CUT);
  g_assert_cmpstr (text->str, ==, "one|two|");

  /* Only what is good comes piece by piece. */
  g_string_truncate (text, 0);
  igny_http_tape_add (tape, 500, NULL, "bad");
  quiet = igny_http_send (IGNY_HTTP (tape), &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "");
  check_body (quiet, "bad");
}

static IgnyHttpResponse *
answer_cb (const IgnyHttpTapeRequest *request,
           gpointer                   user_data,
           GError                   **error)
{
  const char *word = user_data;

  if (g_str_has_suffix (request->url, "/fail"))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TIMEOUT, "wait: %s", word);
      return NULL;
    }
  return igny_http_response_new (204);
}

static void
test_func (void)
{
  g_autoptr (IgnyHttpTape) tape = igny_http_tape_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) cancelled = NULL;
  IgnyHttpRequest request = { .method = "GET", .url = "https://example.com/good" };
  g_autoptr (IgnyHttpResponse) response = NULL;

  igny_http_tape_set_func (tape, answer_cb, (gpointer) "too long");
  response = igny_http_send (IGNY_HTTP (tape), &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 204);

  request.url = "https://example.com/fail";
  g_assert_null (igny_http_send (IGNY_HTTP (tape), &request, NULL, &failure));
  g_assert_error (failure, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TIMEOUT);

  g_cancellable_cancel (cancellable);
  g_assert_null (igny_http_send (IGNY_HTTP (tape), &request, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (igny_http_tape_get_n_requests (tape), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/tape/answers", test_answers);
  g_test_add_func ("/net/tape/pieces", test_pieces);
  g_test_add_func ("/net/tape/func", test_func);

  return g_test_run ();
}
