/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-stub-more.h"

#include <string.h>

#include "igny-stub-answer.h"

/* A picture of one pixel. */
#define PIXEL                                                                                  \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Erk" \
  "Jggg=="

#define RATES                                                                  \
  "x-ratelimit-limit-requests: 500\r\nx-ratelimit-remaining-requests: 499\r\n" \
  "x-ratelimit-reset-requests: 120ms\r\nx-ratelimit-limit-tokens: 30000\r\n"   \
  "x-ratelimit-remaining-tokens: 29000\r\nx-ratelimit-reset-tokens: 2s\r\n"

#define ANTHROPIC_RATES                           \
  "anthropic-ratelimit-requests-remaining: 7\r\n" \
  "anthropic-ratelimit-requests-reset: 2099-01-01T00:00:00Z\r\nrequest-id: req_stub\r\n"

static void
set_reply (IgnyStubReply *reply,
           guint          status,
           const char    *headers,
           char          *body)
{
  *reply = (IgnyStubReply){ status, headers, "application/json", body };
}

/* clang-format off */
static const struct
{
  const char *model;
  guint       status;
  const char *headers;
  const char *body;
} troubles[] = {
  { "rig-403", 403, "", "{\"error\":{\"message\":\"Your organization must be verified to use the model.\",\"code\":null}}" },
  { "rig-408", 408, "", "{\"error\":{\"message\":\"Timed out.\",\"type\":\"timeout\",\"code\":null}}" },
  { "rig-413", 413, "", "" },
  { "rig-422", 422, "", "{\"error\":{\"message\":\"Cannot be processed.\"}}" },
  { "rig-busy", 429, "Retry-After: 1\r\n" RATES, "{\"error\":{\"message\":\"Slow down.\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}" },
  { "rig-spent", 400, "", "{\"error\":{\"message\":\"Limit reached.\",\"type\":\"invalid_request_error\",\"code\":\"billing_hard_limit_reached\"}}" },
  { "rig-502", 502, "", "<html><head><title>502</title></head><body>Bad gateway</body></html>" },
  { "rig-503", 503, "Retry-After: 2\r\n", "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}" },
  { "rig-529", 529, "", "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}" },
  { "rig-inside", 200, "", "{\"error\":{\"code\":502,\"message\":\"The model is down.\"}}" },
  { "rig-inside-choice", 200, "", "{\"choices\":[{\"index\":0,\"error\":{\"code\":429,\"message\":\"Slow.\"},\"message\":{\"content\":\"\"}}]}" },
  { "rig-filter", 200, "", "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"I\"},\"finish_reason\":\"content_filter\"}]}" },
  { "rig-policy", 400, "", "{\"error\":{\"message\":\"Not allowed.\",\"code\":\"content_policy_violation\"}}" },
  { "rig-all-reasoning", 200, "", "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}],"
    "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3000,\"completion_tokens_details\":{\"reasoning_tokens\":3000}}}" },
  { "rig-html", 200, "", "<html><body>Sign in to this network</body></html>" },
};
/* clang-format on */

gboolean
igny_stub_more_trouble (const char    *model,
                        IgnyStubReply *reply)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (strcmp (troubles[i].model, model) == 0)
      {
        set_reply (reply, troubles[i].status, troubles[i].headers, g_strdup (troubles[i].body));
        return TRUE;
      }
  return FALSE;
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  GString *out = g_string_new (text);

  g_string_replace (out, from, to, 0);
  return g_string_free (out, FALSE);
}

/* Ten ways in which models break JSON, and two in which it is hidden. */
static char *
break_json (guint       how,
            const char *answer)
{
  switch (how)
    {
    case 1:
      return g_strdup_printf ("```json\n%s\n```", answer);
    case 2:
      return g_strdup_printf ("Certainly! Here it is:\n%s\nLet me know {if} it helps.", answer);
    case 3:
      return replace (answer, "]}", "],}");
    case 4:
      return replace (answer, "\"", "'");
    case 5:
      return replace (answer, "{\"clusters\":", "{\"done\":True,\"clusters\":");
    case 6:
      return replace (answer, "\"name\":", "“name”:");
    case 7:
      return replace (answer, "{\"clusters\":", "{// the clusters\n/* all */\"clusters\":");
    case 8:
      return replace (answer, "begin with", "begin\nwith");
    case 9:
      return replace (answer, "\"keywords\":", "keywords:");
    case 10:
      return g_strndup (answer, strlen (answer) - 2);
    case 11:
      return g_strdup_printf ("<think>Is it {\"clusters\": [}?</think>%s", answer);
    default:
      return replace (answer, "},{", "}{");
    }
}

