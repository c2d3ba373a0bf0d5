/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What came out other than it was sent. */
typedef struct
{
  char *field; /* "post", "status", "title", "content", "excerpt", "slug", "categories", "tags"
                * or "meta" */
  char *sent;
  char *got;
  char *message; /* translated, for the person */
} IgnyWordpressWarning;

typedef struct
{
  gint64     post_id;
  char      *url;       /* of the post; a draft's is a preview */
  char      *status;    /* as WordPress keeps it: "draft", "publish", "future" … */
  gint64     public_at; /* when it went or goes public, ms since 1970, UTC; IGNY_UNKNOWN */
  char      *modified;  /* WordPress's modified_gmt, to be kept for the next update */
  gboolean   created;   /* else a post that was there was updated */
  GPtrArray *warnings;  /* of IgnyWordpressWarning; never NULL */
  gint64     elapsed_ms;
} IgnyWordpressResult;

/* Empty, of an unknown post. */
IgnyWordpressResult *igny_wordpress_result_new (void);
void                 igny_wordpress_result_free (IgnyWordpressResult *result);

/* Full ownership of message. */
void igny_wordpress_warning_add (GPtrArray  *warnings,
                                 const char *field,
                                 const char *sent,
                                 const char *got,
                                 char       *message);
void igny_wordpress_warning_free (IgnyWordpressWarning *warning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWordpressResult, igny_wordpress_result_free)

G_END_DECLS
