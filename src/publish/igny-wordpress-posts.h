/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-private.h"

G_BEGIN_DECLS

/* A post as WordPress keeps it. */
typedef struct
{
  gint64      id;
  char       *status;
  char       *slug;
  char       *url;
  char       *modified;
  gint64      public_at;      /* date_gmt, ms since 1970; IGNY_UNKNOWN when it is not told */
  gint64      featured_media; /* 0: none */
  char       *title;          /* as stored: HTML */
  char       *content;
  char       *excerpt;
  GArray     *categories; /* gint64 */
  GArray     *tags;
  JsonObject *meta; /* NULL when there is none */
} IgnyWordpressPost;

/* NULL when the JSON is not one post. */
IgnyWordpressPost *igny_wordpress_post_parse (JsonNode *json);
void               igny_wordpress_post_free (IgnyWordpressPost *post);

/* The comment that marks the draft of a job until it is complete. */
char *igny_wordpress_posts_get_marker (const char *job_id);

/* Errors: IGNY_WORDPRESS_ERROR_GONE when there is no such post. */
IgnyWordpressPost *igny_wordpress_posts_get (IgnyWordpress *self,
                                             gint64         id,
                                             GCancellable  *cancellable,
                                             GError       **error);
/* The oldest post with the job's marker, by the slug (if any), then by a search
 * for the marker. NULL without an error when there is none. Posts in the bin
 * are not looked at. */
IgnyWordpressPost *igny_wordpress_posts_find (IgnyWordpress *self,
                                              const char    *job_id,
                                              const char    *slug,
                                              GCancellable  *cancellable,
                                              GError       **error);
/* One attempt, never repeated. */
IgnyWordpressPost *igny_wordpress_posts_create (IgnyWordpress *self,
                                                JsonObject    *fields,
                                                GCancellable  *cancellable,
                                                GError       **error);
IgnyWordpressPost *igny_wordpress_posts_update (IgnyWordpress *self,
                                                gint64         id,
                                                JsonObject    *fields,
                                                const char    *tried,
                                                GCancellable  *cancellable,
                                                GError       **error);

/* Into the site's bin, from where it can be restored there. */
IgnyWordpressPost *igny_wordpress_posts_trash (IgnyWordpress *self,
                                               gint64         id,
                                               GCancellable  *cancellable,
                                               GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWordpressPost, igny_wordpress_post_free)

G_END_DECLS
