/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat.h"

G_BEGIN_DECLS

/* What a failure means for the work that met it. */
typedef enum
{
  IGNY_PROVIDER_WAIT,   /* later, by itself: the queue tries it again */
  IGNY_PROVIDER_PAUSE,  /* nothing of this provider until the person has acted */
  IGNY_PROVIDER_FAIL,   /* this piece of work cannot be done as it is */
  IGNY_PROVIDER_REPAIR, /* ask once more, with what was wrong with the answer */
} IgnyProviderAction;

/* Of an error of IGNY_CHAT_ERROR or IGNY_REPLY_ERROR; others fail. */
IgnyProviderAction igny_provider_get_action (const GError *error);

/* Asks for JSON by request->schema, reads it with patience, checks it, and asks
 * once more with the error named when the answer is of no use. answers: of
 * IgnyChatAnswer, gets all that came, also those of no use, since they cost the
 * same; or NULL. partial as in igny_reply_read_json; or NULL for data that must
 * be whole. Full ownership; errors are IGNY_CHAT_ERROR, IGNY_REPLY_ERROR and
 * G_IO_ERROR_CANCELLED. Blocks: worker threads only. */
JsonNode *igny_provider_ask_json (IgnyChat              *chat,
                                  const IgnyChatRequest *request,
                                  GPtrArray             *answers,
                                  gboolean              *partial,
                                  GCancellable          *cancellable,
                                  GError               **error);

G_END_DECLS
