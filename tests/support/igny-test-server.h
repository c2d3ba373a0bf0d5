/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A real HTTP/1.1 server on a free port of 127.0.0.1, for one test. Each
 * connection has a thread of its own, in which the handler runs, so that a
 * handler may wait, answer in pieces, cut the connection or never answer. */
typedef struct _IgnyTestServer IgnyTestServer;

/* One request being answered. The strings are good while the handler runs. */
typedef struct
{
  const char *method;
  const char *target;  /* path and query */
  GHashTable *headers; /* lower-case name → last value */
  GBytes     *body;
  guint       number;     /* of this request, from 1 */
  guint       connection; /* it came on, from 1 */
} IgnyTestRequest;

typedef struct _IgnyTestReply IgnyTestReply;

typedef void (*IgnyTestServerFunc) (const IgnyTestRequest *request,
                                    IgnyTestReply         *reply,
                                    gpointer               user_data);

/* certificate: for https, offering the protocols (NULL-terminated; NULL for no
 * ALPN); NULL for plain http. */
IgnyTestServer *igny_test_server_new (IgnyTestServerFunc func,
                                      gpointer           user_data,
                                      GTlsCertificate   *certificate,
                                      const char *const *protocols);
/* Wakes handlers that wait, ends every connection and joins the threads. */
void igny_test_server_free (IgnyTestServer *self);

guint16 igny_test_server_get_port (IgnyTestServer *self);
guint   igny_test_server_get_n_requests (IgnyTestServer *self);
guint   igny_test_server_get_n_connections (IgnyTestServer *self);
/* "http://127.0.0.1:PORT" and the path. */
char *igny_test_server_make_url (IgnyTestServer *self,
                                 const char     *path);

/* Whole answers. headers: name, value, …, NULL; or NULL. */
void igny_test_server_reply (IgnyTestReply     *reply,
                             guint              status,
                             const char *const *headers,
                             const char        *body);
void igny_test_server_redirect (IgnyTestReply *reply,
                                guint          status,
                                const char    *location);

/* Answers in pieces, chunked; begin, piece…, end. */
void igny_test_server_begin (IgnyTestReply     *reply,
                             guint              status,
                             const char *const *headers);
void igny_test_server_piece (IgnyTestReply *reply,
                             const char    *bytes,
                             gsize          length);
void igny_test_server_end (IgnyTestReply *reply);

/* Bytes as they are, for answers that are wrong on purpose. */
void igny_test_server_raw (IgnyTestReply *reply,
                           const char    *bytes,
                           gsize          length);
/* Ends early when the server goes. */
void igny_test_server_pause (IgnyTestReply *reply,
                             guint          milliseconds);
/* Says nothing until the server goes or the client leaves. */
void igny_test_server_hang (IgnyTestReply *reply);
/* The connection ends after this answer, whatever came of it. */
void igny_test_server_cut (IgnyTestReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTestServer, igny_test_server_free)

G_END_DECLS
