/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* Changes to an article that a person accepts or rejects one by one: what
 * stands there, what is to stand there, and why. Pure; any thread. */

typedef enum
{
  IGNY_CHANGE_OPEN,
  IGNY_CHANGE_ACCEPTED,
  IGNY_CHANGE_REJECTED,
} IgnyChangeState;

typedef struct
{
  char           *field; /* of a content: "html_content", "title", "meta_title" … */
  char           *old;   /* a block of the text, or the whole field; "" for nothing */
  char           *replacement;
  char           *reason;
  IgnyChangeState state;
} IgnyChange;

/* The blocks of sanitized HTML: elements at its top with what stands around
 * them, in their order; joined again they are html. Of char *. */
GPtrArray *igny_changes_split (const char *html);

/* What a field of the article holds now; NULL counts as "". */
typedef const char *(*IgnyChangesGetFunc) (const char *field,
                                           gpointer    user_data);

/* From an answer of the form that data/prompts/optimize_content-format.txt
 * gives. Of IgnyChange; what names no block, changes nothing or touches what
 * another one touches is left out, and new HTML is sanitized. */
GPtrArray *igny_changes_from_reply (JsonObject        *reply,
                                    GPtrArray         *blocks,
                                    IgnyChangesGetFunc get,
                                    gpointer           user_data);

/* [{"field", "old", "new", "reason", "state": open|accepted|rejected}] */
JsonArray *igny_changes_to_json (const GPtrArray *changes);
/* NULL for what is none: empty. */
GPtrArray  *igny_changes_from_json (JsonArray *array);
const char *igny_change_state_to_word (IgnyChangeState state);

/* text with the change made; NULL when what is to be changed is not there any
 * more. Full ownership. */
char *igny_change_apply (const IgnyChange *change,
                         const char       *text);

G_END_DECLS
