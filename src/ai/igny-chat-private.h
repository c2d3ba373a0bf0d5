/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-call.h"
#include "igny-chat.h"

G_BEGIN_DECLS

/* What the files of the chat client share. */

/* Every field that can be learned about, and one other address. */
#define IGNY_CHAT_MAX_TRIES 8

struct _IgnyChat
{
  const IgnyEnv    *env;
  const IgnyModels *models;
  char             *host;
  char             *key;
  char             *model;
  gboolean          allow_http;
  gboolean          whole;
  guint             max_attempts;
  IgnyModelFamily   family;

  const IgnyChatDialect *dialect;
  IgnyTokens            *tokens;
  IgnyProviderLimiter   *limiter;
  IgnyProviderMemory    *memory;

  GMutex         lock; /* of what is below */
  char          *base;
  char          *other_base; /* to try when there is nothing at base; or NULL */
  IgnyChatQuirks quirks;
  gint64         wait_ms;
};

/* What one request knew of the server when it began. */
typedef struct
{
  char          *base;
  IgnyChatQuirks quirks;
  IgnyChatSent   sent; /* with it */
} IgnyChatSnapshot;

typedef enum
{
  IGNY_CHAT_TRY_DONE,
  IGNY_CHAT_TRY_AGAIN,
  IGNY_CHAT_TRY_FAILED,
} IgnyChatTry;

IgnyChatSnapshot igny_chat_private_take_snapshot (IgnyChat *self);

void igny_chat_private_fail (IgnyChat     *self,
                             IgnyChatError code,
                             const char   *cause,
                             GError      **error);
/* An answer of another status, or an error inside of one. */
void igny_chat_private_fail_with_fault (IgnyChat              *self,
                                        IgnyChatError          code,
                                        const IgnyChatFault   *fault,
                                        const IgnyChatOutcome *outcome,
                                        GError               **error);
/* No answer at all. */
void igny_chat_private_fail_with_http (IgnyChat     *self,
                                       const GError *cause,
                                       GError      **error);

/* Whether it is worth trying again with what the fault taught. swapped: whether
 * this request has tried the other address. */
gboolean igny_chat_private_learn (IgnyChat               *self,
                                  const IgnyChatSnapshot *snapshot,
                                  IgnyChatError           code,
                                  const IgnyChatFault    *fault,
                                  gboolean               *swapped);

G_END_DECLS
