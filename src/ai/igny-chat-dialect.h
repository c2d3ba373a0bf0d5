/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-answer.h"
#include "igny-chat-body.h"

G_BEGIN_DECLS

/* How one interface of the servers is spoken: what is sent and how the answer
 * is read. All of them are asked by one client (igny-chat.h). */
typedef struct
{
  const char *path;      /* behind the base */
  gboolean    x_api_key; /* the key goes into x-api-key, and the version along */

  /* The body of the request. Full ownership. */
  char *(*build_body) (const IgnyChatBody    *body,
                       const IgnyModelFamily *family,
                       const IgnyChatQuirks  *quirks);
  /* Reads a whole answer or one event of a stream; TRUE when it was either. */
  gboolean (*add) (IgnyChatAnswer *answer,
                   JsonObject     *object);
} IgnyChatDialect;

/* Borrowed; the chat completions for all that speaks no text. */
const IgnyChatDialect *igny_chat_dialect_get (IgnySpeaks speaks);

G_END_DECLS
