/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-fault.h"

#include <string.h>

#include "igny-html.h"
#include "igny-number.h"
#include "igny-text.h"

#define MAX_MESSAGE 300
#define MAX_WORD 100

static char *
cut_text (const char *text,
          glong       max_chars)
{
  char *tidy = igny_text_tidy (text);

  if (g_utf8_strlen (tidy, -1) > max_chars)
    *g_utf8_offset_to_pointer (tidy, max_chars) = '\0';
  return tidy;
}

/* A text, or the digits of a number. */
static char *
read_word (JsonObject *object,
           const char *name)
{
  gint64 number = igny_json_get_int (object, name, IGNY_UNKNOWN);

  if (number != IGNY_UNKNOWN)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return cut_text (igny_json_get_string (object, name, ""), MAX_WORD);
}

static IgnyChatFault *
read_object (JsonObject *object)
{
  IgnyChatFault *fault = g_new0 (IgnyChatFault, 1);

  fault->code = read_word (object, "code");
  fault->type = read_word (object, "type");
  fault->param = read_word (object, "param");
  if (*fault->param == '\0' && igny_json_get_node (object, "parameter") != NULL)
    {
      JsonArray *list = igny_json_get_array (object, "parameter");

      g_free (fault->param);
      fault->param = list != NULL ? cut_text (igny_json_array_get_string (list, 0, ""), MAX_WORD)
                                  : read_word (object, "parameter");
    }
  fault->message = cut_text (igny_json_get_string (object, "message", ""), MAX_MESSAGE);
  return fault;
}

static IgnyChatFault *
read_text (const char *text)
{
  IgnyChatFault *fault = read_object (NULL);

  g_free (fault->message);
  fault->message = cut_text (text, MAX_MESSAGE);
  return fault;
}

IgnyChatFault *
igny_chat_fault_new_from_item (JsonObject *object)
{
  return read_object (object);
}

IgnyChatFault *
igny_chat_fault_new_from_object (JsonObject *object)
{
  JsonNode *error = igny_json_get_node (object, "error");

  if (igny_json_node_get_object (error) != NULL)
    return read_object (igny_json_node_get_object (error));
  if (igny_json_node_get_string (error, NULL) != NULL)
    return read_text (igny_json_node_get_string (error, NULL));
  if (igny_json_array_get_object (igny_json_get_array (object, "errors"), 0) != NULL)
    return read_object (igny_json_array_get_object (igny_json_get_array (object, "errors"), 0));
  /* Older servers put it at the top, newer ones call it an event. */
  if (strcmp (igny_json_get_string (object, "object", ""), "error") == 0 ||
      strcmp (igny_json_get_string (object, "type", ""), "error") == 0)
    return read_object (object);
  return NULL;
}

IgnyChatFault *
igny_chat_fault_new (const char *body,
                     gsize       length)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *plain = NULL;
  JsonObject      *object;
  IgnyChatFault   *fault;

  g_return_val_if_fail (body != NULL || length == 0, NULL);

  if (length == 0)
    return read_text ("");
  node = igny_json_parse (body, (gssize) length, NULL);
  object = igny_json_node_get_object (node);
  fault = igny_chat_fault_new_from_object (object);
  if (fault != NULL)
    return fault;
  if (object != NULL)
    return read_text (igny_json_get_string (object, "message",
                                            igny_json_get_string (object, "detail", "")));

  /* A page of a proxy. */
  valid = g_utf8_make_valid (body, (gssize) MIN (length, 64 * 1024));
  plain = igny_html_to_text (valid, NULL);
  return read_text (plain != NULL ? plain : "");
}

void
igny_chat_fault_free (IgnyChatFault *fault)
{
  if (fault == NULL)
    return;

  g_free (fault->code);
  g_free (fault->type);
  g_free (fault->param);
  g_free (fault->message);
  g_free (fault);
}

