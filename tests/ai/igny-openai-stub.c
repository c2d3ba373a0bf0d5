/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stand-in for OpenAI and its look-alikes, for tests:
 *
 *   igny-openai-stub [--port N] [--key KEY] [--journal FILE] [--delay MS] [--latency MS]
 *
 * It listens on 127.0.0.1, prints its port (any free one for 0) and serves
 * /v1/models and /v1/chat/completions, and what igny-stub-more.h names, until
 * it is killed or its input ends.
 * The key is "test-key" unless said; "" takes everybody. Each request is a line
 * of the journal: {"method", "path", "key": whether it was right, "body"}.
 *
 * The model's name picks trouble: rig-401, rig-404, rig-429 (every other
 * request, with Retry-After), rig-quota, rig-500, rig-slow (a second between
 * pieces), rig-cut, rig-length, rig-blank, rig-fences, rig-think, rig-strict
 * (refuses max_tokens, temperature and stream_options), rig-too-long,
 * rig-refuse, rig-surrogate; every other one is answered. */
#include "igny-stub-answer.h"
#include "igny-stub-more.h"
#include "igny-stub-vectors.h"

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BODY (16 * 1024 * 1024)
#define PIECE 48

typedef struct
{
  char  *key;
  char  *journal;
  gint   delay_ms;
  gint   latency_ms;
  gint   port;
  gint   asked_429;
  GMutex lock; /* of the journal */
} Stub;

typedef struct
{
  Stub          *stub;
  GOutputStream *out;
  char          *method;
  char          *path;
  char          *key;
  gsize          length;
  JsonNode      *body;
} Request;

static const char *const models[] = {
  "stub-large", "stub-small", "rig-401", "rig-404", "rig-429", "rig-quota", "rig-500", "rig-slow",
  "rig-cut", "rig-length", "rig-blank", "rig-fences", "rig-think", "rig-strict", "rig-too-long",
  "rig-refuse", "rig-surrogate", "text-embedding-stub"
};

static void
send_text (Request    *request,
           const char *text)
{
  g_output_stream_write_all (request->out, text, strlen (text), NULL, NULL, NULL);
}

static void
reply_as (Request    *request,
          const char *type,
          guint       status,
          const char *headers,
          const char *body)
{
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 %u Answer\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
      "x-request-id: req_stub\r\nConnection: close\r\n%s\r\n",
      status, type, strlen (body), headers);

  send_text (request, head);
  send_text (request, body);
}

static void
reply (Request    *request,
       guint       status,
       const char *headers,
       const char *body)
{
  reply_as (request, "application/json", status, headers, body);
}

/* Frees what is in it. */
static void
pass_on (Request       *request,
         IgnyStubReply *more)
{
  reply_as (request, more->type, more->status, more->headers, more->body);
  g_free (more->body);
}

static void
reply_error (Request    *request,
             guint       status,
             const char *headers,
             const char *code,
             const char *param,
             const char *message)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject      *error = json_object_new ();
  g_autofree char *body = NULL;

  json_object_set_string_member (error, "message", message);
  json_object_set_string_member (error, "type", status == 429 ? code : "invalid_request_error");
  if (param != NULL)
    json_object_set_string_member (error, "param", param);
  else
    json_object_set_null_member (error, "param");
  json_object_set_string_member (error, "code", code);
  json_object_set_object_member (object, "error", error);
  body = igny_json_object_to_text (object, FALSE);
  reply (request, status, headers, body);
}

static void
write_journal (Request *request,
               gboolean right)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autofree char *text = NULL;
  FILE            *file;

  if (request->stub->journal == NULL)
    return;

  json_object_set_string_member (line, "method", request->method);
  json_object_set_string_member (line, "path", request->path);
  json_object_set_boolean_member (line, "key", right);
  if (request->body != NULL)
    json_object_set_member (line, "body", json_node_copy (request->body));
  text = igny_json_object_to_text (line, FALSE);

  g_mutex_lock (&request->stub->lock);
  file = fopen (request->stub->journal, "ae");
  if (file != NULL)
    {
      fprintf (file, "%s\n", text);
      fclose (file);
    }
  g_mutex_unlock (&request->stub->lock);
}

static void
serve_models (Request *request)
{
  g_autoptr (JsonObject) list = json_object_new ();
  JsonArray       *data = json_array_new ();
  g_autofree char *body = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      JsonObject *model = json_object_new ();

      json_object_set_string_member (model, "id", models[i]);
      json_object_set_string_member (model, "object", "model");
      json_object_set_int_member (model, "created", 1700000000);
      json_object_set_string_member (model, "owned_by", "stub");
      json_array_add_object_element (data, model);
    }
  json_object_set_string_member (list, "object", "list");
  json_object_set_array_member (list, "data", data);
  body = igny_json_object_to_text (list, FALSE);
  reply (request, 200, "", body);
}

