/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-provider-ask.h"

#include "igny-reply-schema.h"

#define MAX_COMPLAINT 500
/* Of a bad answer, to be shown it again. */
#define MAX_QUOTE 20000

IgnyProviderAction
igny_provider_get_action (const GError *error)
{
  g_return_val_if_fail (error != NULL, IGNY_PROVIDER_FAIL);

  if (error->domain == IGNY_REPLY_ERROR)
    return IGNY_PROVIDER_REPAIR;
  if (error->domain != IGNY_CHAT_ERROR)
    return IGNY_PROVIDER_FAIL;
  switch ((IgnyChatError) error->code)
    {
    case IGNY_CHAT_ERROR_KEY:
    case IGNY_CHAT_ERROR_PERMISSION:
    case IGNY_CHAT_ERROR_QUOTA:
    case IGNY_CHAT_ERROR_MODEL:
    case IGNY_CHAT_ERROR_ADDRESS:
      return IGNY_PROVIDER_PAUSE;
    case IGNY_CHAT_ERROR_RATE:
    case IGNY_CHAT_ERROR_SERVER:
    case IGNY_CHAT_ERROR_NETWORK:
      return IGNY_PROVIDER_WAIT;
    case IGNY_CHAT_ERROR_BAD_REPLY:
      return IGNY_PROVIDER_REPAIR;
    case IGNY_CHAT_ERROR_TOO_LONG:
    case IGNY_CHAT_ERROR_REFUSED:
    case IGNY_CHAT_ERROR_BLOCKED:
    case IGNY_CHAT_ERROR_TRUNCATED:
    case IGNY_CHAT_ERROR_REQUEST:
    case IGNY_CHAT_ERROR_LOST:
    default:
      return IGNY_PROVIDER_FAIL;
    }
}

/* The conversation so far, the bad answer, and what is wrong with it. */
static GArray *
build_second (const IgnyChatRequest *request,
              const char            *bad,
              const char            *complaint)
{
  GArray         *messages = g_array_new (FALSE, FALSE, sizeof (IgnyChatMessage));
  IgnyChatMessage said = { "assistant", bad };
  IgnyChatMessage asked = { "user", complaint };

  g_array_append_vals (messages, request->messages, request->n_messages);
  if (*bad != '\0')
    g_array_append_val (messages, said);
  g_array_append_val (messages, asked);
  return messages;
}

static char *
write_complaint (const GError *error)
{
  glong            length = MIN (MAX_COMPLAINT, g_utf8_strlen (error->message, -1));
  g_autofree char *cause = g_utf8_substring (error->message, 0, length);

  return g_strdup_printf ("Your last answer could not be used: %s. Answer again with the whole "
                          "JSON in exactly the form that was asked for, and nothing around it.",
                          cause);
}

static JsonNode *
ask_once (IgnyChat              *chat,
          const IgnyChatRequest *request,
          GPtrArray             *answers,
          char                 **bad,
          gboolean              *partial,
          GCancellable          *cancellable,
          GError               **error)
{
  g_autoptr (IgnyChatAnswer) wasted = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;
  IgnyChatRequest own = *request;
  JsonNode       *node;

  own.wasted = &wasted;
  answer = igny_chat_send (chat, &own, cancellable, error);
  if (wasted != NULL && answers != NULL)
    g_ptr_array_add (answers, g_steal_pointer (&wasted));
  if (answer == NULL)
    return NULL;
  node = igny_reply_schema_read (answer->text->str, request->schema, partial, error);
  if (bad != NULL && node == NULL && answer->text->len <= MAX_QUOTE)
    *bad = g_strdup (answer->text->str);
  if (answers != NULL)
    g_ptr_array_add (answers, g_steal_pointer (&answer));
  return node;
}

JsonNode *
igny_provider_ask_json (IgnyChat              *chat,
                        const IgnyChatRequest *request,
                        GPtrArray             *answers,
                        gboolean              *partial,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GArray) messages = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *complaint = NULL;
  IgnyChatRequest  second;
  JsonNode        *node;

  g_return_val_if_fail (chat != NULL && request != NULL && request->schema != NULL, NULL);

  node = ask_once (chat, request, answers, &bad, partial, cancellable, &local);
  if (node != NULL || igny_provider_get_action (local) != IGNY_PROVIDER_REPAIR)
    {
      if (node == NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return node;
    }

  complaint = write_complaint (local);
  messages = build_second (request, bad != NULL ? bad : "", complaint);
  second = *request;
  second.messages = (const IgnyChatMessage *) (gpointer) messages->data;
  second.n_messages = messages->len;
  second.temperature = request->temperature >= 0 ? MIN (request->temperature, 0.2) : -1;
  return ask_once (chat, &second, answers, NULL, partial, cancellable, error);
}
