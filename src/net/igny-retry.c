/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-retry.h"

#include <curl/curl.h>

#include "igny-json.h"
#include "igny-number.h"

#define FIRST_DELAY_MS 1000
#define LARGEST_DELAY_MS 60000
#define SMALLEST_DELAY_MS 200
#define MAX_ANSWERED 5
#define MAX_UNANSWERED 3
#define MAX_ERROR_BODY (64 * 1024)

static guint64
roll (const IgnyEnv *env,
      guint64        limit)
{
  guint64 random = 0;

  igny_env_random (env, (guint8 *) &random, sizeof random);
  return random % (limit + 1);
}

static gboolean
is_passing_status (guint status)
{
  switch (status)
    {
    case 408: /* request timeout */
    case 409: /* conflict */
    case 425: /* too early */
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
    case 529: /* overloaded, as some gateways say it */
      return TRUE;
    default:
      return status >= 520 && status <= 524; /* a content network cannot reach the server */
    }
}

/* The server was too busy to begin. */
static gboolean
is_refusal (guint status)
{
  return status == 429 || status == 503 || status == 529;
}

static gboolean
is_worth_it_answered (const IgnyRetryCase *what)
{
  gboolean told_when;

  if (!is_passing_status (what->status) || what->forbidden || what->attempts >= MAX_ANSWERED)
    return FALSE;

  /* With a time to come back the server says that it did nothing. */
  told_when = (what->status == 429 || what->status == 503) && what->after_ms != IGNY_UNKNOWN;
  return what->idempotent || told_when || (what->refusal_is_free && is_refusal (what->status));
}

static gboolean
is_worth_it_unanswered (const IgnyRetryCase *what)
{
  if (what->attempts >= MAX_UNANSWERED || (what->sent && !what->idempotent))
    return FALSE;

  switch (what->failure)
    {
    case IGNY_HTTP_ERROR_RESOLVE:
    case IGNY_HTTP_ERROR_CONNECT:
    case IGNY_HTTP_ERROR_TIMEOUT:
    case IGNY_HTTP_ERROR_CUT:
      return TRUE;
    case IGNY_HTTP_ERROR_FAILED:
    case IGNY_HTTP_ERROR_TLS:
    case IGNY_HTTP_ERROR_TOO_LARGE:
    case IGNY_HTTP_ERROR_REFUSED:
    default:
      return FALSE;
    }
}

gint64
igny_retry_get_delay_ms (const IgnyEnv       *env,
                         const IgnyRetryCase *what)
{
  gint64 ceiling;
  gint64 delay;

  g_return_val_if_fail (env != NULL && what != NULL && what->attempts > 0, IGNY_RETRY_NO);

  if (what->status != 0 ? !is_worth_it_answered (what) : !is_worth_it_unanswered (what))
    return IGNY_RETRY_NO;
  if (what->after_ms > IGNY_RETRY_MAX_AFTER_MS)
    return IGNY_RETRY_NO;

  ceiling = MIN (LARGEST_DELAY_MS, (gint64) FIRST_DELAY_MS << (what->attempts - 1));
  delay = (gint64) roll (env, (guint64) ceiling);
  delay = MAX (SMALLEST_DELAY_MS, delay);
  if (what->after_ms != IGNY_UNKNOWN && what->after_ms > delay)
    delay = what->after_ms + (gint64) roll (env, (guint64) what->after_ms / 10);
  return delay;
}

/* Nobody waits longer than this; a damaged date may lie so many millions of years
 * ahead that its milliseconds are no number any more. */
#define LONGEST_WAIT_S G_GINT64_CONSTANT (86400)

/* Digits up to the end or a point; nothing longer than a day of milliseconds is
 * told apart. */
static gint64
parse_count (const char *text)
{
  gint64 value = 0;

  if (!g_ascii_isdigit (text[0]))
    return IGNY_UNKNOWN;
  for (; g_ascii_isdigit (*text); text++)
    value = MIN (value * 10 + (*text - '0'), LONGEST_WAIT_S * 1000);
  return *text == '\0' || *text == '.' ? value : IGNY_UNKNOWN;
}

gint64
igny_retry_get_after_ms (const IgnyHttpResponse *response,
                         gint64                  now_ms)
{
  const char *text;
  gint64      count;
  gint64      date;

  g_return_val_if_fail (response != NULL, IGNY_UNKNOWN);

  text = igny_http_response_get_header (response, "retry-after-ms");
  count = text != NULL ? parse_count (text) : IGNY_UNKNOWN;
  if (count != IGNY_UNKNOWN)
    return count;

  text = igny_http_response_get_header (response, "retry-after");
  if (text == NULL)
    return IGNY_UNKNOWN;
  count = parse_count (text);
  if (count != IGNY_UNKNOWN)
    return count * 1000;
  date = (gint64) curl_getdate (text, NULL);
  if (date < 0)
    return IGNY_UNKNOWN;
  return MAX (0, MIN (date, now_ms / 1000 + LONGEST_WAIT_S) * 1000 - now_ms);
}

static gboolean
is_about_money (const char *code)
{
  static const char *const codes[] = {
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", NULL
  };

  return code != NULL && g_strv_contains (codes, code);
}

/* {"error": {"code": …, "type": …}}, or the two at the top. */
static gboolean
has_money_code (GBytes *body)
{
  gsize       size = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *top;
  JsonObject *inner;

  if (size == 0 || size > MAX_ERROR_BODY)
    return FALSE;
  root = igny_json_parse (text, (gssize) size, NULL);
  if (root == NULL)
    return FALSE;

  top = igny_json_node_get_object (root);
  inner = igny_json_get_object (top, "error");
  if (inner == NULL)
    inner = top;
  return is_about_money (igny_json_get_string (inner, "code", NULL)) ||
         is_about_money (igny_json_get_string (inner, "type", NULL));
}

gboolean
igny_retry_is_forbidden (const IgnyHttpResponse *response)
{
  const char *word;

  g_return_val_if_fail (response != NULL, TRUE);

  word = igny_http_response_get_header (response, "x-should-retry");
  if (g_strcmp0 (word, "false") == 0)
    return TRUE;
  return response->status >= 400 && has_money_code (response->body);
}