static JsonObject *
build_usage (Request    *request,
             const char *answer)
{
  g_autofree char *prompt = igny_json_to_text (request->body, FALSE);
  JsonObject      *usage = json_object_new ();
  gint64           in = (gint64) strlen (prompt) / 4 + 1;
  gint64           out = (gint64) strlen (answer) / 4 + 1;

  json_object_set_int_member (usage, "prompt_tokens", in);
  json_object_set_int_member (usage, "completion_tokens", out);
  json_object_set_int_member (usage, "total_tokens", in + out);
  return usage;
}

/* Takes the object. */
static void
send_event (Request    *request,
            JsonObject *object)
{
  g_autofree char *text = igny_json_object_to_text (object, FALSE);
  g_autofree char *event = g_strdup_printf ("data: %s\n\n", text);
  g_autofree char *chunk = g_strdup_printf ("%zx\r\n%s\r\n", strlen (event), event);

  send_text (request, chunk);
  json_object_unref (object);
}

static JsonObject *
build_chunk (Request    *request,
             const char *content,
             const char *finish)
{
  JsonObject *asked = igny_json_node_get_object (request->body);
  JsonObject *chunk = json_object_new ();
  JsonObject *choice = json_object_new ();
  JsonObject *delta = json_object_new ();
  JsonArray  *choices = json_array_new ();

  if (content != NULL)
    json_object_set_string_member (delta, "content", content);
  json_object_set_int_member (choice, "index", 0);
  json_object_set_object_member (choice, "delta", delta);
  if (finish != NULL)
    json_object_set_string_member (choice, "finish_reason", finish);
  else
    json_object_set_null_member (choice, "finish_reason");
  json_array_add_object_element (choices, choice);
  json_object_set_string_member (chunk, "id", "chatcmpl-stub");
  json_object_set_string_member (chunk, "object", "chat.completion.chunk");
  json_object_set_int_member (chunk, "created", 1700000000);
  json_object_set_string_member (chunk, "model", igny_json_get_string (asked, "model", ""));
  json_object_set_array_member (chunk, "choices", choices);
  return chunk;
}

static const char *
next_piece (const char *p)
{
  const char *end = p + MIN (strlen (p), PIECE);

  while ((*end & 0xc0) == 0x80)
    end++;
  return end;
}

