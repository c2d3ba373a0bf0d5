/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http.h"

G_BEGIN_DECLS

/* When a request is made again, and after how long. Pure; any thread. */

#define IGNY_RETRY_NO G_GINT64_CONSTANT (-1)
/* A longer wait than this is the caller's to plan, not to sit out. */
#define IGNY_RETRY_MAX_AFTER_MS G_GINT64_CONSTANT (600000)

typedef struct
{
  guint         status;          /* of the answer; 0: none came */
  IgnyHttpError failure;         /* when none came */
  gboolean      sent;            /* the server may have got the request, or a part of it */
  gboolean      idempotent;      /* repeating it can do no harm */
  gboolean      refusal_is_free; /* 429, 503 and 529 mean that nothing was begun */
  gboolean      forbidden;       /* igny_retry_is_forbidden */
  guint         attempts;        /* made so far, at least 1 */
  gint64        after_ms;        /* what the server asked for; IGNY_UNKNOWN when it did not */
} IgnyRetryCase;

/* Milliseconds to wait before the next attempt, or IGNY_RETRY_NO. Exponential
 * from 1 s to 60 s with full jitter (at least 200 ms); what the server asked
 * for wins when it is longer, plus up to a tenth. At most 5 attempts when there
 * was an answer, 3 when there was none. */
gint64 igny_retry_get_delay_ms (const IgnyEnv       *env,
                                const IgnyRetryCase *what);

/* retry-after-ms, else Retry-After in seconds or as a date (RFC 9110, section
 * 10.2.3); 0 when it has passed, IGNY_UNKNOWN when there is none. */
gint64 igny_retry_get_after_ms (const IgnyHttpResponse *response,
                                gint64                  now_ms);

/* The server says that another attempt is of no use: x-should-retry is false,
 * or the body's error code tells of spent money, not of haste. */
gboolean igny_retry_is_forbidden (const IgnyHttpResponse *response);

G_END_DECLS
