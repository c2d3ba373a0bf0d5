/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http-exchange.h"

G_BEGIN_DECLS

/* Tells a clean handle all about the exchange but its callbacks. The list of
 * headers that it returns holds secrets: it has to outlive the transfer, and
 * ends with igny_http_options_free_headers. */
struct curl_slist *igny_http_options_apply (CURL                   *easy,
                                            const IgnyHttpExchange *exchange);
void               igny_http_options_free_headers (struct curl_slist *headers);

G_END_DECLS
