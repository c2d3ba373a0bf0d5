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

gint64
igny_chat_body_get_cap (const IgnyChatBody    *body,
                        const IgnyModelFamily *family,
                        const IgnyChatQuirks  *quirks)
{
  gint64 cap;

  g_return_val_if_fail (body != NULL && family != NULL && quirks != NULL, 0);

  cap = (gint64) body->max_output_tokens * family->head_room;
  return quirks->max_cap > 0 ? MIN (cap, quirks->max_cap) : cap;
}

double
igny_chat_body_get_temperature (const IgnyChatBody *body,
                                double              maximum)
{
  g_return_val_if_fail (body != NULL, 1);

  return round (CLAMP (body->temperature, 0, maximum) * 100) / 100;
}

/* Limits of length and count are no part of what strict servers understand;
   answers are checked against them here. */
static void
strip_limits (JsonNode *node)
{
  static const char *const limits[] = { "minLength", "maxLength", "minItems", "maxItems",
                                        "minimum", "maximum", NULL };
  JsonObject              *object = igny_json_node_get_object (node);
  JsonObject              *properties = igny_json_get_object (object, "properties");
  g_autoptr (GList) members = NULL;

  for (guint i = 0; object != NULL && limits[i] != NULL; i++)
    json_object_remove_member (object, limits[i]);
  if (igny_json_get_node (object, "items") != NULL)
    strip_limits (igny_json_get_node (object, "items"));
  if (properties == NULL)
    return;
  members = json_object_get_members (properties);
  for (GList *l = members; l != NULL; l = l->next)
    strip_limits (json_object_get_member (properties, l->data));
}

JsonNode *
igny_chat_body_read_schema (const IgnyChatBody    *body,
                            const IgnyModelFamily *family,
                            const IgnyChatQuirks  *quirks)
{
  JsonNode *schema;

  g_return_val_if_fail (body != NULL && family != NULL && quirks != NULL, NULL);

  if (body->schema == NULL || family->structure != IGNY_STRUCTURE_SCHEMA || quirks->no_schema)
    return NULL;
  schema = igny_json_parse (body->schema, -1, NULL);
  g_return_val_if_fail (schema != NULL && body->schema_name != NULL, NULL);
  strip_limits (schema);
  return schema;
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
                              igny_chat_body_get_cap (body, family, quirks));
}

static void
set_format (JsonObject            *object,
            const IgnyChatBody    *body,
            const IgnyModelFamily *family,
            const IgnyChatQuirks  *quirks)
{
  JsonNode   *schema = igny_chat_body_read_schema (body, family, quirks);
  JsonObject *format;
  JsonObject *inner;

  if (schema == NULL &&
      (!body->json || family->structure == IGNY_STRUCTURE_NONE || quirks->no_json))
    return;

  format = json_object_new ();
  json_object_set_string_member (format, "type", schema != NULL ? "json_schema" : "json_object");
  if (schema != NULL)
    {
      inner = json_object_new ();
      json_object_set_string_member (inner, "name", body->schema_name);
      json_object_set_boolean_member (inner, "strict", TRUE);
      json_object_set_member (inner, "schema", schema);
      json_object_set_object_member (format, "json_schema", inner);
    }
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
                                   igny_chat_body_get_temperature (body, 2));
  set_format (object, body, family, quirks);
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

/* The largest number of a text that is at least minimum and below limit; 0
   when there is none. Separators of thousands do not end a number. */
static gint64
find_number (const char *text,
             gint64      minimum,
             gint64      limit)
{
  gint64 best = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      gint64 number = 0;

      if (!g_ascii_isdigit (*p))
        continue;
      for (; g_ascii_isdigit (*p) || (*p == ',' && g_ascii_isdigit (p[1])); p++)
        if (*p != ',')
          number = MIN (number * 10 + (*p - '0'), G_GINT64_CONSTANT (1000000000000));
      if (number >= minimum && number < limit)
        best = MAX (best, number);
      if (*p == '\0')
        break;
    }
  return best;
}

static gboolean
learn_cap (IgnyChatQuirks      *quirks,
           const IgnyChatFault *fault,
           gint64               cap)
{
  gint64 number = find_number (fault->message, 16, cap);

  /* "This model supports at most 16384": the field is right, the number is
     not. */
  if (number > 0 && (quirks->max_cap == 0 || number < quirks->max_cap))
    {
      quirks->max_cap = number;
      return TRUE;
    }
  /* Neither name is taken: without a cap then. */
  return set_once (&quirks->other_cap) || set_once (&quirks->no_cap);
}

gboolean
igny_chat_quirks_learn (IgnyChatQuirks      *quirks,
                        const IgnyChatFault *fault,
                        const IgnyChatSent  *sent)
{
  g_return_val_if_fail (quirks != NULL && sent != NULL, FALSE);
  g_return_val_if_fail (fault != NULL, FALSE);

  if (is_about (fault, "max_tokens") || is_about (fault, "max_completion_tokens") ||
      is_about (fault, "max_output_tokens"))
    return learn_cap (quirks, fault, sent->cap);
  if (is_about (fault, "temperature"))
    return set_once (&quirks->no_temperature);
  if (is_about (fault, "json_schema") || is_about (fault, "response_format") ||
      is_about (fault, "json_object") || is_about (fault, "text.format") ||
      is_about (fault, "output_config"))
    return (sent->schema && set_once (&quirks->no_schema)) || set_once (&quirks->no_json);
  if (is_about (fault, "stream_options"))
    return set_once (&quirks->no_usage);
  if (is_about (fault, "stream"))
    return set_once (&quirks->no_stream);
  return FALSE;
}

void
igny_chat_quirks_learn_context (IgnyChatQuirks      *quirks,
                                const IgnyChatFault *fault)
{
  g_autofree char *message = NULL;
  const char      *phrase;
  gint64           number;

  g_return_if_fail (quirks != NULL && fault != NULL);

  message = g_ascii_strdown (fault->message, -1);
  phrase = strstr (message, "context");
  if (phrase == NULL)
    return;
  /* "maximum context length is 8192 tokens. However, …": only that sentence. */
  message[(gsize) (phrase - message) + strcspn (phrase, ".;")] = '\0';
  number = find_number (phrase, 256, 100000000);
  if (number > 0)
    quirks->context = number;
}
