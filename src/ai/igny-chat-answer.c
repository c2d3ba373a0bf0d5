/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-answer.h"

#include <string.h>

#include "igny-number.h"

IgnyChatAnswer *
igny_chat_answer_new (void)
{
  IgnyChatAnswer *self = g_new0 (IgnyChatAnswer, 1);

  self->text = g_string_new (NULL);
  self->refusal = g_string_new (NULL);
  igny_chat_answer_reset (self);
  return self;
}

void
igny_chat_answer_free (IgnyChatAnswer *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_string_free (self->refusal, TRUE);
  g_clear_pointer (&self->fault, igny_chat_fault_free);
  g_free (self->model);
  g_free (self->request_id);
  g_free (self);
}

void
igny_chat_answer_reset (IgnyChatAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_string_truncate (self->text, 0);
  g_string_truncate (self->refusal, 0);
  self->text_chars = 0;
  self->reasoning_chars = 0;
  self->finish = IGNY_CHAT_FINISH_NONE;
  self->overflow = FALSE;
  self->ended = FALSE;
  g_clear_pointer (&self->model, g_free);
  self->tokens_in = IGNY_UNKNOWN;
  self->tokens_cached = IGNY_UNKNOWN;
  self->tokens_out = IGNY_UNKNOWN;
  self->tokens_reasoning = IGNY_UNKNOWN;
  g_clear_pointer (&self->fault, igny_chat_fault_free);
}

static void
append (IgnyChatAnswer *self,
        GString        *out,
        const char     *text)
{
  gsize length = strlen (text);

  if (out->len + length > IGNY_CHAT_MAX_TEXT)
    self->overflow = TRUE;
  else
    g_string_append_len (out, text, (gssize) length);
  if (out == self->text)
    self->text_chars += (guint64) g_utf8_strlen (text, -1);
}

void
igny_chat_answer_append_text (IgnyChatAnswer *self,
                              const char     *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  append (self, self->text, text);
}

void
igny_chat_answer_append_refusal (IgnyChatAnswer *self,
                                 const char     *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  append (self, self->refusal, text);
}

/* A text, or a list of parts as some gateways send it. */
static void
append_content (IgnyChatAnswer *self,
                JsonNode       *content)
{
  JsonArray *parts = igny_json_node_get_array (content);

  append (self, self->text, igny_json_node_get_string (content, ""));
  for (guint i = 0; i < igny_json_array_get_length (parts); i++)
    {
      JsonObject *part = igny_json_array_get_object (parts, i);

      append (self, self->text, igny_json_get_string (part, "text", ""));
      append (self, self->refusal, igny_json_get_string (part, "refusal", ""));
    }
}

/* message of a whole answer, delta of a chunk. */
static void
add_message (IgnyChatAnswer *self,
             JsonObject     *message)
{
  const char *reasoning = igny_json_get_string (message, "reasoning_content", NULL);

  if (reasoning == NULL)
    reasoning = igny_json_get_string (message, "reasoning", "");
  self->reasoning_chars += (guint64) g_utf8_strlen (reasoning, -1);
  append_content (self, igny_json_get_node (message, "content"));
  append (self, self->refusal, igny_json_get_string (message, "refusal", ""));
}

static IgnyChatFinish
read_finish (const char *word)
{
  if (strcmp (word, "length") == 0 || strcmp (word, "max_tokens") == 0)
    return IGNY_CHAT_FINISH_LENGTH;
  if (strcmp (word, "content_filter") == 0)
    return IGNY_CHAT_FINISH_FILTERED;
  return IGNY_CHAT_FINISH_STOP;
}

static void
add_choice (IgnyChatAnswer *self,
            JsonObject     *choice)
{
  JsonObject *message = igny_json_get_object (choice, "message");
  const char *finish = igny_json_get_string (choice, "finish_reason", NULL);

  /* Only the first answer was asked for. */
  if (igny_json_get_int (choice, "index", 0) != 0)
    return;
  add_message (self, message != NULL ? message : igny_json_get_object (choice, "delta"));
  if (finish != NULL)
    self->finish = read_finish (finish);
  if (self->fault == NULL)
    self->fault = igny_chat_fault_new_from_object (choice);
}

static gint64
read_count (JsonObject *object,
            const char *name,
            gint64      fallback)
{
  gint64 count = igny_json_get_int (object, name, -1);

  return count >= 0 ? count : fallback;
}

static void
add_usage (IgnyChatAnswer *self,
           JsonObject     *usage)
{
  JsonObject *in = igny_json_get_object (usage, "prompt_tokens_details");
  JsonObject *out = igny_json_get_object (usage, "completion_tokens_details");

  self->tokens_in = read_count (usage, "prompt_tokens", self->tokens_in);
  self->tokens_out = read_count (usage, "completion_tokens", self->tokens_out);
  self->tokens_cached = read_count (in, "cached_tokens", self->tokens_cached);
  self->tokens_reasoning = read_count (out, "reasoning_tokens", self->tokens_reasoning);
}

gboolean
igny_chat_answer_add (IgnyChatAnswer *self,
                      JsonObject     *object)
{
  JsonArray  *choices;
  JsonObject *usage;
  const char *model;

  g_return_val_if_fail (self != NULL, FALSE);

  choices = igny_json_get_array (object, "choices");
  usage = igny_json_get_object (object, "usage");
  model = igny_json_get_string (object, "model", NULL);
  for (guint i = 0; i < igny_json_array_get_length (choices); i++)
    add_choice (self, igny_json_array_get_object (choices, i));
  if (usage != NULL)
    add_usage (self, usage);
  if (model != NULL && self->model == NULL)
    self->model = g_strndup (model, 200);
  if (self->fault == NULL)
    self->fault = igny_chat_fault_new_from_object (object);

  return choices != NULL || usage != NULL || self->fault != NULL;
}
