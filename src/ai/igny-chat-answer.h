/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-fault.h"

G_BEGIN_DECLS

/* No text of a model is longer; what is beyond ends the reading. */
#define IGNY_CHAT_MAX_TEXT (4 * 1024 * 1024)

typedef enum
{
  IGNY_CHAT_FINISH_NONE, /* nothing said why it ended */
  IGNY_CHAT_FINISH_STOP,
  IGNY_CHAT_FINISH_LENGTH,   /* the output cap */
  IGNY_CHAT_FINISH_FILTERED, /* a filter of the server */
} IgnyChatFinish;

/* An answer, whole or growing. Counts of tokens are IGNY_UNKNOWN until the
 * server tells them; reasoning is a part of tokens_out, cached of tokens_in. */
typedef struct
{
  GString       *text;
  GString       *refusal;
  guint64        text_chars;
  guint64        reasoning_chars; /* of reasoning that was sent beside the text */
  IgnyChatFinish finish;
  gboolean       ended;    /* the stream said that nothing more comes */
  gboolean       overflow; /* IGNY_CHAT_MAX_TEXT was reached */
  char          *model;    /* that answered; NULL when not told */
  gint64         tokens_in;
  gint64         tokens_cached;
  gint64         tokens_out;
  gint64         tokens_reasoning;
  IgnyChatFault *fault;      /* an error inside of the answer; or NULL */
  char          *request_id; /* for the provider's support; or NULL */
  gint64         elapsed_ms;
  guint          attempts;
  gboolean       context_cut; /* the server read far less than was sent */
} IgnyChatAnswer;

IgnyChatAnswer *igny_chat_answer_new (void);
void            igny_chat_answer_free (IgnyChatAnswer *self);
/* As new, for another attempt. */
void igny_chat_answer_reset (IgnyChatAnswer *self);

/* A chat.completion or one chat.completion.chunk; TRUE when it had anything of
 * either in it. */
gboolean igny_chat_answer_add (IgnyChatAnswer *self,
                               JsonObject     *object);

/* More of the text or of a refusal, for those who read another form. */
void igny_chat_answer_append_text (IgnyChatAnswer *self,
                                   const char     *text);
void igny_chat_answer_append_refusal (IgnyChatAnswer *self,
                                      const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyChatAnswer, igny_chat_answer_free)

G_END_DECLS
