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
  gboolean no_schema; /* no form of the answer; just some JSON */
  gboolean no_json;
  gboolean no_usage;
  gboolean no_stream;
  gint64   max_cap; /* the largest output cap that is taken; 0: not known */
  gint64   context; /* tokens that prompt and answer may have; 0: not known */
} IgnyChatQuirks;

typedef struct
{
  const char            *model;
  const IgnyChatMessage *messages;
  guint                  n_messages;
  double                 temperature;       /* 0 to 2; negative: the server's own */
  guint                  max_output_tokens; /* visible ones; 0: the server's own */
  gboolean               json;              /* one JSON object is wanted */
  const char            *schema;            /* its JSON schema as text; or NULL */
  const char            *schema_name;       /* of it: letters, digits, _ and - */
  gboolean               stream;
} IgnyChatBody;

/* The body of POST /chat/completions. Full ownership. */
char *igny_chat_body_to_text (const IgnyChatBody    *body,
                              const IgnyModelFamily *family,
                              const IgnyChatQuirks  *quirks);

/* The output cap that is sent: visible tokens and room for reasoning, within
 * what the server takes; 0: none. */
gint64 igny_chat_body_get_cap (const IgnyChatBody    *body,
                               const IgnyModelFamily *family,
                               const IgnyChatQuirks  *quirks);
/* What the schema says, without what strict servers refuse; NULL when there is
 * none or the server takes none. Full ownership. */
JsonNode *igny_chat_body_read_schema (const IgnyChatBody    *body,
                                      const IgnyModelFamily *family,
                                      const IgnyChatQuirks  *quirks);
/* Two decimals, within 0 and maximum. */
double igny_chat_body_get_temperature (const IgnyChatBody *body,
                                       double              maximum);

/* What a request held that a server may refuse. */
typedef struct
{
  gint64   cap; /* the output cap; 0: none */
  gboolean schema;
} IgnyChatSent;

/* Whether a 400 or 422 is about a field that this program sends but can do
 * without; then quirks says so from now on. */
gboolean igny_chat_quirks_learn (IgnyChatQuirks      *quirks,
                                 const IgnyChatFault *fault,
                                 const IgnyChatSent  *sent);
/* When the fault names the size of the model's window, quirks knows it. */
void igny_chat_quirks_learn_context (IgnyChatQuirks      *quirks,
                                     const IgnyChatFault *fault);

G_END_DECLS
