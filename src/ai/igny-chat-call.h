/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-dialect.h"
#include "igny-provider-limiter.h"

G_BEGIN_DECLS

/* One request of a chat client, without judging what comes back. */
typedef struct
{
  const IgnyEnv         *env; /* with its http */
  const IgnyChatDialect *dialect;
  IgnyProviderLimiter   *limiter; /* that learns from the headers; or NULL */
  const char            *url;
  const char            *key; /* or NULL */
  gboolean               allow_http;
  guint                  max_attempts;
  void (*on_progress) (guint64  text_chars,
                       guint64  reasoning_chars,
                       gpointer user_data); /* or NULL */
  void (*on_text) (const char *piece,
                   gpointer    user_data); /* or NULL */
  gpointer user_data;
} IgnyChatCall;

/* Of answer and fault one is set: a 2xx or another status. */
typedef struct
{
  guint           status;
  IgnyChatAnswer *answer;
  IgnyChatFault  *fault;
  gboolean        ended;   /* the server said that the answer is whole */
  gint64          wait_ms; /* what it asked for; or IGNY_UNKNOWN */
  char           *request_id;
} IgnyChatOutcome;

/* Errors are those of igny_http_send. outcome is to be cleared. */
gboolean igny_chat_call_post (const IgnyChatCall *call,
                              const char         *body,
                              gboolean            stream,
                              IgnyChatOutcome    *outcome,
                              GCancellable       *cancellable,
                              GError            **error);
void     igny_chat_outcome_clear (IgnyChatOutcome *outcome);

/* A GET; the response as it is. */
IgnyHttpResponse *igny_chat_call_get (const IgnyChatCall *call,
                                      GCancellable       *cancellable,
                                      GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyChatOutcome, igny_chat_outcome_clear)

G_END_DECLS
