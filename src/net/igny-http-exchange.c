/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-exchange.h"

#include <string.h>

#include "igny-http-failure.h"
#include "igny-http-options.h"

#define MAX_HEADER_LINES 100
#define MAX_HEADER_BYTES (64 * 1024)
/* A stream comes a word at a time: to wake for each costs more than to read it,
 * and nobody reads faster than this. */
#define GATHER_MS 10

typedef enum
{
  VERDICT_NONE,
  VERDICT_ENOUGH, /* the caller wants no more */
  VERDICT_BODY_TOO_LARGE,
  VERDICT_HEADERS_TOO_LARGE,
  VERDICT_TOTAL,
  VERDICT_FIRST_BYTE,
  VERDICT_STALL,
  VERDICT_PRIVATE_ADDRESS,
} Verdict;

typedef struct
{
  const IgnyHttpExchange *exchange;
  IgnyHttpLink           *link;
  CURL                   *easy;
  IgnyHttpResponse       *response;
  GByteArray             *body;
  Verdict                 verdict; /* why we ended it ourselves */
  gint64                  started; /* ms */
  gint64                  moved;   /* ms, when the last byte came */
  guint                   n_lines;
  gsize                   header_bytes;
} Run;

/* Not env's clock: these are deadlines of a real socket, and a clock that
 * jumps, or that a test holds still, must not lengthen them. */
static gint64
get_tick_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static gboolean
add_header_line (Run        *self,
                 const char *line,
                 gsize       length)
{
  g_autofree char *text = g_strndup (line, length);
  char            *colon = strchr (text, ':');

  self->n_lines++;
  self->header_bytes += length;
  if (self->n_lines > MAX_HEADER_LINES || self->header_bytes > MAX_HEADER_BYTES)
    {
      self->verdict = VERDICT_HEADERS_TOO_LARGE;
      return FALSE;
    }

  /* A status line: what came before belongs to an interim (1xx) answer. */
  if (g_str_has_prefix (text, "HTTP/"))
    g_hash_table_remove_all (self->response->headers);
  else if (colon != NULL && colon != text)
    {
      *colon = '\0';
      igny_http_response_add_header (self->response, g_strchomp (text), g_strstrip (colon + 1));
    }
  return TRUE;
}

static size_t
header_cb (char  *bytes,
           size_t size,
           size_t n_items,
           void  *user_data)
{
  Run  *self = user_data;
  gsize length = size * n_items;

  self->moved = get_tick_ms ();
  /* Trailers after the body are not let change what was read before it. */
  if (self->body->len == 0 && !add_header_line (self, bytes, length))
    return 0;
  return length;
}

static size_t
write_cb (char  *bytes,
          size_t size,
          size_t n_items,
          void  *user_data)
{
  Run                   *self = user_data;
  const IgnyHttpRequest *request = self->exchange->request;
  gsize                  length = size * n_items;
  long                   status = 0;

  self->moved = get_tick_ms ();
  if (length > self->exchange->limits.body_max - self->body->len)
    {
      self->verdict = VERDICT_BODY_TOO_LARGE;
      return 0;
    }
  g_byte_array_append (self->body, (const guint8 *) bytes, (guint) length);

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  if (request->on_chunk != NULL && status / 100 == 2 && length > 0 &&
      !request->on_chunk (bytes, length, request->user_data))
    {
      self->verdict = VERDICT_ENOUGH;
      return 0;
    }
  self->link->gather_ms = request->on_chunk != NULL ? GATHER_MS : 0;
  return length;
}

/* Sees the address that a name led to, so that a name from outside cannot
 * lead into the private network by way of the name server. */
static curl_socket_t
open_socket_cb (void                 *user_data,
                curlsocktype          purpose,
                struct curl_sockaddr *address)
{
  Run *self = user_data;
  g_autoptr (GSocketAddress) full = NULL;

  full = g_socket_address_new_from_native (&address->addr, address->addrlen);
  if (!G_IS_INET_SOCKET_ADDRESS (full) ||
      igny_url_is_private_address (
          g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (full))))
    {
      self->verdict = VERDICT_PRIVATE_ADDRESS;
      return CURL_SOCKET_BAD;
    }
  return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static gint64
keep_deadline (Run    *self,
               gint64  since,
               gint64  limit,
               Verdict verdict,
               gint64  left)
{
  gint64 mine;

  if (limit == 0 || left < 0)
    return left;
  mine = since + limit - get_tick_ms ();
  if (mine <= 0)
    {
      self->verdict = verdict;
      return -1;
    }
  return MIN (mine, left);
}

static gint64
watch_cb (gpointer user_data)
{
  Run                  *self = user_data;
  const IgnyHttpLimits *limits = &self->exchange->limits;
  gint64                left = G_MAXINT;

  left = keep_deadline (self, self->started, limits->total_ms, VERDICT_TOTAL, left);
  if (self->body->len == 0)
    return keep_deadline (self, self->started, limits->first_byte_ms, VERDICT_FIRST_BYTE, left);
  return keep_deadline (self, self->moved, limits->stall_ms, VERDICT_STALL, left);
}