static gboolean
has_complaint (JsonObject *request)
{
  JsonArray  *messages = igny_json_get_array (request, "messages");
  guint       n = igny_json_array_get_length (messages);
  JsonObject *last = n > 0 ? igny_json_array_get_object (messages, n - 1) : NULL;

  return strstr (igny_json_get_string (last, "content", ""), "could not be used") != NULL;
}

char *
igny_stub_more_spoil (JsonObject *request,
                      const char *answer)
{
  const char *model = igny_json_get_string (request, "model", "");
  gboolean    once = strcmp (model, "rig-once-wrong") == 0;

  if (g_str_has_prefix (model, "rig-json-"))
    return break_json ((guint) g_ascii_strtoull (model + strlen ("rig-json-"), NULL, 10), answer);
  if (once && has_complaint (request))
    return g_strdup (answer);
  if (once || strcmp (model, "rig-wrong") == 0)
    return g_strdup ("{\"clusters\":[{\"name\":\"A\",\"description\":5,\"keywords\":[]}]}");
  return NULL;
}

/* As chat completions would have it, for igny_stub_answer_new. */
static JsonNode *
rewrite_as_chat (JsonObject *body,
                 const char *system)
{
  JsonNode   *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *chat = json_object_new ();
  JsonArray  *given = igny_json_get_array (body, "messages");
  JsonArray  *messages = json_array_new ();
  JsonObject *first = json_object_new ();

  if (given == NULL)
    given = igny_json_get_array (body, "input");
  json_object_set_string_member (first, "role", "system");
  json_object_set_string_member (first, "content", system);
  json_array_add_object_element (messages, first);
  for (guint i = 0; i < igny_json_array_get_length (given); i++)
    json_array_add_element (messages, json_node_copy (igny_json_array_get_node (given, i)));
  json_object_set_array_member (chat, "messages", messages);
  json_node_take_object (node, chat);
  return node;
}

static char *
make_answer (JsonObject *body,
             const char *system)
{
  g_autoptr (JsonNode) chat = rewrite_as_chat (body, system);

  return igny_stub_answer_new (igny_json_node_get_object (chat));
}

/* A JSON text with quotes around it. */
static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return igny_json_to_text (node, FALSE);
}

static void
answer_responses (JsonObject    *body,
                  IgnyStubReply *reply)
{
  const char      *model = igny_json_get_string (body, "model", "");
  g_autofree char *text =
      make_answer (body, igny_json_get_string (body, "instructions", ""));
  g_autofree char *quoted = quote (text);
  g_autofree char *whole = NULL;
  const char      *status = strcmp (model, "rig-length") == 0 ? "incomplete" : "completed";
  const char      *details = strcmp (model, "rig-length") == 0
                                 ? "{\"reason\":\"max_output_tokens\"}"
                                 : "null";

  whole = g_strdup_printf (
      "{\"id\":\"resp_1\",\"object\":\"response\",\"model\":\"%s\",\"status\":\"%s\","
      "\"error\":null,"
      "\"incomplete_details\":%s,\"output\":[{\"type\":\"reasoning\",\"summary\":[]},"
      "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
      "\"text\":%s,\"annotations\":[]}]}],\"usage\":{\"input_tokens\":120,\"output_tokens\":40,"
      "\"total_tokens\":160,\"input_tokens_details\":{\"cached_tokens\":20},"
      "\"output_tokens_details\":{\"reasoning_tokens\":10}}}",
      model, status, details, quoted);
  if (!igny_json_get_bool (body, "stream", FALSE))
    {
      set_reply (reply, 200, RATES, g_steal_pointer (&whole));
      return;
    }
  set_reply (reply, 200, RATES,
             g_strdup_printf (
                 "event: response.created\ndata: {\"type\":\"response.created\",\"response\":"
                 "{\"id\":\"resp_1\",\"status\":\"in_progress\",\"output\":[]}}\n\n"
                 "event: response.output_text.delta\ndata: {\"type\":"
                 "\"response.output_text.delta\",\"delta\":%s}\n\n"
                 "event: response.%s\ndata: {\"type\":\"response.%s\",\"response\":%s}\n\n",
                 quoted, status, status, whole));
  reply->type = "text/event-stream";
}

