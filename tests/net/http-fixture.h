/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http-curl.h"
#include "igny-test-server.h"

#define HTTP_MAX_NAPS 8

/* A client, a server whose handler is the test's, and an env that does not
 * sleep but writes down how long it should have. */
typedef struct
{
  IgnyEnv         env;
  IgnyHttp       *http;
  IgnyTestServer *server;
  gint64          naps[HTTP_MAX_NAPS];
  guint           n_naps;
} HttpFixture;

/* func answers what is asked; NULL for no server. */
void http_set_up (HttpFixture       *f,
                  IgnyTestServerFunc func,
                  gpointer           user_data);
void http_tear_down (HttpFixture *f);
/* Of the lane for metadata. */
void http_set_limits (HttpFixture   *f,
                      IgnyHttpLimits limits);
/* Asks the server for path; GET unless request says another. */
IgnyHttpResponse *http_ask (HttpFixture    *f,
                            const char     *path,
                            IgnyHttpRequest request,
                            GError        **error);
/* Asks, and the answer must be that error. */
void http_check_fails (HttpFixture    *f,
                       const char     *path,
                       IgnyHttpRequest request,
                       IgnyHttpError   code);
/* The body as text; it belongs to response. */
const char *http_get_text (IgnyHttpResponse *response);

/* Handlers of the server, as IgnyTestServerFunc. */

/* Says in the body what was asked. */
void http_echo_cb (const IgnyTestRequest *request,
                   IgnyTestReply         *reply,
                   gpointer               user_data);
/* Answers with as many bytes as the path says, in pieces without a length. */
void http_many_bytes_cb (const IgnyTestRequest *request,
                         IgnyTestReply         *reply,
                         gpointer               user_data);
/* /total: a piece every 50 ms without end. /first: nothing. /stall: one piece,
 * then nothing. /late: waits 300 ms, then answers. */
void http_slow_cb (const IgnyTestRequest *request,
                   IgnyTestReply         *reply,
                   gpointer               user_data);
/* /length: 10 of 100 bytes. /chunk: a piece without an end. /nothing: not a
 * word. /garbage: not HTTP. */
void http_cut_cb (const IgnyTestRequest *request,
                  IgnyTestReply         *reply,
                  gpointer               user_data);
