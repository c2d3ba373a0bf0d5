/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-url.h"

G_BEGIN_DECLS

/* What may be asked at all. Errors are IGNY_HTTP_ERROR_REFUSED; none quotes a
 * header's value, a password, a path or a query. Any thread. */

/* The parsed address of a request that keeps the rules: https, or http to
 * loopback or with allow_http; names, values and credentials without line
 * breaks; no header that frames the message. */
IgnyUrl *igny_http_rules_check (const IgnyHttpRequest *request,
                                GError               **error);

/* Whether a redirect from one address to another may be followed: not from
 * https to http, and not from a public host into a private network. */
gboolean igny_http_rules_check_hop (const IgnyUrl *from,
                                    const IgnyUrl *to,
                                    GError       **error);

G_END_DECLS
