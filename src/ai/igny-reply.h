/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* What a model answered, read with patience: texts around the JSON, reasoning,
 * fences and the usual faults are passed over, but what is read must have the
 * shape that was asked for. Pure functions; any thread. */

/* More is no answer to anything that this program asks. */
#define IGNY_REPLY_MAX_SIZE (1024 * 1024)

typedef enum
{
  IGNY_REPLY_ERROR_EMPTY,    /* nothing but reasoning or white space */
  IGNY_REPLY_ERROR_NOT_JSON, /* no JSON of the asked shape; the message quotes both ends */
  IGNY_REPLY_ERROR_NOTHING,  /* the right shape, but nothing in it can be used */
  IGNY_REPLY_ERROR_FORM,     /* JSON that breaks the schema; the message says where */
} IgnyReplyError;

#define IGNY_REPLY_ERROR (igny_reply_error_quark ())

GQuark igny_reply_error_quark (void);

/* Whether a value has the shape that was asked for. */
typedef gboolean (*IgnyReplyAcceptFunc) (JsonNode *node);

/* partial: NULL for data that must be whole; else an answer that ends too
 * early is read as far as it came, and partial says whether it was. Full
 * ownership; errors are IGNY_REPLY_ERROR. */
JsonNode *igny_reply_read_json (const char         *text,
                                IgnyReplyAcceptFunc accept,
                                gboolean           *partial,
                                GError            **error);

/* The text without reasoning in front (think, thinking, reasoning, thought
 * tags) and white space around. Full ownership. */
char *igny_reply_strip (const char *text);

/* The inside of the one fence that is around the whole text, else the text.
 * Full ownership. */
char *igny_reply_unfence (const char *text);

/* An error that quotes the first and the last 240 characters of text. */
void igny_reply_set_error (GError       **error,
                           IgnyReplyError code,
                           const char    *cause,
                           const char    *text);

G_END_DECLS
