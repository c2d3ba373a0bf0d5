/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be wrong between a person and their website. Every code has its own
 * cause and its own remedy, and both stand in the message of the GError. */
typedef enum
{
  IGNY_WORDPRESS_ERROR_FAILED,           /* the transfer failed in some other way */
  IGNY_WORDPRESS_ERROR_ADDRESS,          /* no address of a website */
  IGNY_WORDPRESS_ERROR_PLAIN_HTTP,       /* http:// that nobody allowed */
  IGNY_WORDPRESS_ERROR_NO_HOST,          /* no server of that name */
  IGNY_WORDPRESS_ERROR_CONNECT,          /* refused or unreachable */
  IGNY_WORDPRESS_ERROR_TIMEOUT,          /* no answer in time; what was sent may have been done */
  IGNY_WORDPRESS_ERROR_CUT,              /* half an answer; what was sent may have been done */
  IGNY_WORDPRESS_ERROR_TLS,              /* the certificate is not good */
  IGNY_WORDPRESS_ERROR_REDIRECT,         /* it lives at another address, which the message names */
  IGNY_WORDPRESS_ERROR_REST_BLOCKED,     /* WordPress, but its REST API is shut */
  IGNY_WORDPRESS_ERROR_NOT_WORDPRESS,    /* a website, but not WordPress */
  IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS, /* application passwords are switched off */
  IGNY_WORDPRESS_ERROR_LOGIN,            /* 401: user or application password */
  IGNY_WORDPRESS_ERROR_RIGHTS,           /* 403: the user may not do it */
  IGNY_WORDPRESS_ERROR_REJECTED,         /* 400 and the like: what was sent is not accepted */
  IGNY_WORDPRESS_ERROR_GONE,             /* the post is not there any more */
  IGNY_WORDPRESS_ERROR_CHANGED,          /* somebody changed the post on the site */
  IGNY_WORDPRESS_ERROR_BUSY,             /* 429 or 503: try later */
  IGNY_WORDPRESS_ERROR_SERVER,           /* any other 5xx */
  IGNY_WORDPRESS_ERROR_ANSWER,           /* an answer that is no data: HTML, half of JSON */
} IgnyWordpressError;

#define IGNY_WORDPRESS_ERROR (igny_wordpress_error_quark ())

GQuark igny_wordpress_error_quark (void);

/* What is wrong, translated and without a full stop, and what the person can do
 * about it, a translated sentence or two. Never NULL. */
const char *igny_wordpress_error_get_cause (IgnyWordpressError code);
const char *igny_wordpress_error_get_remedy (IgnyWordpressError code);

/* "tried: cause. Remedy." cause is translated and without a full stop; NULL
 * takes the one that the code stands for. */
void igny_wordpress_error_set (GError           **error,
                               IgnyWordpressError code,
                               const char        *tried,
                               const char        *cause);

/* Turns an error of igny_http_send into one of ours; a cancellation stays what
 * it is. Takes ownership of http_error. */
void igny_wordpress_error_take_http (GError    **error,
                                     GError     *http_error,
                                     const char *tried);

G_END_DECLS