static gboolean
says (const IgnyChatFault *fault,
      const char          *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);
  g_autofree char *message = g_ascii_strdown (fault->message, -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (strcmp (fault->code, list[i]) == 0 || strcmp (fault->type, list[i]) == 0 ||
        (strchr (list[i], ' ') != NULL && strstr (message, list[i]) != NULL))
      return TRUE;
  return FALSE;
}

/* Codes decide; phrases (those with a space) only where servers send none. */
static const struct
{
  const char   *words;
  IgnyChatError code;
} by_words[] = {
  { "insufficient_quota|billing_hard_limit_reached|billing_not_active|insufficient_credits|"
    "billing_error|insufficientCredits|insufficientFunds|credit balance is too low",
    IGNY_CHAT_ERROR_QUOTA },
  { "invalid_api_key|incorrect_api_key|missing_api_key|authentication_error|invalidApiKey|"
    "missingApiKey",
    IGNY_CHAT_ERROR_KEY },
  { "model_not_found|model_not_available|not_found_error", IGNY_CHAT_ERROR_MODEL },
  { "context_length_exceeded|exceed_context_size_error|string_above_max_length|"
    "request_too_large|prompt is too long|maximum context length|exceeds the available context|"
    "context size|too many tokens",
    IGNY_CHAT_ERROR_TOO_LONG },
  { "content_policy_violation|moderation_blocked|content_filter", IGNY_CHAT_ERROR_BLOCKED },
  { "permission_error", IGNY_CHAT_ERROR_PERMISSION },
  { "overloaded_error|api_error|timeout_error|timeoutProvider|server_error",
    IGNY_CHAT_ERROR_SERVER },
  { "rate_limit_exceeded|rate_limit_error|tokens|requests", IGNY_CHAT_ERROR_RATE },
};

static IgnyChatError
classify_status (const IgnyChatFault *fault,
                 guint                status)
{
  switch (status)
    {
    case 401:
      return IGNY_CHAT_ERROR_KEY;
    case 402:
      return IGNY_CHAT_ERROR_QUOTA;
    case 403:
      return says (fault, "moderation |flagged ") ? IGNY_CHAT_ERROR_BLOCKED
                                                  : IGNY_CHAT_ERROR_PERMISSION;
    case 404:
      return strstr (fault->message, "model") != NULL ? IGNY_CHAT_ERROR_MODEL
                                                      : IGNY_CHAT_ERROR_ADDRESS;
    case 405:
      return IGNY_CHAT_ERROR_ADDRESS;
    case 408: /* a timeout */
    case 409: /* a conflict */
    case 425: /* too early */
      return IGNY_CHAT_ERROR_SERVER;
    case 413:
      return IGNY_CHAT_ERROR_TOO_LONG;
    case 429:
      return IGNY_CHAT_ERROR_RATE;
    default:
      if (status >= 400 && status < 500)
        return IGNY_CHAT_ERROR_REQUEST;
      return status >= 300 && status < 400 ? IGNY_CHAT_ERROR_ADDRESS : IGNY_CHAT_ERROR_SERVER;
    }
}

gboolean
igny_chat_fault_is_lost (const IgnyChatFault *fault,
                         guint                status)
{
  g_return_val_if_fail (fault != NULL, FALSE);

  return (status == 502 || status == 504 || status == 520 || status == 524) &&
         *fault->code == '\0' && *fault->type == '\0';
}

IgnyChatError
igny_chat_fault_classify (const IgnyChatFault *fault,
                          guint                status)
{
  guint inner = 0;

  g_return_val_if_fail (fault != NULL, IGNY_CHAT_ERROR_SERVER);

  /* Whatever it says of tokens: it is about how many at once, or about money. */
  if (status == 429 && !says (fault, by_words[0].words))
    return IGNY_CHAT_ERROR_RATE;
  for (guint i = 0; i < G_N_ELEMENTS (by_words); i++)
    if (says (fault, by_words[i].words))
      return by_words[i].code;

  /* A failure inside of a 200 answer has the status as its code. */
  inner = (guint) g_ascii_strtoull (fault->code, NULL, 10);
  if (status < 300 && inner >= 400 && inner < 600)
    status = inner;
  return classify_status (fault, status);
}
