/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http-limits.h"
#include "igny-http-link.h"
#include "igny-url.h"

G_BEGIN_DECLS

/* One request and its answer: no retry, no redirect. */
typedef struct
{
  const IgnyHttpRequest *request; /* that kept the rules of igny-http-rules.h */
  const IgnyUrl         *url;     /* asked for in the place of request->url */
  IgnyHttpLimits         limits;
  const char            *ca_file; /* trusted besides the system's; or NULL */
  gboolean               repeatable;
  gboolean               http1; /* no HTTP/2 */
} IgnyHttpExchange;

typedef struct
{
  gboolean sent;  /* the server may have got a part of the request */
  gboolean http2; /* HTTP/2 may be what failed */
} IgnyHttpOutcome;

/* Blocks. redirect_url is set when the answer has one. Errors as those of
 * igny_http_send; outcome is filled either way. */
IgnyHttpResponse *igny_http_exchange_run (const IgnyHttpExchange *exchange,
                                          IgnyHttpLink           *link,
                                          GCancellable           *cancellable,
                                          IgnyHttpOutcome        *outcome,
                                          GError                **error);

G_END_DECLS
