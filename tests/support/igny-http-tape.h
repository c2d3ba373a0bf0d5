/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http.h"

G_BEGIN_DECLS

/* An IgnyHttp that plays recorded answers, in the order they were added, and
 * keeps what it was asked. It does not retry and does not follow redirects: it
 * sees what a caller sends, once. Any thread. */
#define IGNY_TYPE_HTTP_TAPE (igny_http_tape_get_type ())

G_DECLARE_FINAL_TYPE (IgnyHttpTape, igny_http_tape, IGNY, HTTP_TAPE, GObject)

/* Copies of what a caller sent. */
typedef struct
{
  char         *method;
  char         *url;
  GHashTable   *headers; /* lower-case name → value */
  char         *user;
  char         *password;
  char         *content_type;
  GBytes       *body; /* or NULL; a NUL follows its last byte */
  IgnyHttpClass limits;
  gboolean      allow_http;
  gboolean      idempotent;
  gboolean      refusal_is_free;
  gboolean      follow;
  gboolean      public_only;
  guint         max_attempts;
} IgnyHttpTapeRequest;

/* Answers when the tape has run out: full ownership, or NULL with error. */
typedef IgnyHttpResponse *(*IgnyHttpTapeFunc) (const IgnyHttpTapeRequest *request,
                                               gpointer                   user_data,
                                               GError                   **error);

IgnyHttpTape *igny_http_tape_new (void);

/* headers: name, value, …, NULL; or NULL. body: text, or NULL for none. */
void igny_http_tape_add (IgnyHttpTape      *self,
                         guint              status,
                         const char *const *headers,
                         const char        *body);
void igny_http_tape_add_bytes (IgnyHttpTape      *self,
                               guint              status,
                               const char *const *headers,
                               GBytes            *body);
/* A 200 answer of content_type whose body comes piece by piece. */
void igny_http_tape_add_pieces (IgnyHttpTape      *self,
                                const char        *content_type,
                                const char *const *pieces);
/* The pieces come (may be NULL), then it fails. */
void igny_http_tape_add_error (IgnyHttpTape      *self,
                               IgnyHttpError      code,
                               const char        *message,
                               const char *const *pieces);
/* For answers that depend on the request; without one an empty tape is a
 * failed test. */
void igny_http_tape_set_func (IgnyHttpTape    *self,
                              IgnyHttpTapeFunc func,
                              gpointer         user_data);

guint igny_http_tape_get_n_left (IgnyHttpTape *self);
guint igny_http_tape_get_n_requests (IgnyHttpTape *self);
/* Borrowed, and good until the tape goes. */
const IgnyHttpTapeRequest *igny_http_tape_get_request (IgnyHttpTape *self,
                                                       guint         index);
/* Value or NULL; the body as text, "" for none. */
const char *igny_http_tape_request_get_header (const IgnyHttpTapeRequest *request,
                                               const char                *name);
const char *igny_http_tape_request_get_text (const IgnyHttpTapeRequest *request);

G_END_DECLS
