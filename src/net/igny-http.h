/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* The one way to the network. IgnyHttp is an interface so that a test can put
 * recorded replies in the place of libcurl (igny-http-curl.h). */
#define IGNY_TYPE_HTTP (igny_http_get_type ())

G_DECLARE_INTERFACE (IgnyHttp, igny_http, IGNY, HTTP, GObject)

/* Limits by class of call: connect, total and stall timeouts, largest body. */
typedef enum
{
  IGNY_HTTP_METADATA,    /* 10 s, 60 s, 30 s, 8 MiB */
  IGNY_HTTP_CHAT,        /* 10 s, 600 s, off, 16 MiB; 1800 s to loopback and private hosts */
  IGNY_HTTP_CHAT_STREAM, /* 10 s, 30 min, 300 s to the first byte then 120 s, 16 MiB */
  IGNY_HTTP_IMAGE,       /* making one: 10 s, 300 s, off, 64 MiB */
  IGNY_HTTP_DOWNLOAD,    /* 10 s, 120 s, 30 s, 32 MiB */
  IGNY_HTTP_UPLOAD,      /* 15 s, 300 s, 60 s, 2 MiB */
} IgnyHttpClass;

/* Called on the calling thread for every piece of a 2xx body as it comes, and
 * again when a retry starts anew (length 0). FALSE ends the transfer, which
 * then counts as a success. The response's body holds all pieces as well. */
typedef gboolean (*IgnyHttpChunkFunc) (const char *bytes,
                                       gsize       length,
                                       gpointer    user_data);

typedef struct
{
  const char        *method;  /* "GET", "POST" … */
  const char        *url;     /* https; http only to loopback or with allow_http */
  const char *const *headers; /* name, value, name, value, NULL; or NULL. Never logged */
  const char        *user;    /* basic authentication, sent unasked; or NULL */
  const char        *password;
  GBytes            *body; /* or NULL */
  const char        *content_type;
  IgnyHttpClass      limits;
  gboolean           allow_http;      /* the person typed a plain http address */
  gboolean           idempotent;      /* as GET always: else no retry once bytes were sent */
  gboolean           refusal_is_free; /* 429, 503 and 529 mean that nothing was begun */
  gboolean           follow;          /* GET, HEAD: 5 at most; credentials stay with their origin */
  guint              max_attempts;    /* 0 means 1 */
  IgnyHttpChunkFunc  on_chunk;        /* or NULL */
  gpointer           user_data;
  gboolean           public_only; /* the address comes from data: no private host */
} IgnyHttpRequest;

typedef struct
{
  guint       status;
  GHashTable *headers; /* lower-case name → last value; of Link, Vary … all */
  GBytes     *body;
  char       *final_url;
  char       *redirect_url; /* of a 3xx that was not followed; or NULL */
  guint       attempts;
  gint64      elapsed_ms; /* of the last attempt, its redirects included */
} IgnyHttpResponse;

typedef enum
{
  IGNY_HTTP_ERROR_FAILED,
  IGNY_HTTP_ERROR_RESOLVE, /* no such host */
  IGNY_HTTP_ERROR_CONNECT, /* refused or unreachable, or not within the time for it */
  IGNY_HTTP_ERROR_TIMEOUT, /* connected, but no answer; it may have been carried out */
  IGNY_HTTP_ERROR_TLS,
  IGNY_HTTP_ERROR_TOO_LARGE,
  IGNY_HTTP_ERROR_CUT,     /* ended before the answer did; it may have been carried out */
  IGNY_HTTP_ERROR_REFUSED, /* our own rules: scheme, userinfo in the address, bad header */
} IgnyHttpError;

#define IGNY_HTTP_ERROR (igny_http_error_quark ())

GQuark igny_http_error_quark (void);

struct _IgnyHttpInterface
{
  GTypeInterface parent_interface;

  IgnyHttpResponse *(*send) (IgnyHttp              *self,
                             const IgnyHttpRequest *request,
                             GCancellable          *cancellable,
                             GError               **error);
};

/* Blocks; for worker threads only. Any HTTP status is a success; errors are
 * IGNY_HTTP_ERROR and G_IO_ERROR_CANCELLED. Retries inside, by the rules of
 * igny-retry.h, up to max_attempts; the last answer is returned. */
IgnyHttpResponse *igny_http_send (IgnyHttp              *self,
                                  const IgnyHttpRequest *request,
                                  GCancellable          *cancellable,
                                  GError               **error);
/* For those who implement the interface; an empty body, one attempt. */
IgnyHttpResponse *igny_http_response_new (guint status);
void              igny_http_response_add_header (IgnyHttpResponse *response,
                                                 const char       *name,
                                                 const char       *value);
const char       *igny_http_response_get_header (const IgnyHttpResponse *response,
                                                 const char             *name);
void              igny_http_response_free (IgnyHttpResponse *response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyHttpResponse, igny_http_response_free)

G_END_DECLS
