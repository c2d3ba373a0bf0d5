/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-reply.h"

G_BEGIN_DECLS

/* The part of JSON Schema (draft 2020-12) that this program asks with: type
 * (also a list of types), properties, required, items, enum of texts,
 * minLength, maxLength (characters), minItems, maxItems, minimum, maximum. Other
 * words are passed over: that there is more than was asked for harms nobody.
 * Any thread. */

/* Errors are IGNY_REPLY_ERROR_FORM, and name the value: "ideas[2].title is
 * missing". */
gboolean igny_reply_schema_check (JsonObject *schema,
                                  JsonNode   *node,
                                  GError    **error);

/* As igny_reply_read_json, for what has the form of the schema, which is JSON
 * text of this program. When some JSON is there but breaks the schema, the error
 * says where. */
JsonNode *igny_reply_schema_read (const char *text,
                                  const char *schema,
                                  gboolean   *partial,
                                  GError    **error);

/* The schema of what a function asks for ("clustering", "ideas",
 * "image_prompt_extraction", "optimize_content"), strict servers take it; NULL for others.
 * Borrowed. */
const char *igny_reply_schema_get (const char *type);

G_END_DECLS
