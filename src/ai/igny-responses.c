/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-responses.h"

#include <string.h>

/* The interface takes no smaller cap. */
#define MIN_CAP 16

static JsonArray *
build_input (const IgnyChatBody *body)
{
  JsonArray *input = json_array_new ();

  for (guint i = 0; i < body->n_messages; i++)
    {
      JsonObject *message = json_object_new ();

      if (strcmp (body->messages[i].role, "system") == 0)
        {
          json_object_unref (message);
          continue;
        }
      json_object_set_string_member (message, "role", body->messages[i].role);
      json_object_set_string_member (message, "content", body->messages[i].content);
      json_array_add_object_element (input, message);
    }
  return input;
}

static char *
join_instructions (const IgnyChatBody *body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < body->n_messages; i++)
    if (strcmp (body->messages[i].role, "system") == 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "",
                              body->messages[i].content);
  return g_strdup (text->str);
}

/* Flat, unlike that of the chat completions. */
static void
set_format (JsonObject            *object,
            const IgnyChatBody    *body,
            const IgnyModelFamily *family,
            const IgnyChatQuirks  *quirks)
{
  JsonNode   *schema = igny_chat_body_read_schema (body, family, quirks);
  JsonObject *text;
  JsonObject *format;

  if (schema == NULL &&
      (!body->json || family->structure == IGNY_STRUCTURE_NONE || quirks->no_json))
    return;

  text = json_object_new ();
  format = json_object_new ();
  json_object_set_string_member (format, "type", schema != NULL ? "json_schema" : "json_object");
  if (schema != NULL)
    {
      json_object_set_string_member (format, "name", body->schema_name);
      json_object_set_boolean_member (format, "strict", TRUE);
      json_object_set_member (format, "schema", schema);
    }
  json_object_set_object_member (text, "format", format);
  json_object_set_object_member (object, "text", text);
}

char *
igny_responses_build_body (const IgnyChatBody    *body,
                           const IgnyModelFamily *family,
                           const IgnyChatQuirks  *quirks)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *instructions = NULL;
  gint64           cap;

  g_return_val_if_fail (body != NULL && body->model != NULL && body->n_messages > 0, NULL);
  g_return_val_if_fail (family != NULL && quirks != NULL, NULL);

  object = json_object_new ();
  instructions = join_instructions (body);
  cap = igny_chat_body_get_cap (body, family, quirks);
  json_object_set_string_member (object, "model", body->model);
  if (*instructions != '\0')
    json_object_set_string_member (object, "instructions", instructions);
  json_object_set_array_member (object, "input", build_input (body));
  if (cap > 0 && !quirks->no_cap)
    json_object_set_int_member (object, "max_output_tokens", MAX (cap, MIN_CAP));
  if (body->temperature >= 0 && family->temperature && !quirks->no_temperature)
    json_object_set_double_member (object, "temperature",
                                   igny_chat_body_get_temperature (body, 2));
  set_format (object, body, family, quirks);
  json_object_set_boolean_member (object, "store", FALSE);
  if (body->stream && !quirks->no_stream)
    json_object_set_boolean_member (object, "stream", TRUE);
  return igny_json_object_to_text (object, FALSE);
}

static void
add_item (IgnyChatAnswer *answer,
          JsonObject     *item)
{
  JsonArray *parts = igny_json_get_array (item, "content");

  if (strcmp (igny_json_get_string (item, "type", ""), "message") != 0)
    return;
  for (guint i = 0; i < igny_json_array_get_length (parts); i++)
    {
      JsonObject *part = igny_json_array_get_object (parts, i);
      const char *type = igny_json_get_string (part, "type", "");

      if (strcmp (type, "output_text") == 0)
        igny_chat_answer_append_text (answer, igny_json_get_string (part, "text", ""));
      else if (strcmp (type, "refusal") == 0)
        igny_chat_answer_append_refusal (answer, igny_json_get_string (part, "refusal", ""));
    }
}

static void
add_usage (IgnyChatAnswer *answer,
           JsonObject     *usage)
{
  JsonObject *in = igny_json_get_object (usage, "input_tokens_details");
  JsonObject *out = igny_json_get_object (usage, "output_tokens_details");

  answer->tokens_in = igny_json_get_int (usage, "input_tokens", answer->tokens_in);
  answer->tokens_out = igny_json_get_int (usage, "output_tokens", answer->tokens_out);
  answer->tokens_cached = igny_json_get_int (in, "cached_tokens", answer->tokens_cached);
  answer->tokens_reasoning =
      igny_json_get_int (out, "reasoning_tokens", answer->tokens_reasoning);
}

static void
read_status (IgnyChatAnswer *answer,
             JsonObject     *response)
{
  const char *status = igny_json_get_string (response, "status", "");
  JsonObject *details = igny_json_get_object (response, "incomplete_details");
  const char *reason = igny_json_get_string (details, "reason", "");

  if (strcmp (status, "completed") == 0)
    answer->finish = IGNY_CHAT_FINISH_STOP;
  else if (strcmp (status, "incomplete") == 0)
    answer->finish = strcmp (reason, "content_filter") == 0 ? IGNY_CHAT_FINISH_FILTERED
                                                            : IGNY_CHAT_FINISH_LENGTH;
  if (answer->fault == NULL)
    answer->fault = igny_chat_fault_new_from_object (response);
}

/* with_text: the stream has not brought it already. */
static gboolean
add_response (IgnyChatAnswer *answer,
              JsonObject     *response,
              gboolean        with_text)
{
  JsonArray  *output = igny_json_get_array (response, "output");
  const char *model = igny_json_get_string (response, "model", NULL);

  for (guint i = 0; with_text && i < igny_json_array_get_length (output); i++)
    add_item (answer, igny_json_array_get_object (output, i));
  add_usage (answer, igny_json_get_object (response, "usage"));
  if (model != NULL && answer->model == NULL)
    answer->model = g_strndup (model, 200);
  read_status (answer, response);
  answer->ended = answer->finish != IGNY_CHAT_FINISH_NONE;
  return TRUE;
}

gboolean
igny_responses_add (IgnyChatAnswer *answer,
                    JsonObject     *object)
{
  const char *type;
  const char *delta;
  JsonObject *response;

  g_return_val_if_fail (answer != NULL, FALSE);

  type = igny_json_get_string (object, "type", "");
  delta = igny_json_get_string (object, "delta", "");
  response = igny_json_get_object (object, "response");
  if (strcmp (type, "response.output_text.delta") == 0)
    igny_chat_answer_append_text (answer, delta);
  else if (strcmp (type, "response.refusal.delta") == 0)
    igny_chat_answer_append_refusal (answer, delta);
  else if (g_str_has_prefix (type, "response.reasoning"))
    answer->reasoning_chars += (guint64) g_utf8_strlen (delta, -1);
  else if (response != NULL)
    return add_response (answer, response, answer->text->len + answer->refusal->len == 0);
  else if (igny_json_get_array (object, "output") != NULL)
    return add_response (answer, object, TRUE);
  else
    {
      if (answer->fault == NULL)
        answer->fault = igny_chat_fault_new_from_object (object);
      return answer->fault != NULL || g_str_has_prefix (type, "response.");
    }
  return TRUE;
}
