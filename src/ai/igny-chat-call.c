/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-call.h"

#include <string.h>

#include "igny-anthropic.h"
#include "igny-chat-halves.h"
#include "igny-chat-stream.h"
#include "igny-number.h"
#include "igny-retry.h"

typedef struct
{
  const IgnyChatCall *call;
  IgnyChatAnswer     *answer;
  IgnyChatStream     *stream;
  gsize               told; /* bytes of the text that on_text has got */
} Receiver;

/* What came since, but for the first half of a character whose other half is
   still to come. */
static void
tell_text (Receiver *receiver)
{
  const GString *text = receiver->answer->text;
  gsize          end = text->len;
  g_autoptr (GString) piece = NULL;

  if (receiver->call->on_text == NULL || end <= receiver->told)
    return;
  if (igny_chat_halves_ends_open (text->str))
    end = (gsize) (g_utf8_prev_char (text->str + end) - text->str);
  if (end <= receiver->told)
    return;
  piece = g_string_new_len (text->str + receiver->told, (gssize) (end - receiver->told));
  igny_chat_halves_join (piece);
  receiver->told = end;
  receiver->call->on_text (piece->str, receiver->call->user_data);
}

static void
start_anew (Receiver *receiver)
{
  igny_chat_stream_reset (receiver->stream);
  if (receiver->told > 0 && receiver->call->on_text != NULL)
    receiver->call->on_text (NULL, receiver->call->user_data);
  receiver->told = 0;
}

static gboolean
receive_cb (const char *bytes,
            gsize       length,
            gpointer    user_data)
{
  Receiver *receiver = user_data;

  if (length == 0)
    start_anew (receiver);
  else
    igny_chat_stream_feed (receiver->stream, bytes, length);
  tell_text (receiver);
  if (receiver->call->on_progress != NULL)
    receiver->call->on_progress (receiver->answer->text_chars, receiver->answer->reasoning_chars,
                                 receiver->call->user_data);
  return !igny_chat_stream_is_done (receiver->stream);
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static IgnyHttpResponse *
exchange (const IgnyChatCall *call,
          IgnyHttpRequest    *request,
          GCancellable       *cancellable,
          GError            **error)
{
  gboolean with_key = call->key != NULL && *call->key != '\0';
  gboolean own_name = call->dialect->x_api_key;
  char    *secret =
      with_key ? g_strconcat (own_name ? "" : "Bearer ", call->key, NULL) : NULL;
  const char *const headers[] = {
    "Accept", request->on_chunk != NULL ? "text/event-stream, "
                                          "application/json"
                                        : "application/json",
    own_name ? "anthropic-version" : "X-Title", own_name ? IGNY_ANTHROPIC_VERSION : "IGNY8",
    with_key ? (own_name ? "x-api-key" : "Authorization") : NULL, secret, NULL
  };
  IgnyHttpResponse *response;

  request->url = call->url;
  request->headers = headers;
  request->allow_http = call->allow_http;
  request->max_attempts = call->max_attempts;
  response = igny_http_send (call->env->http, request, cancellable, error);
  wipe (secret);
  if (response != NULL && call->limiter != NULL)
    igny_provider_limiter_learn (call->limiter, response);
  return response;
}

static void
add_whole (const IgnyChatCall     *call,
           IgnyChatAnswer         *answer,
           const IgnyHttpResponse *response)
{
  gsize       size = 0;
  const char *bytes = g_bytes_get_data (response->body, &size);
  g_autoptr (JsonNode) node = size > 0 ? igny_json_parse (bytes, (gssize) size, NULL) : NULL;

  call->dialect->add (answer, igny_json_node_get_object (node));
}

static const char *
find_request_id (const IgnyHttpResponse *response)
{
  const char *id = igny_http_response_get_header (response, "x-request-id");

  return id != NULL ? id : igny_http_response_get_header (response, "request-id");
}

static void
read_response (const IgnyChatCall     *call,
               IgnyChatOutcome        *outcome,
               const IgnyHttpResponse *response,
               IgnyChatStream         *stream)
{
  gsize       size = 0;
  const char *bytes = g_bytes_get_data (response->body, &size);

  outcome->status = response->status;
  outcome->wait_ms = igny_retry_get_after_ms (response, igny_env_now_ms (call->env));
  outcome->request_id = g_strdup (find_request_id (response));
  outcome->answer->elapsed_ms = response->elapsed_ms;
  outcome->answer->attempts = response->attempts;
  outcome->answer->request_id = g_strdup (outcome->request_id);
  if (response->status < 200 || response->status > 299)
    {
      outcome->fault = igny_chat_fault_new (bytes, size);
      g_clear_pointer (&outcome->answer, igny_chat_answer_free);
      return;
    }

  igny_chat_stream_end (stream);
  /* Asked for a stream, some servers answer at once all the same. */
  if (!igny_chat_stream_has_events (stream))
    {
      add_whole (call, outcome->answer, response);
      if (call->on_text != NULL && outcome->answer->text->len > 0)
        call->on_text (outcome->answer->text->str, call->user_data);
      outcome->ended = TRUE;
    }
}

gboolean
igny_chat_call_post (const IgnyChatCall *call,
                     const char         *body,
                     gboolean            stream,
                     IgnyChatOutcome    *outcome,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IgnyChatStream) events = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  Receiver        receiver;
  IgnyHttpRequest request = {
    .method = "POST",
    .content_type = "application/json",
    .limits = stream ? IGNY_HTTP_CHAT_STREAM : IGNY_HTTP_CHAT,
    .refusal_is_free = TRUE, /* anything else may have been paid for */
  };

  g_return_val_if_fail (call != NULL && body != NULL && outcome != NULL, FALSE);

  *outcome = (IgnyChatOutcome){ .wait_ms = IGNY_UNKNOWN };
  outcome->answer = igny_chat_answer_new ();
  events = igny_chat_stream_new (outcome->answer, call->dialect->add);
  receiver = (Receiver){ call, outcome->answer, events, 0 };
  bytes = g_bytes_new (body, strlen (body));
  request.body = bytes;
  if (stream)
    {
      request.on_chunk = receive_cb;
      request.user_data = &receiver;
    }

  response = exchange (call, &request, cancellable, &local);
  if (response != NULL)
    read_response (call, outcome, response, events);
  else if (g_error_matches (local, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CUT) &&
           outcome->answer->finish != IGNY_CHAT_FINISH_NONE)
    outcome->status = 200; /* only the farewell is missing */
  else
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  outcome->ended |= igny_chat_stream_is_done (events);
  return TRUE;
}

void
igny_chat_outcome_clear (IgnyChatOutcome *outcome)
{
  g_clear_pointer (&outcome->answer, igny_chat_answer_free);
  g_clear_pointer (&outcome->fault, igny_chat_fault_free);
  g_clear_pointer (&outcome->request_id, g_free);
}

IgnyHttpResponse *
igny_chat_call_get (const IgnyChatCall *call,
                    GCancellable       *cancellable,
                    GError            **error)
{
  IgnyHttpRequest request = { .method = "GET", .limits = IGNY_HTTP_METADATA, .idempotent = TRUE };

  g_return_val_if_fail (call != NULL, NULL);

  return exchange (call, &request, cancellable, error);
}