static gboolean
answer_anthropic_trouble (const char    *model,
                          IgnyStubReply *reply)
{
  /* clang-format off */
  static const struct
  {
    const char *model;
    guint       status;
    const char *type;
    const char *message;
  } cases[] = {
    { "rig-401",      401, "authentication_error",  "invalid x-api-key" },
    { "rig-403",      403, "permission_error",      "Your key may not use this." },
    { "rig-404",      404, "not_found_error",       "model: rig-404" },
    { "rig-413",      413, "request_too_large",     "Too large." },
    { "rig-busy",     429, "rate_limit_error",      "Too many tokens." },
    { "rig-quota",    400, "invalid_request_error", "Your credit balance is too low to access the API." },
    { "rig-500",      500, "api_error",             "Internal." },
    { "rig-529",      529, "overloaded_error",      "Overloaded" },
    { "rig-too-long", 400, "invalid_request_error", "prompt is too long: 213462 tokens > 200000 maximum" },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strcmp (cases[i].model, model) == 0)
      {
        set_reply (reply, cases[i].status, ANTHROPIC_RATES,
                   g_strdup_printf ("{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":"
                                    "\"%s\"},\"request_id\":\"req_stub\"}",
                                    cases[i].type, cases[i].message));
        return TRUE;
      }
  return FALSE;
}

static char *
stream_anthropic (const char *model,
                  const char *quoted,
                  const char *reason)
{
  return g_strdup_printf (
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
      "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"%s\",\"content\":[],\"stop_reason\":"
      "null,\"usage\":{\"input_tokens\":100,\"cache_read_input_tokens\":20,\"output_tokens\":1}}}"
      "\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\nevent: content_block_start\ndata: {\"type\":"
      "\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":"
      "\"\"}}\n\nevent: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
      "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Let me see.\"}}\n\n"
      "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,"
      "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\nevent: content_block_delta\ndata: "
      "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\","
      "\"text\":%s}"
      "}\n\nevent: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n"
      "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},"
      "\"usage\":{\"output_tokens\":40}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}"
      "\n\n",
      model, quoted, reason);
}

static void
answer_messages (JsonObject    *body,
                 IgnyStubReply *reply)
{
  const char      *model = igny_json_get_string (body, "model", "");
  g_autofree char *text = make_answer (body, igny_json_get_string (body, "system", ""));
  g_autofree char *quoted = quote (text);
  const char      *reason = strcmp (model, "rig-length") == 0 ? "max_tokens" : "end_turn";

  if (answer_anthropic_trouble (model, reply))
    return;
  if (igny_json_get_int (body, "max_tokens", 0) <= 0)
    {
      set_reply (reply, 400, "",
                 g_strdup ("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                           "\"message\":\"max_tokens: Field required\"}}"));
      return;
    }
  if (strcmp (model, "rig-refuse") == 0)
    {
      reason = "refusal";
      g_free (quoted);
      quoted = g_strdup ("\"\"");
    }
  if (igny_json_get_bool (body, "stream", FALSE))
    {
      set_reply (reply, 200, ANTHROPIC_RATES, stream_anthropic (model, quoted, reason));
      reply->type = "text/event-stream";
      return;
    }
  set_reply (reply, 200, ANTHROPIC_RATES,
             g_strdup_printf (
                 "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"%s\","
                 "\"content\":[{\"type\":\"thinking\",\"thinking\":\"Let me see.\"},{\"type\":"
                 "\"text\",\"text\":%s}],\"stop_reason\":\"%s\",\"usage\":{\"input_tokens\":100,"
                 "\"cache_read_input_tokens\":20,\"output_tokens\":40}}",
                 model, quoted, reason));
}

