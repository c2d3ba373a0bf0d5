/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-answer.h"
#include "igny-chat-body.h"

G_BEGIN_DECLS

/* POST /messages of Anthropic. See igny-chat-dialect.h. */

/* Goes along with every request. */
#define IGNY_ANTHROPIC_VERSION "2023-06-01"

char    *igny_anthropic_build_body (const IgnyChatBody    *body,
                                    const IgnyModelFamily *family,
                                    const IgnyChatQuirks  *quirks);
gboolean igny_anthropic_add (IgnyChatAnswer *answer,
                             JsonObject     *object);

G_END_DECLS
