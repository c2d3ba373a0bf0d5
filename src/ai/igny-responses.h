/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-answer.h"
#include "igny-chat-body.h"

G_BEGIN_DECLS

/* POST /responses of OpenAI, for the models that answer only there. Nothing is
 * stored at the provider. See igny-chat-dialect.h. */

char    *igny_responses_build_body (const IgnyChatBody    *body,
                                    const IgnyModelFamily *family,
                                    const IgnyChatQuirks  *quirks);
gboolean igny_responses_add (IgnyChatAnswer *answer,
                             JsonObject     *object);

G_END_DECLS
