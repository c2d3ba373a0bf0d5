/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-error.h"
#include "igny-http.h"

G_BEGIN_DECLS

/* How much may be asked of one provider with one key: so many requests at
 * once, so many requests and tokens a minute. What the server tells in its
 * headers and errors is learned. Several threads; time comes from env. */
typedef struct _IgnyProviderLimiter IgnyProviderLimiter;

/* What it knows now, for a queue that wants to show it. */
typedef struct
{
  guint  in_flight;     /* taken now */
  guint  max_in_flight; /* may be taken at once now; smaller after a 429 */
  gint64 requests_left; /* until the server counts anew; IGNY_UNKNOWN */
  gint64 tokens_left;   /* the same; IGNY_UNKNOWN */
  gint64 resume_at_ms;  /* nothing before this time of env; 0: at once */
  /* Everything waits until igny_provider_limiter_resume: there is no money, or
   * no right key. */
  gboolean      stopped;
  IgnyChatError why; /* of stopped */
} IgnyProviderState;

/* env outlives it. in_flight as in models.json. */
IgnyProviderLimiter *igny_provider_limiter_new (const IgnyEnv *env,
                                                guint          in_flight);
void                 igny_provider_limiter_free (IgnyProviderLimiter *self);

/* Another number of places, as a person chose it or a data file tells. */
void igny_provider_limiter_set_most (IgnyProviderLimiter *self,
                                     guint                in_flight);

/* Takes a place for a request of so many tokens (prompt and most of the
 * answer). FALSE: not now; wait_ms then gets when it is worth asking again,
 * IGNY_UNKNOWN for as soon as one is released, G_MAXINT64 while stopped. */
gboolean igny_provider_limiter_take (IgnyProviderLimiter *self,
                                     gint64               tokens,
                                     gint64              *wait_ms);
/* Blocks until there is a place: worker threads only. Fails with
 * G_IO_ERROR_CANCELLED, or the reason when it is stopped. */
gboolean igny_provider_limiter_wait (IgnyProviderLimiter *self,
                                     gint64               tokens,
                                     GCancellable        *cancellable,
                                     GError             **error);
/* Gives the place back. */
void igny_provider_limiter_release (IgnyProviderLimiter *self);

/* What an answer of any status says in its headers: x-ratelimit-* of OpenAI
 * (durations such as 6m0s) and anthropic-ratelimit-* (times). */
void igny_provider_limiter_learn (IgnyProviderLimiter    *self,
                                  const IgnyHttpResponse *response);
/* How a request ended. A success lets more go at once again, in time; a 429
 * halves it and waits; five failures in a row are followed by a minute's pause;
 * no money and a bad key stop everything, and message is what all are told who
 * wait then (or NULL). wait_ms: what the server asked for, or IGNY_UNKNOWN. */
void igny_provider_limiter_succeed (IgnyProviderLimiter *self);
void igny_provider_limiter_fail (IgnyProviderLimiter *self,
                                 IgnyChatError        code,
                                 const char          *message,
                                 gint64               wait_ms);
/* The person has seen to it. */
void igny_provider_limiter_resume (IgnyProviderLimiter *self);

void igny_provider_limiter_get_state (IgnyProviderLimiter *self,
                                      IgnyProviderState   *state);

/* "6m0s", "500ms", "1.5s", "2h3m": ms; IGNY_UNKNOWN for anything else. */
gint64 igny_provider_limiter_read_duration (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyProviderLimiter, igny_provider_limiter_free)

G_END_DECLS
