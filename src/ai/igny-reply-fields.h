/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* Reading fields of a model's answer under the names that models give them.
 * names: NULL-terminated, the best first. */

/* The first that is there; NULL when none is. Borrowed. */
JsonNode *igny_reply_fields_find (JsonObject        *object,
                                  const char *const *names);
/* Tidy text of at most max_chars characters, a list joined by commas; NULL
 * when there is none or it is empty. Full ownership. */
char *igny_reply_fields_get_text (JsonObject        *object,
                                  const char *const *names,
                                  guint              max_chars);
/* The same for a text that is at hand. */
char *igny_reply_fields_tidy (const char *text,
                              guint       max_chars);
/* A list of texts, or of objects with a name, or one text with commas (or line
 * breaks). At most 500, no two equal. Never NULL. Full ownership. */
GPtrArray *igny_reply_fields_get_list (JsonObject        *object,
                                       const char *const *names);
GPtrArray *igny_reply_fields_split (const char *text);
/* The first whole number in it, also of a text such as "1,200 words";
 * IGNY_UNKNOWN when there is none or it is not positive. */
gint64 igny_reply_fields_get_number (JsonObject        *object,
                                     const char *const *names);

/* The list of objects that an answer is about: itself, or a member of one of
 * these names, or else the only member that is one, also one level deeper.
 * NULL when there is none. Borrowed. */
JsonArray *igny_reply_fields_find_objects (JsonNode          *node,
                                           const char *const *names);

G_END_DECLS
