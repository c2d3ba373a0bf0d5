/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-address.h"
#include "igny-chat-test.h"
#include "igny-http-tape.h"
#include "igny-number.h"

#include <string.h>

#define KEY "sk-test-0123456789"

typedef struct
{
  IgnyHttpTape *tape;
  IgnyEnv       env;
  IgnyModels   *models;
  IgnyChat     *chat;
  guint64       seen; /* by the progress function */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  const IgnyChatConfig config = {
    .base_url = "https://models.example/",
    .key = " " KEY "\n",
    .model = "luna",
  };
  g_autoptr (GError) error = NULL;

  fixture->tape = igny_http_tape_new ();
  fixture->env = *igny_env_get_system ();
  fixture->env.http = IGNY_HTTP (fixture->tape);
  fixture->models = igny_models_new ();
  fixture->chat = igny_chat_new (&fixture->env, fixture->models, &config, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_assert_cmpuint (igny_http_tape_get_n_left (fixture->tape), ==, 0);
  igny_chat_free (fixture->chat);
  igny_models_free (fixture->models);
  g_object_unref (fixture->tape);
}

static IgnyChatAnswer *
ask (Fixture *fixture,
     gboolean json,
     gboolean allow_cut,
     GError **error)
{
  static const IgnyChatMessage messages[] = { { "system", "Be brief." }, { "user", "Hi \"you\"" } };
  const IgnyChatRequest        request = {
           .messages = messages,
           .n_messages = 2,
           .temperature = 0.7,
           .max_output_tokens = 100,
           .json = json,
           .allow_cut = allow_cut,
  };

  return igny_chat_send (fixture->chat, &request, NULL, error);
}

static JsonNode *
get_body (Fixture *fixture,
          guint    index)
{
  const IgnyHttpTapeRequest *request = igny_http_tape_get_request (fixture->tape, index);
  g_autoptr (GError) error = NULL;
  JsonNode *node = igny_json_parse (igny_http_tape_request_get_text (request), -1, &error);

  g_assert_no_error (error);
  return node;
}

static const char *const stream[] = {
  ": ping\n\ndata: {\"id\":\"1\",\"model\":\"luna-1\","
  "\"choices\":[{\"index\":0,\"delta\":{\"role\":"
  "\"assistant\",\"content\":\"\"}}],\"usage\":null}\r\n\r\nda",
  "ta: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Gr\xc3",
  "\xbc\xc3\x9f\"}}]}\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" Gott\"}"
  ",\"finish_reason\":null}]}\n\n",
  "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
  "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5,"
  "\"prompt_tokens_details\":{\"cached_tokens\":4}"
  ",\"completion_tokens_details\":{\"reasoning_tokens\":2}}}\n\n",
  "data: [DONE]\n\n",
  NULL
};

static const char whole[] =
    "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"luna-1\",\"choices\":[{\"index\":0,"
    "\"message\":{\"role\":\"assistant\",\"content\":\"Grüß Gott\",\"refusal\":null},"
    "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}";

static void
test_stream (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;
  const IgnyHttpTapeRequest *request;
  g_autoptr (JsonNode) body = NULL;
  JsonObject *object;
  JsonArray  *messages;

  igny_http_tape_add_pieces (fixture->tape, "text/event-stream", stream);
  answer = ask (fixture, TRUE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text->str, ==, "Grüß Gott");
  g_assert_cmpint (answer->finish, ==, IGNY_CHAT_FINISH_STOP);
  g_assert_cmpstr (answer->model, ==, "luna-1");
  g_assert_cmpint (answer->tokens_in, ==, 12);
  g_assert_cmpint (answer->tokens_cached, ==, 4);
  g_assert_cmpint (answer->tokens_out, ==, 5);
  g_assert_cmpint (answer->tokens_reasoning, ==, 2);

  request = igny_http_tape_get_request (fixture->tape, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->url, ==, "https://models.example/v1/chat/completions");
  g_assert_cmpstr (igny_http_tape_request_get_header (request, "authorization"), ==, "Bearer " KEY);
  g_assert_cmpint (request->limits, ==, IGNY_HTTP_CHAT_STREAM);
  g_assert_cmpuint (request->max_attempts, ==, 5);
  g_assert_false (request->idempotent);
  g_assert_false (request->follow);
  body = get_body (fixture, 0);
  object = igny_json_node_get_object (body);
  messages = igny_json_get_array (object, "messages");
  g_assert_cmpstr (igny_json_get_string (object, "model", ""), ==, "luna");
  g_assert_cmpint (igny_json_get_int (object, "max_tokens", 0), ==, 100);
  g_assert_cmpfloat (igny_json_get_double (object, "temperature", 0), ==, 0.7);
  g_assert_true (igny_json_get_bool (object, "stream", FALSE));
  g_assert_nonnull (igny_json_get_object (object, "stream_options"));
  g_assert_nonnull (igny_json_get_object (object, "response_format"));
  g_assert_cmpstr (igny_json_get_string (igny_json_array_get_object (messages, 1), "content", ""),
                   ==, "Hi \"you\"");
  g_assert_null (strstr (igny_http_tape_request_get_text (request), KEY));
}

/* Asked for a stream, it answers in one piece. */
static void
test_whole (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;
  static const char *const headers[] = { "x-request-id", "req_1", NULL };

  igny_http_tape_add (fixture->tape, 200, headers, whole);
  answer = ask (fixture, FALSE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text->str, ==, "Grüß Gott");
  g_assert_cmpint (answer->tokens_out, ==, 5);
  g_assert_cmpint (answer->tokens_reasoning, ==, IGNY_UNKNOWN);
  g_assert_cmpstr (answer->request_id, ==, "req_1");
}

static void
test_parts (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;

  igny_http_tape_add (fixture->tape, 200, NULL,
                      "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                      "{\"type\":\"text\",\"text\":\"b\"}],\"reasoning\":\"hmm\"}}]}");
  answer = ask (fixture, FALSE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text->str, ==, "ab");
  g_assert_cmpuint (answer->reasoning_chars, ==, 3);
  g_assert_cmpint (answer->tokens_in, ==, IGNY_UNKNOWN);
}

static void
count_cb (guint64  text_chars,
          guint64  reasoning_chars,
          gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->seen = text_chars;
}

static void
test_progress (Fixture      *fixture,
               gconstpointer user_data)
{
  const IgnyChatMessage message = { "user", "Hi" };
  const IgnyChatRequest request = {
    .messages = &message,
    .n_messages = 1,
    .temperature = -1,
    .on_progress = count_cb,
    .user_data = fixture,
  };
  g_autoptr (IgnyChatAnswer) answer = NULL;
  g_autoptr (JsonNode) body = NULL;

  igny_http_tape_add_pieces (fixture->tape, "text/event-stream", stream);
  answer = igny_chat_send (fixture->chat, &request, NULL, NULL);
  g_assert_nonnull (answer);
  g_assert_cmpuint (fixture->seen, ==, 9);
  body = get_body (fixture, 0);
  g_assert_null (igny_json_get_node (igny_json_node_get_object (body), "temperature"));
  g_assert_null (igny_json_get_node (igny_json_node_get_object (body), "max_tokens"));
}

static void
add_error (Fixture    *fixture,
           guint       status,
           const char *param,
           const char *code)
{
  g_autofree char *body = g_strdup_printf (
      "{\"error\":{\"message\":\"Unsupported\",\"type\":\"invalid_request_error\",\"param\":\"%s\","
      "\"code\":\"%s\"}}",
      param, code);

  igny_http_tape_add (fixture->tape, status, NULL, body);
}

/* Each refused field is dropped or renamed once, and that is remembered. */
static void
test_learning (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) first = NULL;
  g_autoptr (IgnyChatAnswer) second = NULL;
  g_autoptr (JsonNode) body = NULL;
  JsonObject *object;

  add_error (fixture, 400, "max_tokens", "unsupported_parameter");
  add_error (fixture, 400, "temperature", "unsupported_value");
  add_error (fixture, 400, "response_format", "unsupported_parameter");
  igny_http_tape_add (fixture->tape, 422, NULL,
                      "{\"object\":\"error\",\"message\":\"extra_forbidden: stream_options\","
                      "\"code\":422}");
  igny_http_tape_add (fixture->tape, 200, NULL, whole);
  igny_http_tape_add (fixture->tape, 200, NULL, whole);
  first = ask (fixture, TRUE, FALSE, &error);
  g_assert_no_error (error);
  second = ask (fixture, TRUE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (igny_http_tape_get_n_requests (fixture->tape), ==, 6);

  body = get_body (fixture, 5);
  object = igny_json_node_get_object (body);
  g_assert_null (igny_json_get_node (object, "max_tokens"));
  g_assert_cmpint (igny_json_get_int (object, "max_completion_tokens", 0), ==, 100);
  g_assert_null (igny_json_get_node (object, "temperature"));
  g_assert_null (igny_json_get_node (object, "response_format"));
  g_assert_null (igny_json_get_node (object, "stream_options"));
}

static void
test_stubborn (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    add_error (fixture, 400, "max_tokens", "unsupported_parameter");
  g_assert_null (ask (fixture, FALSE, FALSE, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_REQUEST);
}

typedef struct
{
  guint         status;
  const char   *body;
  IgnyChatError code;
} ErrorCase;

/* clang-format off */
static const ErrorCase error_cases[] = {
  { 401, "{\"error\":{\"message\":\"Incorrect API key provided: " KEY ".\",\"code\":\"invalid_api_key\"}}", IGNY_CHAT_ERROR_KEY },
  { 401, "", IGNY_CHAT_ERROR_KEY },
  { 403, "{\"error\":{\"message\":\"organization must be verified\"}}", IGNY_CHAT_ERROR_PERMISSION },
  { 402, "{\"error\":{\"message\":\"no credit\",\"code\":402}}", IGNY_CHAT_ERROR_QUOTA },
  { 429, "{\"error\":{\"message\":\"x\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}", IGNY_CHAT_ERROR_QUOTA },
  { 429, "{\"error\":{\"message\":\"x\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}", IGNY_CHAT_ERROR_RATE },
  { 429, "busy", IGNY_CHAT_ERROR_RATE },
  { 404, "{\"error\":{\"message\":\"The model does not exist\",\"code\":\"model_not_found\"}}", IGNY_CHAT_ERROR_MODEL },
  { 404, "{\"error\":{\"message\":\"model 'x' not found\",\"type\":\"not_found_error\"}}", IGNY_CHAT_ERROR_MODEL },
  { 400, "{\"error\":{\"message\":\"maximum context length is 8192 tokens\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}",
    IGNY_CHAT_ERROR_TOO_LONG },
  { 400, "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}",
    IGNY_CHAT_ERROR_TOO_LONG },
  { 413, "", IGNY_CHAT_ERROR_TOO_LONG },
  { 400, "{\"error\":{\"message\":\"x\",\"code\":\"content_policy_violation\"}}", IGNY_CHAT_ERROR_BLOCKED },
  { 400, "{\"error\":\"bad request\"}", IGNY_CHAT_ERROR_REQUEST },
  { 500, "<html><body><h1>Oops</h1></body></html>", IGNY_CHAT_ERROR_SERVER },
  { 503, "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}", IGNY_CHAT_ERROR_SERVER },
  { 302, "", IGNY_CHAT_ERROR_ADDRESS },
  { 200, "{\"error\":{\"code\":502,\"message\":\"down\"}}", IGNY_CHAT_ERROR_SERVER },
  { 200, "{\"choices\":[{\"error\":{\"code\":429,\"message\":\"slow\"},\"message\":{\"content\":\"\"}}]}", IGNY_CHAT_ERROR_RATE },
  { 200, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"error\":{\"message\":\"q\",\"code\":\"insufficient_quota\"}}\n\n",
    IGNY_CHAT_ERROR_QUOTA },
  { 200, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n", IGNY_CHAT_ERROR_LOST },
  { 200, "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I will not.\"},\"finish_reason\":\"stop\"}]}", IGNY_CHAT_ERROR_REFUSED },
  { 200, "{\"choices\":[{\"message\":{\"content\":\"ab\"},\"finish_reason\":\"content_filter\"}]}", IGNY_CHAT_ERROR_BLOCKED },
  { 200, "{\"choices\":[{\"message\":{\"content\":\"ab\"},\"finish_reason\":\"length\"}]}", IGNY_CHAT_ERROR_TRUNCATED },
  { 200, "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}]}", IGNY_CHAT_ERROR_TRUNCATED },
  { 200, "{\"choices\":[{\"message\":{\"content\":\" \\n\"},\"finish_reason\":\"stop\"}]}", IGNY_CHAT_ERROR_BAD_REPLY },
  { 200, "{\"choices\":[]}", IGNY_CHAT_ERROR_BAD_REPLY },
  { 200, "<html>Sign in</html>", IGNY_CHAT_ERROR_BAD_REPLY },
  { 200, "", IGNY_CHAT_ERROR_BAD_REPLY },
};
/* clang-format on */

static void
test_errors (Fixture      *fixture,
             gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      const ErrorCase  *item = &error_cases[i];
      const char *const pieces[] = { item->body, NULL };
      g_autoptr (GError) error = NULL;
      IgnyChatAnswer *answer;

      /* An address that is none is tried without /v1 too. */
      for (guint j = 0; j < (item->code == IGNY_CHAT_ERROR_ADDRESS ? 2 : 1); j++)
        if (item->status == 200)
          igny_http_tape_add_pieces (fixture->tape, "text/plain", pieces);
        else
          igny_http_tape_add (fixture->tape, item->status, NULL, item->body);
      answer = ask (fixture, FALSE, FALSE, &error);
      if (answer != NULL)
        g_error ("took %u %s", item->status, item->body);
      if (!g_error_matches (error, IGNY_CHAT_ERROR, (int) item->code))
        g_error ("%u %s gave “%s” (%d)", item->status, item->body, error->message, error->code);
      g_assert_null (strstr (error->message, KEY));
      g_assert_nonnull (strstr (error->message, "models.example"));
      g_assert_nonnull (strstr (error->message, "luna"));
      g_assert_cmpstr (igny_chat_error_get_remedy (item->code), !=, "");
    }
}

static void
test_allowed_cut (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;

  igny_http_tape_add (fixture->tape, 200, NULL,
                      "{\"choices\":[{\"message\":{\"content\":\"ab\"}"
                      ",\"finish_reason\":\"length\"}]}");
  answer = ask (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->finish, ==, IGNY_CHAT_FINISH_LENGTH);
}

static void
test_network (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;
  static const char *const told[] = {
    "data: {\"choices\":[{\"delta\":{\"content\":\"ab\"},\"finish_reason\":\"stop\"}]}\n\n", NULL
  };
  static const char *const cut[] = { "data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\n",
                                     NULL };

  igny_http_tape_add_error (fixture->tape, IGNY_HTTP_ERROR_CONNECT, "no route", NULL);
  g_assert_null (ask (fixture, FALSE, FALSE, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_NETWORK);
  g_clear_error (&error);

  igny_http_tape_add_error (fixture->tape, IGNY_HTTP_ERROR_CUT, "cut", cut);
  g_assert_null (ask (fixture, FALSE, FALSE, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST);
  g_clear_error (&error);

  igny_http_tape_add_error (fixture->tape, IGNY_HTTP_ERROR_CUT, "cut", told);
  answer = ask (fixture, FALSE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text->str, ==, "ab");
}

static void
test_wait (Fixture      *fixture,
           gconstpointer user_data)
{
  static const char *const headers[] = { "Retry-After", "7", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (igny_chat_get_wait_ms (fixture->chat), ==, IGNY_UNKNOWN);
  igny_http_tape_add (fixture->tape, 429, headers, "");
  g_assert_null (ask (fixture, FALSE, FALSE, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_RATE);
  g_assert_cmpint (igny_chat_get_wait_ms (fixture->chat), ==, 7000);
}

/* A server that reads a tenth of a long prompt has cut it. */
static void
test_context_cut (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (IgnyChatAnswer) answer = NULL;
  IgnyChatMessage message = { "user", NULL };
  IgnyChatRequest request = {
    .messages = &message,
    .n_messages = 1,
    .temperature = -1,
  };

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, "keyword ");
  message.content = text->str;
  igny_http_tape_add (fixture->tape, 200, NULL, whole);
  answer = igny_chat_send (fixture->chat, &request, NULL, NULL);
  g_assert_nonnull (answer);
  g_assert_true (answer->context_cut);
}

static void
test_models (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatTest) test = NULL;
  IgnyChatModel *model;

  igny_http_tape_add (fixture->tape, 404, NULL, "not here");
  igny_http_tape_add (fixture->tape, 200, NULL,
                      "{\"object\":\"list\",\"data\":[{\"id\":\"luna\","
                      "\"shutdown_date\":\"2027-01-14\"},"
                      "{\"id\":\"text-embedding-3\",\"shutdown_date\":null},{\"x\":1}]}");
  test = igny_chat_test_connection (fixture->chat, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (test->has_list);
  g_assert_true (test->has_model);
  g_assert_cmpuint (test->models->len, ==, 2);
  g_assert_cmpstr (test->base_url, ==, "https://models.example");
  model = test->models->pdata[0];
  g_assert_cmpstr (model->shutdown_date, ==, "2027-01-14");
  g_assert_true (model->for_chat);
  model = test->models->pdata[1];
  g_assert_false (model->for_chat);
  g_assert_cmpstr (igny_http_tape_get_request (fixture->tape, 0)->url, ==,
                   "https://models.example/v1/models");
}

static void
test_no_list (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatTest) test = NULL;

  igny_http_tape_add (fixture->tape, 403, NULL, "{\"error\":{\"message\":\"not for you\"}}");
  igny_http_tape_add (fixture->tape, 200, NULL,
                      "{\"choices\":[{\"message\":{\"content\":\"\"}"
                      ",\"finish_reason\":\"length\"}]}");
  test = igny_chat_test_connection (fixture->chat, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (test->has_list);
  g_assert_true (test->has_model);
  g_assert_cmpuint (test->models->len, ==, 0);
}

static void
test_bad_key (Fixture      *fixture,
              gconstpointer user_data)
{
  IgnyChatConfig config = {
    .base_url = "https://x.example",
    .key = "a b",
    .model = "m",
  };
  g_autoptr (GError) error = NULL;

  igny_http_tape_add (fixture->tape, 401, NULL, "{\"error\":{\"message\":\"bad " KEY "\"}}");
  g_assert_null (igny_chat_test_connection (fixture->chat, NULL, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_KEY);
  g_assert_null (strstr (error->message, KEY));
  g_clear_error (&error);

  g_assert_null (igny_chat_new (&fixture->env, fixture->models, &config, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_KEY);
  g_clear_error (&error);

  config.key = NULL;
  config.base_url = "ftp://x.example";
  g_assert_null (igny_chat_new (&fixture->env, fixture->models, &config, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_ADDRESS);
}

/* A server that wants no key gets no header for one. */
static void
test_no_key (Fixture      *fixture,
             gconstpointer user_data)
{
  const IgnyChatConfig config = {
    .base_url = "localhost:11434",
    .model = "m",
    .whole = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;
  const IgnyHttpTapeRequest *request;
  g_autoptr (JsonNode) body = NULL;

  igny_chat_free (fixture->chat);
  fixture->chat = igny_chat_new (&fixture->env, fixture->models, &config, &error);
  g_assert_no_error (error);
  igny_http_tape_add (fixture->tape, 200, NULL, whole);
  answer = ask (fixture, FALSE, FALSE, &error);
  g_assert_no_error (error);
  request = igny_http_tape_get_request (fixture->tape, 0);
  g_assert_cmpstr (request->url, ==, "http://localhost:11434/v1/chat/completions");
  g_assert_null (igny_http_tape_request_get_header (request, "authorization"));
  g_assert_cmpint (request->limits, ==, IGNY_HTTP_CHAT);
  body = get_body (fixture, 0);
  g_assert_null (igny_json_get_node (igny_json_node_get_object (body), "stream"));
}

static void
test_addresses (void)
{
  static const char *const cases[][3] = {
    { "https://api.openai.com/v1", "https://api.openai.com/v1", NULL },
    { " https://api.openai.com/v1/ ", "https://api.openai.com/v1", NULL },
    { "api.openai.com", "https://api.openai.com/v1", "https://api.openai.com" },
    { "http://localhost:11434", "http://localhost:11434/v1", "http://localhost:11434" },
    { "192.168.1.5:8080", "http://192.168.1.5:8080/v1", "http://192.168.1.5:8080" },
    { "https://openrouter.ai/api/v1/chat/completions", "https://openrouter.ai/api/v1", NULL },
    { "https://gate.example/openai/", "https://gate.example/openai",
      "https://gate.example/openai/v1" },
    { "https://x.example/v1/models", "https://x.example/v1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *base = NULL;
      g_autofree char *other = NULL;
      g_autofree char *host = NULL;

      g_assert_true (igny_chat_address_read (cases[i][0], &base, &other, &host, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (base, ==, cases[i][1]);
      g_assert_cmpstr (other, ==, cases[i][2]);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture      *fixture,
                  gconstpointer user_data);
  } tests[] = {
    { "/ai/chat/stream", test_stream },
    { "/ai/chat/whole", test_whole },
    { "/ai/chat/parts", test_parts },
    { "/ai/chat/progress", test_progress },
    { "/ai/chat/learning", test_learning },
    { "/ai/chat/stubborn", test_stubborn },
    { "/ai/chat/errors", test_errors },
    { "/ai/chat/allowed-cut", test_allowed_cut },
    { "/ai/chat/network", test_network },
    { "/ai/chat/wait", test_wait },
    { "/ai/chat/context-cut", test_context_cut },
    { "/ai/chat/models", test_models },
    { "/ai/chat/no-list", test_no_list },
    { "/ai/chat/bad-key", test_bad_key },
    { "/ai/chat/no-key", test_no_key },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/ai/chat/addresses", test_addresses);

  return g_test_run ();
}
