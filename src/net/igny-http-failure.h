/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "igny-url.h"

G_BEGIN_DECLS

/* Says what went wrong with the transfer to url that ended with result.
 * Neither paths nor what was sent show up in the text. */
void igny_http_failure_set (GError       **error,
                            CURL          *easy,
                            CURLcode       result,
                            const IgnyUrl *url,
                            gint64         connect_ms);

G_END_DECLS
