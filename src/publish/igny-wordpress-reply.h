/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http.h"
#include "igny-json.h"
#include "igny-wordpress-error.h"

G_BEGIN_DECLS

/* An answer of the REST API, as far as it is one. */
typedef struct
{
  guint     status;
  JsonNode *json;           /* NULL when the body is no JSON */
  char     *title;          /* of the page, when the body is HTML; or NULL */
  gint64    total_pages;    /* of a list; IGNY_UNKNOWN when not told */
  gint64    retry_after_ms; /* that the site asks for; IGNY_UNKNOWN when it does not */
  gboolean  asks_login;     /* the web server itself wants a user and a password */
} IgnyWordpressReply;

/* Takes what stands behind a byte order mark and behind messages that PHP
 * printed in front; NULL when no JSON is there. */
JsonNode *igny_wordpress_reply_parse (const char *text,
                                      gsize       length);

/* Never NULL, whatever the answer is. now_ms is for a Retry-After that is a date. */
IgnyWordpressReply *igny_wordpress_reply_new (const IgnyHttpResponse *response,
                                              gint64                  now_ms);
void                igny_wordpress_reply_free (IgnyWordpressReply *reply);

/* The "code" of an error answer, or "". */
const char *igny_wordpress_reply_get_code (const IgnyWordpressReply *reply);
/* What the site says about it (plain text, in quotes), its page's title, or its
 * status; for a pair of brackets. */
char *igny_wordpress_reply_describe (const IgnyWordpressReply *reply);
/* The code's own cause and igny_wordpress_reply_describe. */
void igny_wordpress_reply_set_error (const IgnyWordpressReply *reply,
                                     IgnyWordpressError        code,
                                     const char               *tried,
                                     GError                  **error);

/* TRUE for 2xx with JSON. Else sets the IGNY_WORDPRESS_ERROR that it means for
 * somebody who has logged in before. */
gboolean igny_wordpress_reply_check (const IgnyWordpressReply *reply,
                                     const char               *tried,
                                     GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWordpressReply, igny_wordpress_reply_free)

G_END_DECLS
