/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-fault.h"
#include "igny-models.h"

G_BEGIN_DECLS

typedef struct
{
  const char *role; /* "system", "user" or "assistant" */
  const char *content;
} IgnyChatMessage;

/* Fields that a server refused, to be left out or named otherwise. What was
 * learned once holds for the model and the server. */
typedef struct
{
  gboolean other_cap; /* the other name of the output cap */
  gboolean no_cap;
  gboolean no_temperature;
  gboolean no_json;
  gboolean no_usage;
  gboolean no_stream;
} IgnyChatQuirks;

typedef struct
{
  const char            *model;
  const IgnyChatMessage *messages;
  guint                  n_messages;
  double                 temperature;       /* 0 to 2; negative: the server's own */
  guint                  max_output_tokens; /* visible ones; 0: the server's own */
  gboolean               json;              /* one JSON object is wanted */
  gboolean               stream;
} IgnyChatBody;

/* The body of POST /chat/completions. Full ownership. */
char *igny_chat_body_to_text (const IgnyChatBody    *body,
                              const IgnyModelFamily *family,
                              const IgnyChatQuirks  *quirks);

/* Whether a 400 or 422 is about a field that this program sends but can do
 * without; then quirks says so from now on. */
gboolean igny_chat_quirks_learn (IgnyChatQuirks      *quirks,
                                 const IgnyChatFault *fault);

G_END_DECLS
