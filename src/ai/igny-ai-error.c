/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-error.h"

#include <glib/gi18n.h>

#include "igny-access.h"
#include "igny-chat.h"
#include "igny-credits.h"
#include "igny-db.h"
#include "igny-keyring.h"
#include "igny-limits.h"

void
igny_ai_error_add (GError     *error,
                   const char *sentence)
{
  char *told;

  g_return_if_fail (error != NULL && sentence != NULL);

  told = error->message;
  error->message = g_strdup_printf ("%s. %s", told, sentence);
  g_free (told);
}

void
igny_ai_error_add_remedy (GError *error)
{
  g_return_if_fail (error != NULL);

  if (error->domain == IGNY_CHAT_ERROR)
    igny_ai_error_add (error, _(igny_chat_error_get_remedy (error->code)));
}

gboolean
igny_ai_error_is_fatal (const GError *error)
{
  static const IgnyChatError codes[] = {
    IGNY_CHAT_ERROR_KEY,
    IGNY_CHAT_ERROR_PERMISSION,
    IGNY_CHAT_ERROR_QUOTA,
    IGNY_CHAT_ERROR_RATE,
    IGNY_CHAT_ERROR_MODEL,
    IGNY_CHAT_ERROR_ADDRESS,
    IGNY_CHAT_ERROR_NETWORK,
    IGNY_CHAT_ERROR_SERVER,
    IGNY_CHAT_ERROR_LOST, /* the next one could be too, and paid for as well */
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, IGNY_CHAT_ERROR, (int) codes[i]))
      return TRUE;
  return error != NULL && (error->domain == G_IO_ERROR || error->domain == IGNY_DB_ERROR ||
                           error->domain == IGNY_KEYRING_ERROR ||
                           error->domain == IGNY_CREDITS_ERROR ||
                           error->domain == IGNY_LIMITS_ERROR ||
                           error->domain == IGNY_ACCESS_ERROR);
}
