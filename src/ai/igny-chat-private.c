/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-private.h"

IgnyChatSnapshot
igny_chat_private_take_snapshot (IgnyChat *self)
{
  IgnyChatSnapshot snapshot;

  g_mutex_lock (&self->lock);
  snapshot.base = g_strdup (self->base);
  snapshot.quirks = self->quirks;
  snapshot.sent = (IgnyChatSent){ 0 };
  g_mutex_unlock (&self->lock);
  return snapshot;
}

void
igny_chat_private_fail (IgnyChat     *self,
                        IgnyChatError code,
                        const char   *cause,
                        GError      **error)
{
  igny_chat_error_set (error, code, self->model, self->host, self->key, cause);
}

/* An answer of another status, or an error inside of one. */
void
igny_chat_private_fail_with_fault (IgnyChat              *self,
                                   IgnyChatError          code,
                                   const IgnyChatFault   *fault,
                                   const IgnyChatOutcome *outcome,
                                   GError               **error)
{
  g_autoptr (GString) cause = g_string_new (NULL);

  if (*fault->message != '\0')
    g_string_append_printf (cause, "the server says “%s”", fault->message);
  else
    g_string_append (cause, "the server does not say why");
  g_string_append_printf (cause, " (status %u", outcome->status);
  if (*fault->code != '\0')
    g_string_append_printf (cause, ", %s", fault->code);
  if (outcome->request_id != NULL)
    g_string_append_printf (cause, ", request %.100s", outcome->request_id);
  g_string_append_c (cause, ')');

  g_mutex_lock (&self->lock);
  self->wait_ms = outcome->wait_ms;
  g_mutex_unlock (&self->lock);
  igny_chat_private_fail (self, code, cause->str, error);
}

void
igny_chat_private_fail_with_http (IgnyChat     *self,
                                  const GError *cause,
                                  GError      **error)
{
  IgnyChatError code = IGNY_CHAT_ERROR_NETWORK;

  if (cause->domain != IGNY_HTTP_ERROR)
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }
  if (cause->code == IGNY_HTTP_ERROR_TIMEOUT || cause->code == IGNY_HTTP_ERROR_CUT)
    code = IGNY_CHAT_ERROR_LOST;
  else if (cause->code == IGNY_HTTP_ERROR_TOO_LARGE)
    code = IGNY_CHAT_ERROR_BAD_REPLY;
  else if (cause->code == IGNY_HTTP_ERROR_REFUSED)
    code = IGNY_CHAT_ERROR_ADDRESS;
  igny_chat_private_fail (self, code, cause->message, error);
}

gboolean
igny_chat_private_learn (IgnyChat               *self,
                         const IgnyChatSnapshot *snapshot,
                         IgnyChatError           code,
                         const IgnyChatFault    *fault,
                         gboolean               *swapped)
{
  gboolean learned = FALSE;

  g_mutex_lock (&self->lock);
  if (code == IGNY_CHAT_ERROR_TOO_LONG)
    igny_chat_quirks_learn_context (&self->quirks, fault);
  if (code == IGNY_CHAT_ERROR_REQUEST)
    learned = igny_chat_quirks_learn (&self->quirks, fault, &snapshot->sent);
  else if (code == IGNY_CHAT_ERROR_ADDRESS && self->other_base != NULL && !*swapped)
    {
      char *base = self->base;

      self->base = self->other_base;
      self->other_base = base;
      *swapped = TRUE;
      learned = TRUE;
    }
  if (self->memory != NULL && (learned || code == IGNY_CHAT_ERROR_TOO_LONG))
    igny_provider_memory_set (self->memory, self->base, self->model, &self->quirks);
  g_mutex_unlock (&self->lock);
  return learned;
}