static void
set_callbacks (Run *self)
{
  curl_easy_setopt (self->easy, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, self);
  if (self->exchange->request->public_only)
    {
      curl_easy_setopt (self->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket_cb);
      curl_easy_setopt (self->easy, CURLOPT_OPENSOCKETDATA, self);
    }
}

static void
set_timeout_error (GError    **error,
                   Run        *self,
                   const char *what,
                   gint64      limit)
{
  g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TIMEOUT, "wait for %s: %s %.3g s",
               self->exchange->url->place, what, (double) limit / 1000);
}

static void
set_verdict_error (GError **error,
                   Run     *self)
{
  const IgnyHttpLimits *limits = &self->exchange->limits;
  const char           *place = self->exchange->url->place;

  switch (self->verdict)
    {
    case VERDICT_BODY_TOO_LARGE:
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TOO_LARGE,
                   "read the answer of %s: it is larger than %" G_GSIZE_FORMAT " KiB",
                   place, limits->body_max / 1024);
      break;
    case VERDICT_HEADERS_TOO_LARGE:
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TOO_LARGE,
                   "read the answer of %s: its headers are too long", place);
      break;
    case VERDICT_TOTAL:
      set_timeout_error (error, self, "no complete answer within", limits->total_ms);
      break;
    case VERDICT_FIRST_BYTE:
      set_timeout_error (error, self, "the answer did not begin within", limits->first_byte_ms);
      break;
    case VERDICT_STALL:
      set_timeout_error (error, self, "the answer stood still for", limits->stall_ms);
      break;
    case VERDICT_PRIVATE_ADDRESS:
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "connect to %s: it is an address inside a private network", place);
      break;
    case VERDICT_NONE:
    case VERDICT_ENOUGH:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
check_result (Run          *self,
              CURLcode      result,
              GCancellable *cancellable,
              GError      **error)
{
  if (self->verdict == VERDICT_ENOUGH || (result == CURLE_OK && self->verdict == VERDICT_NONE))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->verdict != VERDICT_NONE)
    set_verdict_error (error, self);
  else
    igny_http_failure_set (error, self->easy, result, self->exchange->url,
                           self->exchange->limits.connect_ms);
  return FALSE;
}

/* What breaks HTTP/2 does not always get the code for it: frames that libcurl
 * cannot read end as an error in sending, or as no answer. */
static gboolean
is_http2_to_blame (Run     *self,
                   CURLcode result)
{
  gboolean offered = self->exchange->url->secure && !self->exchange->http1;
  long     status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  if (result == CURLE_HTTP2 || result == CURLE_HTTP2_STREAM)
    return TRUE;
  return offered && status == 0 &&
         (result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR || result == CURLE_GOT_NOTHING);
}

static void
fill_outcome (Run             *self,
              CURLcode         result,
              IgnyHttpOutcome *outcome)
{
  long sent = 0;

  curl_easy_getinfo (self->easy, CURLINFO_REQUEST_SIZE, &sent);
  outcome->sent = sent > 0;
  outcome->http2 = is_http2_to_blame (self, result);
}

static void
fill_response (Run *self)
{
  const char *location = NULL;
  long        status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (self->easy, CURLINFO_REDIRECT_URL, &location);
  self->response->status = (guint) status;
  self->response->redirect_url = g_strdup (location);
  self->response->final_url = g_strdup (self->exchange->url->text);
  self->response->elapsed_ms = get_tick_ms () - self->started;
  g_bytes_unref (self->response->body);
  self->response->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
}

IgnyHttpResponse *
igny_http_exchange_run (const IgnyHttpExchange *exchange,
                        IgnyHttpLink           *link,
                        GCancellable           *cancellable,
                        IgnyHttpOutcome        *outcome,
                        GError                **error)
{
  g_autoptr (IgnyHttpResponse) response = igny_http_response_new (0);
  struct curl_slist *headers;
  CURLcode           result;
  Run                run = { .exchange = exchange,
                             .link = link,
                             .easy = link->easy,
                             .response = response };
  gboolean           good;

  run.body = g_byte_array_new ();
  run.started = run.moved = get_tick_ms ();
  headers = igny_http_options_apply (link->easy, exchange);
  set_callbacks (&run);
  result = igny_http_link_perform (link, cancellable, watch_cb, &run);

  fill_outcome (&run, result, outcome);
  good = check_result (&run, result, cancellable, error);
  if (good)
    fill_response (&run);
  g_clear_pointer (&run.body, g_byte_array_unref);
  curl_easy_reset (link->easy);
  igny_http_options_free_headers (headers);
  return good ? g_steal_pointer (&response) : NULL;
}