/* cut: how many bytes to send before the connection breaks; -1 for all. */
static void
stream_answer (Request    *request,
               const char *answer,
               const char *finish,
               gssize      cut,
               gint        delay_ms)
{
  JsonObject *options = igny_json_get_object (igny_json_node_get_object (request->body),
                                              "stream_options");

  send_text (request, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "x-request-id: req_stub\r\nTransfer-Encoding: chunked\r\n"
                      "Connection: close\r\n\r\n");
  send_text (request, "4\r\n: a\n\r\n");
  for (const char *p = answer; *p != '\0'; p = next_piece (p))
    {
      g_autofree char *piece = g_strndup (p, (gsize) (next_piece (p) - p));

      if (cut >= 0 && p - answer >= cut)
        return;
      send_event (request, build_chunk (request, piece, NULL));
      g_usleep ((gulong) delay_ms * 1000);
    }
  send_event (request, build_chunk (request, NULL, finish));
  if (igny_json_get_bool (options, "include_usage", FALSE))
    {
      JsonObject *last = build_chunk (request, NULL, NULL);

      json_object_set_array_member (last, "choices", json_array_new ());
      json_object_set_object_member (last, "usage", build_usage (request, answer));
      send_event (request, last);
    }
  send_text (request, "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
}

static void
whole_answer (Request    *request,
              const char *answer,
              const char *finish)
{
  g_autoptr (JsonObject) object = build_chunk (request, NULL, finish);
  JsonObject      *choice = igny_json_array_get_object (igny_json_get_array (object, "choices"), 0);
  JsonObject      *message = json_object_new ();
  g_autofree char *body = NULL;

  json_object_set_string_member (message, "role", "assistant");
  json_object_set_string_member (message, "content", answer);
  json_object_set_null_member (message, "refusal");
  json_object_remove_member (choice, "delta");
  json_object_set_object_member (choice, "message", message);
  json_object_set_string_member (object, "object", "chat.completion");
  json_object_set_object_member (object, "usage", build_usage (request, answer));
  body = igny_json_object_to_text (object, FALSE);
  reply (request, 200, "", body);
}

/* An emoji whose halves come in pieces of their own. */
static void
stream_surrogate (Request *request)
{
  static const char *const halves[] = { "OK \\ud83d", "\\ude00" };

  send_text (request, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Connection: close\r\n\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autofree char *event = g_strdup_printf (
          "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n", halves[i]);

      send_text (request, event);
    }
  send_text (request, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"
                      "\n\ndata: [DONE]\n\n");
}

static char *
spoil (const char *model,
       const char *answer)
{
  if (strcmp (model, "rig-fences") == 0)
    return g_strdup_printf ("Here you are:\n\n```json\n%s\n```\n\nAnything else?", answer);
  if (strcmp (model, "rig-think") == 0)
    return g_strdup_printf ("<think>They want {\"clusters\": []}, do they?</think>\n\n%s", answer);
  if (strcmp (model, "rig-blank") == 0)
    return g_strdup ("");
  if (strcmp (model, "rig-length") == 0)
    return g_utf8_substring (answer, 0, g_utf8_strlen (answer, -1) / 2);
  return g_strdup (answer);
}

/* TRUE when the model's name asked for trouble and got it. */
static gboolean
make_trouble (Request    *request,
              const char *model)
{
  static const char *const fields[] = { "max_tokens", "temperature", "stream_options" };
  JsonObject              *body = igny_json_node_get_object (request->body);
  IgnyStubReply            more;

  if (igny_stub_more_trouble (model, &more))
    pass_on (request, &more);
  else if (strcmp (model, "rig-401") == 0)
    reply_error (request, 401, "", "invalid_api_key", NULL, "Incorrect API key provided.");
  else if (strcmp (model, "rig-404") == 0)
    reply_error (request, 404, "", "model_not_found", NULL, "The model rig-404 does not exist.");
  else if (strcmp (model, "rig-429") == 0 &&
           g_atomic_int_add (&request->stub->asked_429, 1) % 2 == 0)
    reply_error (request, 429, "Retry-After: 1\r\n", "rate_limit_exceeded", NULL, "Slow down.");
  else if (strcmp (model, "rig-quota") == 0)
    reply_error (request, 429, "", "insufficient_quota", NULL, "You exceeded your quota.");
  else if (strcmp (model, "rig-500") == 0)
    reply (request, 500, "", "{\"error\":{\"message\":\"Something broke.\",\"code\":500}}");
  else if (strcmp (model, "rig-too-long") == 0)
    reply_error (request, 400, "", "context_length_exceeded", "messages",
                 "This model's maximum context length is 16 tokens.");
  else if (strcmp (model, "rig-refuse") == 0)
    reply (request, 200, "",
           "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
           "\"refusal\":\"I will not write about that.\"},\"finish_reason\":\"stop\"}]}");
  else if (strcmp (model, "rig-surrogate") == 0)
    stream_surrogate (request);
  else if (strcmp (model, "rig-strict") == 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (igny_json_get_node (body, fields[i]) != NULL)
          {
            reply_error (request, 400, "", "unsupported_parameter", fields[i], "Unsupported.");
            return TRUE;
          }
      return FALSE;
    }
  else
    return FALSE;
  return TRUE;
}

static void
serve_chat (Request *request)
{
  JsonObject      *body = igny_json_node_get_object (request->body);
  const char      *model = igny_json_get_string (body, "model", "");
  const char      *finish = strcmp (model, "rig-length") == 0 ? "length" : "stop";
  g_autofree char *helpful = NULL;
  g_autofree char *answer = NULL;

  if (body == NULL || *model == '\0' || igny_json_get_array (body, "messages") == NULL)
    {
      reply_error (request, 400, "", "invalid_request_error", NULL, "No model or no messages.");
      return;
    }
  g_usleep ((gulong) request->stub->latency_ms * 1000);
  if (make_trouble (request, model))
    return;

  helpful = igny_stub_answer_new (body);
  answer = igny_stub_more_spoil (body, helpful);
  if (answer == NULL)
    answer = spoil (model, helpful);
  if (igny_json_get_bool (body, "stream", FALSE))
    stream_answer (request, answer, finish,
                   strcmp (model, "rig-cut") == 0 ? (gssize) strlen (answer) / 2 : -1,
                   strcmp (model, "rig-slow") == 0 ? 1000 : request->stub->delay_ms);
  else
    whole_answer (request, answer, finish);
}

static void
serve_vectors (Request *request)
{
  g_autofree char *body = igny_stub_vectors_new (igny_json_node_get_object (request->body));

  if (body != NULL)
    reply (request, 200, "", body);
  else
    reply_error (request, 400, "", "invalid_request_error", NULL, "No model or no input.");
}

static void
serve (Request *request)
{
  gboolean right = *request->stub->key == '\0' ||
                   g_strcmp0 (request->key, request->stub->key) == 0;
  IgnyStubReply more;

  write_journal (request, right);
  if (!right)
    reply_error (request, 401, "", "invalid_api_key", NULL,
                 "Incorrect API key provided. Find yours at the provider.");
  else if (strcmp (request->path, "/v1/models") == 0)
    serve_models (request);
  else if (strcmp (request->path, "/v1/chat/completions") == 0 &&
           strcmp (request->method, "POST") == 0)
    serve_chat (request);
  else if (strcmp (request->path, "/v1/embeddings") == 0)
    serve_vectors (request);
  else if (request->body != NULL &&
           igny_stub_more_answer (request->path, request->body, &more))
    pass_on (request, &more);
  else
    reply (request, 404, "", "{\"error\":{\"message\":\"Nothing is here.\"}}");
}

static void
read_header (Request    *request,
             const char *line)
{
  const char *value = strchr (line, ':');

  if (value == NULL)
    return;
  value += 1 + strspn (value + 1, " ");
  if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
    request->length = (gsize) g_ascii_strtoull (value, NULL, 10);
  if (g_ascii_strncasecmp (line, "x-api-key:", 10) == 0)
    {
      g_free (request->key);
      request->key = g_strdup (value);
    }
  if (g_ascii_strncasecmp (line, "authorization:", 14) == 0 && g_str_has_prefix (value, "Bearer "))
    {
      g_free (request->key);
      request->key = g_strdup (value + strlen ("Bearer "));
    }
}

/* FALSE when it is no request. */
static gboolean
read_request (Request          *request,
              GDataInputStream *in)
{
  g_autofree char *first = g_data_input_stream_read_line (in, NULL, NULL, NULL);
  g_auto (GStrv) words = first != NULL ? g_strsplit (first, " ", 3) : NULL;
  g_autofree char *body = NULL;
  char            *line;

  if (words == NULL || g_strv_length (words) != 3)
    return FALSE;
  request->method = g_strdup (words[0]);
  request->path = g_strdup (words[1]);
  while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL)) != NULL && *line != '\0')
    {
      read_header (request, line);
      g_free (line);
    }
  g_free (line);

  if (request->length == 0 || request->length > MAX_BODY)
    return request->length == 0;
  body = g_malloc (request->length);
  if (!g_input_stream_read_all (G_INPUT_STREAM (in), body, request->length, NULL, NULL, NULL))
    return FALSE;
  request->body = igny_json_parse (body, (gssize) request->length, NULL);
  return TRUE;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        Stub                   *stub)
{
  Request request = { .stub = stub };
  g_autoptr (GDataInputStream) in = g_data_input_stream_new (
      g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  request.out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  if (read_request (&request, in))
    serve (&request);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_free (request.method);
  g_free (request.path);
  g_free (request.key);
  g_clear_pointer (&request.body, json_node_unref);
  return TRUE;
}

/* Whoever started it is gone. */
static gboolean
end_of_input_cb (GIOChannel  *channel,
                 GIOCondition condition,
                 gpointer     loop)
{
  char  bytes[64];
  gsize length = 0;

  if (g_io_channel_read_chars (channel, bytes, sizeof bytes, &length, NULL) ==
      G_IO_STATUS_NORMAL)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static guint16
listen_on (GSocketListener *listener,
           gint             port,
           GError         **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocketAddress) bound = NULL;

  if (!g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &bound, error))
    return 0;
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

int
main (int   argc,
      char *argv[])
{
  Stub               stub = { 0 };
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &stub.port, "Port, 0 for any", "N" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &stub.key, "The key that is right", "KEY" },
    { "journal", 0, 0, G_OPTION_ARG_FILENAME, &stub.journal, "Write requests here", "FILE" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &stub.latency_ms, "Wait before an answer", "MS" },
    { "delay", 0, 0, G_OPTION_ARG_INT, &stub.delay_ms, "Wait between pieces", "MS" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (64);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr (GError) error = NULL;
  guint16 port;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (port = listen_on (G_SOCKET_LISTENER (service), stub.port, &error)) == 0)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  if (stub.key == NULL)
    stub.key = g_strdup ("test-key");
  g_signal_connect (service, "run", G_CALLBACK (run_cb), &stub);
  g_io_channel_set_flags (input, G_IO_FLAG_NONBLOCK, NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, end_of_input_cb, loop);
  g_print ("%u\n", port);
  fflush (stdout);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
