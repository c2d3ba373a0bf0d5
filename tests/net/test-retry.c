/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-number.h"
#include "igny-retry.h"

#include <string.h>

#define AGAIN TRUE
#define NEVER FALSE

/* A die that always shows the same face: what it fills the bytes with. */
static void
fill_cb (guint8  *bytes,
         gsize    length,
         gpointer user_data)
{
  memset (bytes, GPOINTER_TO_INT (user_data), length);
}

static const IgnyEnv lowest = { .random = fill_cb, .user_data = GINT_TO_POINTER (0) };

static void
test_which (void)
{
  /* clang-format off */
  static const struct
  {
    IgnyRetryCase what;
    gboolean      again;
  } cases[] = {
    { { .status = 200, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 302, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 408, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 409, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 429, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 500, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 501, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 503, .idempotent = TRUE, .attempts = 4, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 503, .idempotent = TRUE, .attempts = 5, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 429, .idempotent = TRUE, .attempts = 1, .after_ms = 5, .forbidden = TRUE }, NEVER },
    { { .status = 429, .idempotent = TRUE, .attempts = 1, .after_ms = 600000 }, AGAIN },
    { { .status = 429, .idempotent = TRUE, .attempts = 1, .after_ms = 600001 }, NEVER },
    /* Not idempotent: only when the server says when to come back. */
    { { .status = 429, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 429, .sent = TRUE, .attempts = 1, .after_ms = 1000 }, AGAIN },
    { { .status = 503, .sent = TRUE, .attempts = 1, .after_ms = 0 }, AGAIN },
    { { .status = 503, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 500, .sent = TRUE, .attempts = 1, .after_ms = 1000 }, NEVER },
    { { .status = 502, .sent = TRUE, .attempts = 1, .after_ms = 1000 }, NEVER },
    { { .status = 429, .refusal_is_free = TRUE, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 503, .refusal_is_free = TRUE, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 529, .refusal_is_free = TRUE, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .status = 500, .refusal_is_free = TRUE, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 504, .refusal_is_free = TRUE, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .status = 408, .sent = TRUE, .attempts = 1, .after_ms = 1000 }, NEVER },
    /* No answer. */
    { { .failure = IGNY_HTTP_ERROR_RESOLVE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .failure = IGNY_HTTP_ERROR_CONNECT, .attempts = 2, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .failure = IGNY_HTTP_ERROR_CONNECT, .attempts = 3, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .failure = IGNY_HTTP_ERROR_TIMEOUT, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .failure = IGNY_HTTP_ERROR_TIMEOUT, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .failure = IGNY_HTTP_ERROR_TIMEOUT, .sent = TRUE, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .failure = IGNY_HTTP_ERROR_CUT, .sent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .failure = IGNY_HTTP_ERROR_CUT, .sent = TRUE, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, AGAIN },
    { { .failure = IGNY_HTTP_ERROR_TLS, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .failure = IGNY_HTTP_ERROR_REFUSED, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .failure = IGNY_HTTP_ERROR_TOO_LARGE, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
    { { .failure = IGNY_HTTP_ERROR_FAILED, .idempotent = TRUE, .attempts = 1, .after_ms = IGNY_UNKNOWN }, NEVER },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 delay = igny_retry_get_delay_ms (&lowest, &cases[i].what);

      g_test_message ("case %u", i);
      g_assert_cmpint (delay != IGNY_RETRY_NO, ==, cases[i].again);
    }
}

static void
test_never_by_status (void)
{
  static const guint statuses[] = { 400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 501, 505 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      IgnyRetryCase what = {
        .status = statuses[i], .idempotent = TRUE, .attempts = 1, .after_ms = 1000
      };

      g_assert_cmpint (igny_retry_get_delay_ms (&lowest, &what), ==, IGNY_RETRY_NO);
    }
}

static void
test_delays (void)
{
  IgnyRetryCase what = { .status = 503, .idempotent = TRUE, .after_ms = IGNY_UNKNOWN };
  gint64        ceiling = 1000;

  /* The lowest throw still waits a little, and no throw waits longer than the
   * ceiling, which doubles. */
  for (what.attempts = 1; what.attempts < 5; what.attempts++, ceiling *= 2)
    {
      g_assert_cmpint (igny_retry_get_delay_ms (&lowest, &what), ==, 200);
      for (guint i = 0; i < 200; i++)
        {
          gint64 delay = igny_retry_get_delay_ms (igny_env_get_system (), &what);

          g_assert_cmpint (delay, >=, 200);
          g_assert_cmpint (delay, <=, ceiling);
        }
    }
}

static void
test_jitter_spreads (void)
{
  IgnyRetryCase what = {
    .status = 503, .idempotent = TRUE, .attempts = 4, .after_ms = IGNY_UNKNOWN
  };
  gint64 least = G_MAXINT64;
  gint64 most = 0;

  for (guint i = 0; i < 500; i++)
    {
      gint64 delay = igny_retry_get_delay_ms (igny_env_get_system (), &what);

      least = MIN (least, delay);
      most = MAX (most, delay);
    }
  g_assert_cmpint (least, <, 2000);
  g_assert_cmpint (most, >, 6000);
}

static void
test_asked_for (void)
{
  IgnyRetryCase what = { .status = 429, .idempotent = TRUE, .attempts = 1, .after_ms = 20000 };

  g_assert_cmpint (igny_retry_get_delay_ms (&lowest, &what), ==, 20000);
  for (guint i = 0; i < 200; i++)
    {
      gint64 delay = igny_retry_get_delay_ms (igny_env_get_system (), &what);

      g_assert_cmpint (delay, >=, 20000);
      g_assert_cmpint (delay, <=, 22000);
    }
}

static void
test_headers (void)
{
  /* 1700000000 is Tue, 14 Nov 2023 22:13:20 GMT. */
  static const struct
  {
    const char *name;
    const char *value;
    gint64      after;
  } cases[] = {
    { "Retry-After", "3", 3000 },
    { "Retry-After", "0", 0 },
    { "Retry-After", "Tue, 14 Nov 2023 22:13:50 GMT", 30000 },
    { "Retry-After", "Tue, 14 Nov 2023 22:13:10 GMT", 0 },
    { "Retry-After", "000744466161 Nov 023 22:13:50", 86400000 },
    { "Retry-After", "-5", IGNY_UNKNOWN },
    { "Retry-After", "soon", IGNY_UNKNOWN },
    { "Retry-After", "", IGNY_UNKNOWN },
    { "Retry-After", "99999999999999999999999", 86400000000 },
    { "retry-after-ms", "250", 250 },
    { "Retry-After-Ms", "250.75", 250 },
    { "retry-after-ms", "x", IGNY_UNKNOWN },
    { "X-Other", "3", IGNY_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IgnyHttpResponse) response = igny_http_response_new (429);

      igny_http_response_add_header (response, cases[i].name, cases[i].value);
      g_test_message ("%s: %s", cases[i].name, cases[i].value);
      g_assert_cmpint (igny_retry_get_after_ms (response, 1700000000000), ==, cases[i].after);
    }
}

static void
test_milliseconds_win (void)
{
  g_autoptr (IgnyHttpResponse) response = igny_http_response_new (429);

  igny_http_response_add_header (response, "Retry-After", "2");
  igny_http_response_add_header (response, "Retry-After-Ms", "1500");
  g_assert_cmpint (igny_retry_get_after_ms (response, 0), ==, 1500);
}

static void
test_forbidden (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    gboolean    forbidden;
  } cases[] = {
    { 429, "{\"error\":{\"code\":\"insufficient_quota\"}}", TRUE },
    { 429, "{\"error\":{\"code\":null,\"type\":\"insufficient_quota\"}}", TRUE },
    { 400, "{\"error\":{\"code\":\"billing_hard_limit_reached\"}}", TRUE },
    { 429, "{\"code\":\"insufficient_quota\"}", TRUE },
    { 429, "{\"error\":{\"code\":\"other\",\"message\":\"insufficient_quota\"}}", FALSE },
    { 429, "{\"error\":{\"code\":429}}", FALSE },
    { 429, "{\"error\":\"insufficient_quota\"}", FALSE },
    { 429, "<html>insufficient_quota</html>", FALSE },
    { 429, "", FALSE },
    { 200, "{\"error\":{\"code\":\"insufficient_quota\"}}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IgnyHttpResponse) response = igny_http_response_new (cases[i].status);

      g_bytes_unref (response->body);
      response->body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_test_message ("%s", cases[i].body);
      g_assert_cmpint (igny_retry_is_forbidden (response), ==, cases[i].forbidden);
    }
}

static void
test_forbidden_by_header (void)
{
  g_autoptr (IgnyHttpResponse) no = igny_http_response_new (503);
  g_autoptr (IgnyHttpResponse) yes = igny_http_response_new (503);

  igny_http_response_add_header (no, "x-should-retry", "false");
  igny_http_response_add_header (yes, "x-should-retry", "true");
  g_assert_true (igny_retry_is_forbidden (no));
  g_assert_false (igny_retry_is_forbidden (yes));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/retry/which", test_which);
  g_test_add_func ("/net/retry/never-by-status", test_never_by_status);
  g_test_add_func ("/net/retry/delays", test_delays);
  g_test_add_func ("/net/retry/jitter-spreads", test_jitter_spreads);
  g_test_add_func ("/net/retry/asked-for", test_asked_for);
  g_test_add_func ("/net/retry/headers", test_headers);
  g_test_add_func ("/net/retry/milliseconds-win", test_milliseconds_win);
  g_test_add_func ("/net/retry/forbidden", test_forbidden);
  g_test_add_func ("/net/retry/forbidden-by-header", test_forbidden_by_header);

  return g_test_run ();
}
