/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-reply.h"

G_BEGIN_DECLS

/* What an answer must be: one of accept and schema is set. */
typedef struct
{
  IgnyReplyAcceptFunc accept;
  JsonObject         *schema;
  GError            **reason; /* where the first candidate breaks the schema; or NULL */
} IgnyReplyForm;

/* See igny_reply_read_json. */
JsonNode *igny_reply_private_read (const char          *text,
                                   const IgnyReplyForm *form,
                                   gboolean            *partial,
                                   GError             **error);

G_END_DECLS
