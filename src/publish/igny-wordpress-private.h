/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-reply.h"
#include "igny-wordpress.h"

G_BEGIN_DECLS

/* What the parts of the client share; for igny-wordpress-*.c alone. */
struct _IgnyWordpress
{
  const IgnyEnv           *env;
  char                    *url; /* as typed */
  char                    *user;
  char                    *password;
  gboolean                 allow_http;
  char                    *root;       /* of the REST API; NULL until found */
  IgnyWordpressConnection *connection; /* NULL until logged in */
  GTimeZone               *zone;       /* the site's; NULL until the root was read */
  gboolean                 has_yoast;
  gboolean                 has_rank_math;
  GHashTable              *meta_keys;  /* set of those that posts may carry; NULL until asked */
  gint64                   elapsed_ms; /* of all answers so far */
  gint64                   retry_after_ms;
};

/* One request to the REST API. */
typedef struct
{
  const char *tried;  /* for the error's message, translated */
  const char *root;   /* NULL: the client's own */
  const char *route;  /* "wp/v2/posts" */
  const char *query;  /* encoded; or NULL */
  JsonObject *body;   /* borrowed; NULL asks with GET, else it is a POST */
  const char *method; /* NULL: as body says */
  gboolean    once;   /* it would do harm twice: one attempt only */
} IgnyWordpressCall;

/* Any status is a success, apart from redirections (which are never followed
 * with a password in hand). NULL when no whole answer came. */
IgnyWordpressReply *igny_wordpress_call (IgnyWordpress           *self,
                                         const IgnyWordpressCall *call,
                                         GCancellable            *cancellable,
                                         GError                 **error);
/* The same, and then igny_wordpress_reply_check. */
IgnyWordpressReply *igny_wordpress_call_checked (IgnyWordpress           *self,
                                                 const IgnyWordpressCall *call,
                                                 GCancellable            *cancellable,
                                                 GError                 **error);

/* Finds the root and logs in, unless that is done. */
gboolean igny_wordpress_connect (IgnyWordpress *self,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
