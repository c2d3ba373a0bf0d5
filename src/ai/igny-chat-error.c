/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-error.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (igny_chat_error, igny_chat_error)

const char *
igny_chat_error_get_remedy (IgnyChatError code)
{
  switch (code)
    {
    case IGNY_CHAT_ERROR_KEY:
      return N_ ("Enter a valid API key in the integration settings.");
    case IGNY_CHAT_ERROR_PERMISSION:
      return N_ ("Ask the provider to allow this model for your account, or choose another one.");
    case IGNY_CHAT_ERROR_QUOTA:
      return N_ ("Add credit at the provider, then resume the queue.");
    case IGNY_CHAT_ERROR_RATE:
      return N_ ("Wait a few minutes, or let fewer jobs run at once.");
    case IGNY_CHAT_ERROR_MODEL:
      return N_ ("Choose a model that this server offers in the integration settings.");
    case IGNY_CHAT_ERROR_ADDRESS:
      return N_ ("Check the server address in the integration settings.");
    case IGNY_CHAT_ERROR_TOO_LONG:
      return N_ ("Send fewer items at once, or choose a model with a larger context.");
    case IGNY_CHAT_ERROR_REFUSED:
    case IGNY_CHAT_ERROR_BLOCKED:
      return N_ ("Change the prompt or leave out the items that the provider objects to.");
    case IGNY_CHAT_ERROR_TRUNCATED:
      return N_ ("Raise the output limit of this function, or ask for less at once.");
    case IGNY_CHAT_ERROR_REQUEST:
      return N_ ("Choose another model, or report this with the provider’s message.");
    case IGNY_CHAT_ERROR_SERVER:
      return N_ ("The provider has a problem. Try again later.");
    case IGNY_CHAT_ERROR_NETWORK:
      return N_ ("Check the connection and the server address, then try again.");
    case IGNY_CHAT_ERROR_LOST:
      return N_ ("It may have been made and paid for. Look at the provider’s usage page before "
                 "you try again.");
    case IGNY_CHAT_ERROR_BAD_REPLY:
    default:
      return N_ ("Try again, or choose another model.");
    }
}

void
igny_chat_error_set (GError      **error,
                     IgnyChatError code,
                     const char   *model,
                     const char   *host,
                     const char   *key,
                     const char   *cause)
{
  g_autoptr (GString) message = g_string_new (NULL);

  g_return_if_fail (model != NULL);
  g_return_if_fail (host != NULL);
  g_return_if_fail (cause != NULL);

  g_string_printf (message, "ask %s at %s: %s", *model != '\0' ? model : "for the models", host,
                   cause);
  /* Some servers quote the key that they refuse. */
  if (key != NULL && *key != '\0')
    g_string_replace (message, key, "…", 0);
  g_set_error_literal (error, IGNY_CHAT_ERROR, (int) code, message->str);
}
