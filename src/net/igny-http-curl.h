/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http-limits.h"

G_BEGIN_DECLS

/* The network for real. Keeps connections open between calls; as many threads
 * as wanted may send at once. Proxies come from the environment (https_proxy,
 * no_proxy …), never for loopback. */
#define IGNY_TYPE_HTTP_CURL (igny_http_curl_get_type ())

G_DECLARE_FINAL_TYPE (IgnyHttpCurl, igny_http_curl, IGNY, HTTP_CURL, GObject)

/* env is borrowed: the random part of waits, the clock for dates in
 * Retry-After, and sleeping come from it. SIGPIPE is ignored from the first
 * one on. */
IgnyHttp *igny_http_curl_new (const IgnyEnv *env);

/* A file with certificate authorities (PEM) that are trusted besides the
 * system's; NULL for none. */
void igny_http_curl_set_ca_file (IgnyHttpCurl *self,
                                 const char   *path);

/* Instead of igny_http_limits_get, for a server that is slower than most. */
void igny_http_curl_set_limits (IgnyHttpCurl         *self,
                                IgnyHttpClass         limits_class,
                                const IgnyHttpLimits *limits);

G_END_DECLS
