/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-dialect.h"

#include "igny-anthropic.h"
#include "igny-responses.h"

const IgnyChatDialect *
igny_chat_dialect_get (IgnySpeaks speaks)
{
  static const IgnyChatDialect chat = { "/chat/completions", FALSE, igny_chat_body_to_text,
                                        igny_chat_answer_add };
  static const IgnyChatDialect responses = { "/responses", FALSE, igny_responses_build_body,
                                             igny_responses_add };
  static const IgnyChatDialect messages = { "/messages", TRUE, igny_anthropic_build_body,
                                            igny_anthropic_add };

  switch (speaks)
    {
    case IGNY_SPEAKS_RESPONSES:
      return &responses;
    case IGNY_SPEAKS_MESSAGES:
      return &messages;
    case IGNY_SPEAKS_CHAT:
    case IGNY_SPEAKS_NOTHING:
    default:
      return &chat;
    }
}
