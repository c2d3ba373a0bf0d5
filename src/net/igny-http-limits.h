/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http.h"

G_BEGIN_DECLS

/* How long and how much a call may take. Milliseconds, 0 for no limit. */
typedef struct
{
  gint64 connect_ms;    /* look-up, connection and TLS */
  gint64 total_ms;      /* one attempt, redirects counted anew */
  gint64 first_byte_ms; /* from the start to the body's first byte */
  gint64 stall_ms;      /* without a byte, once the body has begun */
  gsize  body_max;      /* bytes, decompressed */
} IgnyHttpLimits;

IgnyHttpLimits igny_http_limits_get (IgnyHttpClass limits);

G_END_DECLS
