/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a model did not answer, in the words of a person who can do something
 * about it. Messages name the server and the model, quote what the server said
 * (at most 300 characters), and never hold the key. */

typedef enum
{
  IGNY_CHAT_ERROR_KEY,        /* missing, wrong or withdrawn: settings */
  IGNY_CHAT_ERROR_PERMISSION, /* region, organization, policy of the server */
  IGNY_CHAT_ERROR_QUOTA,      /* no money: everything of this provider waits; never retried */
  IGNY_CHAT_ERROR_RATE,       /* too much at once, also after the retries: later */
  IGNY_CHAT_ERROR_MODEL,      /* no such model: offer the list */
  IGNY_CHAT_ERROR_ADDRESS,    /* there is something else at this address */
  IGNY_CHAT_ERROR_TOO_LONG,   /* prompt beyond the model's window: fewer items */
  IGNY_CHAT_ERROR_REFUSED,    /* the model said no */
  IGNY_CHAT_ERROR_BLOCKED,    /* a filter of the server did */
  IGNY_CHAT_ERROR_TRUNCATED,  /* the output cap ended the answer */
  IGNY_CHAT_ERROR_REQUEST,    /* the server does not like a field */
  IGNY_CHAT_ERROR_SERVER,     /* 5xx, also after the retries */
  IGNY_CHAT_ERROR_NETWORK,    /* not reached, or cut */
  IGNY_CHAT_ERROR_BAD_REPLY,  /* empty, or not what this interface answers */
  IGNY_CHAT_ERROR_LOST,       /* no answer, but it may have been paid for: ask the person */
} IgnyChatError;

#define IGNY_CHAT_ERROR (igny_chat_error_quark ())

GQuark igny_chat_error_quark (void);

/* What the person can do, as an untranslated sentence (marked with N_). */
const char *igny_chat_error_get_remedy (IgnyChatError code);

/* "ask MODEL at HOST: cause", without any occurrence of key (may be NULL). */
void igny_chat_error_set (GError      **error,
                          IgnyChatError code,
                          const char   *model,
                          const char   *host,
                          const char   *key,
                          const char   *cause);

G_END_DECLS
