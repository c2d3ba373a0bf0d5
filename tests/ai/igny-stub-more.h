/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* The rest of the stand-in: OpenAI's responses and images, Anthropic's messages
 * and Runware, and the troubles that are no more than an answer. */

typedef struct
{
  guint       status;
  const char *headers; /* lines that end in CR LF; borrowed */
  const char *type;    /* of the content; borrowed */
  char       *body;
} IgnyStubReply;

/* FALSE: nothing is known of this path. */
gboolean igny_stub_more_answer (const char    *path,
                                JsonNode      *body,
                                IgnyStubReply *reply);

/* For chat completions: FALSE when the model's name asks for no such trouble. */
gboolean igny_stub_more_trouble (const char    *model,
                                 IgnyStubReply *reply);

/* Spoils the answer of rig-json-1 to rig-json-12, rig-wrong and rig-once-wrong
 * (right when it was complained about); NULL for other models. */
char *igny_stub_more_spoil (JsonObject *request,
                            const char *answer);

G_END_DECLS
