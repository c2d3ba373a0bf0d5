/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-body.h"

#include <math.h>
#include <string.h>

static JsonArray *
build_messages (const IgnyChatBody *body)
{
  JsonArray *messages = json_array_new ();

  for (guint i = 0; i < body->n_messages; i++)
    {
      JsonObject *message = json_object_new ();

      json_object_set_string_member (message, "role", body->messages[i].role);
      json_object_set_string_member (message, "content", body->messages[i].content);
      json_array_add_object_element (messages, message);
    }

  return messages;
}

static void
set_cap (JsonObject            *object,
         const IgnyChatBody    *body,
         const IgnyModelFamily *family,
         const IgnyChatQuirks  *quirks)
{
  gboolean new_name = strcmp (family->cap_field, "max_completion_tokens") == 0;

  if (body->max_output_tokens == 0 || quirks->no_cap)
    return;
  if (quirks->other_cap)
    new_name = !new_name;
  json_object_set_int_member (object, new_name ? "max_completion_tokens" : "max_tokens",
                              (gint64) body->max_output_tokens * family->head_room);
}

static void
set_format (JsonObject *object)
{
  JsonObject *format = json_object_new ();

  json_object_set_string_member (format, "type", "json_object");
  json_object_set_object_member (object, "response_format", format);
}

static void
set_stream (JsonObject           *object,
            const IgnyChatQuirks *quirks)
{
  JsonObject *options;

  json_object_set_boolean_member (object, "stream", TRUE);
  if (quirks->no_usage)
    return;

  options = json_object_new ();
  json_object_set_boolean_member (options, "include_usage", TRUE);
  json_object_set_object_member (object, "stream_options", options);
}

char *
igny_chat_body_to_text (const IgnyChatBody    *body,
                        const IgnyModelFamily *family,
                        const IgnyChatQuirks  *quirks)
{
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (body != NULL && body->model != NULL && body->n_messages > 0, NULL);
  g_return_val_if_fail (family != NULL && quirks != NULL, NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "model", body->model);
  json_object_set_array_member (object, "messages", build_messages (body));
  set_cap (object, body, family, quirks);
  if (body->temperature >= 0 && family->temperature && !quirks->no_temperature)
    json_object_set_double_member (object, "temperature",
                                   round (MIN (body->temperature, 2.0) * 100) / 100);
  if (body->json && family->json && !quirks->no_json)
    set_format (object);
  if (body->stream && !quirks->no_stream)
    set_stream (object, quirks);
  return igny_json_object_to_text (object, FALSE);
}

static gboolean
is_about (const IgnyChatFault *fault,
          const char          *field)
{
  /* Param may be a path such as "body.stream_options.include_usage". */
  if (*fault->param != '\0')
    return strstr (fault->param, field) != NULL;
  return strstr (fault->message, field) != NULL;
}

/* FALSE when it was known already and did not help. */
static gboolean
set_once (gboolean *quirk)
{
  gboolean was = *quirk;

  *quirk = TRUE;
  return !was;
}

gboolean
igny_chat_quirks_learn (IgnyChatQuirks      *quirks,
                        const IgnyChatFault *fault)
{
  g_return_val_if_fail (quirks != NULL, FALSE);
  g_return_val_if_fail (fault != NULL, FALSE);

  /* Neither name is taken: without a cap then. */
  if (is_about (fault, "max_tokens") || is_about (fault, "max_completion_tokens"))
    return set_once (&quirks->other_cap) || set_once (&quirks->no_cap);
  if (is_about (fault, "temperature"))
    return set_once (&quirks->no_temperature);
  if (is_about (fault, "response_format") || is_about (fault, "json_object"))
    return set_once (&quirks->no_json);
  if (is_about (fault, "stream_options"))
    return set_once (&quirks->no_usage);
  if (is_about (fault, "stream"))
    return set_once (&quirks->no_stream);
  return FALSE;
}
