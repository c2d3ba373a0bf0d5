/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-answer.h"

G_BEGIN_DECLS

typedef gboolean (*IgnyChatAddFunc) (IgnyChatAnswer *answer,
                                     JsonObject     *object);

/* The events of a stream are alike but for the words that they bring, a few in
 * each, so that most need no reading of JSON: what stands before and behind the
 * words is compared with an event that was read. One thread. */
typedef struct
{
  GString *head; /* of the event, with the quote before the words */
  GString *tail; /* from the quote behind them */
} IgnyChatPattern;

void igny_chat_pattern_init (IgnyChatPattern *self);
void igny_chat_pattern_clear (IgnyChatPattern *self);

/* Does to answer what add does with the object that json is; TRUE when that had
 * anything in it. */
gboolean igny_chat_pattern_read (IgnyChatPattern *self,
                                 const char      *json,
                                 IgnyChatAnswer  *answer,
                                 IgnyChatAddFunc  add);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyChatPattern, igny_chat_pattern_clear)

G_END_DECLS
