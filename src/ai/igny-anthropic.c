/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-anthropic.h"

#include <string.h>

#include "igny-number.h"

/* The interface wants a cap in any case. */
#define USUAL_CAP 8192

static void
set_messages (JsonObject         *object,
              const IgnyChatBody *body)
{
  JsonArray *messages = json_array_new ();
  g_autoptr (GString) system = g_string_new (NULL);

  for (guint i = 0; i < body->n_messages; i++)
    {
      const IgnyChatMessage *message = &body->messages[i];
      JsonObject            *item;

      if (strcmp (message->role, "system") == 0)
        {
          g_string_append_printf (system, "%s%s", system->len > 0 ? "\n\n" : "", message->content);
          continue;
        }
      item = json_object_new ();
      json_object_set_string_member (item, "role", message->role);
      json_object_set_string_member (item, "content", message->content);
      json_array_add_object_element (messages, item);
    }
  if (system->len > 0)
    json_object_set_string_member (object, "system", system->str);
  json_object_set_array_member (object, "messages", messages);
}

static void
set_format (JsonObject            *object,
            const IgnyChatBody    *body,
            const IgnyModelFamily *family,
            const IgnyChatQuirks  *quirks)
{
  JsonNode   *schema = igny_chat_body_read_schema (body, family, quirks);
  JsonObject *config;
  JsonObject *format;

  if (schema == NULL)
    return;
  config = json_object_new ();
  format = json_object_new ();
  json_object_set_string_member (format, "type", "json_schema");
  json_object_set_member (format, "schema", schema);
  json_object_set_object_member (config, "format", format);
  json_object_set_object_member (object, "output_config", config);
}

char *
igny_anthropic_build_body (const IgnyChatBody    *body,
                           const IgnyModelFamily *family,
                           const IgnyChatQuirks  *quirks)
{
  g_autoptr (JsonObject) object = NULL;
  gint64 cap;

  g_return_val_if_fail (body != NULL && body->model != NULL && body->n_messages > 0, NULL);
  g_return_val_if_fail (family != NULL && quirks != NULL, NULL);

  object = json_object_new ();
  cap = igny_chat_body_get_cap (body, family, quirks);
  json_object_set_string_member (object, "model", body->model);
  json_object_set_int_member (object, "max_tokens", cap > 0 ? cap : USUAL_CAP);
  set_messages (object, body);
  if (body->temperature >= 0 && family->temperature && !quirks->no_temperature)
    json_object_set_double_member (object, "temperature",
                                   igny_chat_body_get_temperature (body, 1));
  set_format (object, body, family, quirks);
  if (body->stream && !quirks->no_stream)
    json_object_set_boolean_member (object, "stream", TRUE);
  return igny_json_object_to_text (object, FALSE);
}

/* What was read from a cache, or written into it, is not a part of
   input_tokens here. */
static void
add_usage (IgnyChatAnswer *answer,
           JsonObject     *usage)
{
  gint64 fresh = igny_json_get_int (usage, "input_tokens", IGNY_UNKNOWN);
  gint64 cached = MAX (0, igny_json_get_int (usage, "cache_read_input_tokens", 0));
  gint64 written = MAX (0, igny_json_get_int (usage, "cache_creation_input_tokens", 0));

  answer->tokens_out = igny_json_get_int (usage, "output_tokens", answer->tokens_out);
  if (fresh < 0)
    return;
  answer->tokens_in = fresh + cached + written;
  answer->tokens_cached = cached;
}

static void
read_finish (IgnyChatAnswer *answer,
             JsonObject     *object)
{
  const char *reason = igny_json_get_string (object, "stop_reason", NULL);

  if (reason == NULL)
    return;
  if (strcmp (reason, "max_tokens") == 0 ||
      strcmp (reason, "model_context_window_exceeded") == 0)
    answer->finish = IGNY_CHAT_FINISH_LENGTH;
  else if (strcmp (reason, "refusal") == 0)
    {
      answer->finish = IGNY_CHAT_FINISH_STOP;
      if (answer->refusal->len == 0)
        igny_chat_answer_append_refusal (answer, "the model declined to answer");
    }
  else
    answer->finish = IGNY_CHAT_FINISH_STOP;
}

/* A block of a whole message, or the beginning of one or more of it. */
static void
add_block (IgnyChatAnswer *answer,
           JsonObject     *block)
{
  const char *thinking = igny_json_get_string (block, "thinking", "");

  igny_chat_answer_append_text (answer, igny_json_get_string (block, "text", ""));
  answer->reasoning_chars += (guint64) g_utf8_strlen (thinking, -1);
}

static void
add_message (IgnyChatAnswer *answer,
             JsonObject     *message)
{
  JsonArray  *content = igny_json_get_array (message, "content");
  const char *model = igny_json_get_string (message, "model", NULL);

  for (guint i = 0; i < igny_json_array_get_length (content); i++)
    add_block (answer, igny_json_array_get_object (content, i));
  add_usage (answer, igny_json_get_object (message, "usage"));
  read_finish (answer, message);
  if (model != NULL && answer->model == NULL)
    answer->model = g_strndup (model, 200);
}

gboolean
igny_anthropic_add (IgnyChatAnswer *answer,
                    JsonObject     *object)
{
  const char *type;
  JsonObject *delta;

  g_return_val_if_fail (answer != NULL, FALSE);

  type = igny_json_get_string (object, "type", "");
  delta = igny_json_get_object (object, "delta");
  if (strcmp (type, "message") == 0)
    add_message (answer, object);
  else if (strcmp (type, "message_start") == 0)
    add_message (answer, igny_json_get_object (object, "message"));
  else if (strcmp (type, "content_block_start") == 0)
    add_block (answer, igny_json_get_object (object, "content_block"));
  else if (strcmp (type, "content_block_delta") == 0)
    add_block (answer, delta);
  else if (strcmp (type, "message_delta") == 0)
    {
      read_finish (answer, delta);
      add_usage (answer, igny_json_get_object (object, "usage"));
    }
  else if (strcmp (type, "message_stop") == 0)
    answer->ended = TRUE;
  else
    {
      if (answer->fault == NULL)
        answer->fault = igny_chat_fault_new_from_object (object);
      return answer->fault != NULL;
    }
  return TRUE;
}
