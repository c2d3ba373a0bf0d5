/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A libcurl handle with its own pool of connections. One thread at a time. */
typedef struct
{
  CURLM *multi;
  CURL  *easy;      /* set up by the caller, reset after use */
  guint  gather_ms; /* how long what comes may wait for more; 0: not at all */
} IgnyHttpLink;

/* Asked between steps. Milliseconds until it wants to be asked again, or a
 * negative number to give up. */
typedef gint64 (*IgnyHttpLinkWatch) (gpointer user_data);

IgnyHttpLink *igny_http_link_new (void);
void          igny_http_link_free (IgnyHttpLink *link);

/* Runs the transfer that easy was set up for. Cancelling wakes it at once;
 * given up or cancelled, it is CURLE_ABORTED_BY_CALLBACK. */
CURLcode igny_http_link_perform (IgnyHttpLink     *link,
                                 GCancellable     *cancellable,
                                 IgnyHttpLinkWatch watch,
                                 gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyHttpLink, igny_http_link_free)

G_END_DECLS