static void
answer_images (JsonObject    *body,
               IgnyStubReply *reply)
{
  const char *model = igny_json_get_string (body, "model", "");

  if (strcmp (model, "rig-no-picture") == 0)
    set_reply (reply, 200, "", g_strdup ("{\"created\":1,\"data\":[{\"b64_json\":\"SGVsbG8=\"}]}"));
  else if (strcmp (model, "rig-policy") == 0)
    set_reply (reply, 400, "",
               g_strdup ("{\"error\":{\"message\":\"Rejected by the safety system.\",\"type\":"
                         "\"image_generation_user_error\",\"param\":null,\"code\":"
                         "\"moderation_blocked\"}}"));
  else if (strcmp (model, "gpt-image-strict") == 0 &&
           igny_json_get_node (body, "output_compression") != NULL)
    set_reply (reply, 400, "",
               g_strdup ("{\"error\":{\"message\":\"Unknown parameter.\",\"type\":"
                         "\"invalid_request_error\",\"param\":\"output_compression\",\"code\":"
                         "\"unknown_parameter\"}}"));
  else if (!igny_stub_more_trouble (model, reply))
    set_reply (reply, 200, RATES,
               g_strdup ("{\"created\":1700000000,\"data\":[{\"b64_json\":\"" PIXEL "\"}],"
                         "\"usage\":{\"input_tokens\":100,\"output_tokens\":1000,\"total_tokens\":"
                         "1100,\"input_tokens_details\":{\"text_tokens\":100,"
                         "\"image_tokens\":0}}}"));
}

/* The model rig-lost:1@1 has had every task before, and needs two questions. */
static void
answer_runware (JsonObject    *task,
                IgnyStubReply *reply)
{
  static gint asked;
  const char *type = igny_json_get_string (task, "taskType", "");
  const char *id = igny_json_get_string (task, "taskUUID", "");
  const char *model = igny_json_get_string (task, "model", "");
  gboolean    question = strcmp (type, "getResponse") == 0;

  if (strcmp (type, "ping") == 0)
    set_reply (reply, 200, "", g_strdup ("{\"data\":[{\"taskType\":\"ping\",\"pong\":true}]}"));
  else if (strcmp (model, "rig-lost:1@1") == 0)
    set_reply (reply, 400, "",
               g_strdup_printf ("{\"errors\":[{\"code\":\"conflictTaskUUID\",\"message\":\"In use."
                                "\",\"taskUUID\":\"%s\"}]}",
                                id));
  else if (strcmp (model, "rig-poor:1@1") == 0)
    set_reply (reply, 402, "",
               g_strdup_printf ("{\"errors\":[{\"code\":\"insufficientCredits\",\"message\":"
                                "\"Insufficient credits.\",\"taskUUID\":\"%s\"}]}",
                                id));
  else if (strcmp (model, "rig-strict:1@1") == 0 && igny_json_get_node (task, "width") != NULL)
    set_reply (reply, 400, "",
               g_strdup_printf ("{\"errors\":[{\"code\":\"unsupportedParameter\",\"message\":\"Not "
                                "here.\",\"parameter\":[\"width\"],\"taskUUID\":\"%s\"}]}",
                                id));
  else if (question && g_atomic_int_add (&asked, 1) % 2 == 0)
    set_reply (reply, 200, "",
               g_strdup_printf ("{\"data\":[{\"taskType\":\"imageInference\",\"taskUUID\":\"%s\","
                                "\"status\":\"processing\"}]}",
                                id));
  else
    set_reply (reply, 200, "",
               g_strdup_printf ("{\"data\":[{\"taskType\":\"imageInference\",\"taskUUID\":\"%s\","
                                "\"imageUUID\":\"x\",\"imageBase64Data\":\"" PIXEL "\",\"cost\":"
                                "0.0013}]}",
                                id));
}

gboolean
igny_stub_more_answer (const char    *path,
                       JsonNode      *body,
                       IgnyStubReply *reply)
{
  JsonObject *object = igny_json_node_get_object (body);

  if (strcmp (path, "/v1/responses") == 0)
    answer_responses (object, reply);
  else if (strcmp (path, "/v1/messages") == 0)
    answer_messages (object, reply);
  else if (strcmp (path, "/v1/images/generations") == 0)
    answer_images (object, reply);
  else if (strcmp (path, "/v1") == 0)
    answer_runware (igny_json_array_get_object (igny_json_node_get_array (body), 0), reply);
  else
    return FALSE;
  return TRUE;
}
