/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-result.h"
#include "igny-wordpress.h"

G_BEGIN_DECLS

/* What to publish. All strings are UTF-8 and borrowed for the call. */
typedef struct
{
  /* UUID text of the job, the same in every attempt of one job: by it a draft
   * is found again whose creation was never answered. */
  const char *job_id;
  /* The post that an earlier job made, or IGNY_UNKNOWN. */
  gint64 post_id;
  /* What the earlier job's result said, or NULL. When the post was changed on
   * the site since, and not to what is sent now, nothing is overwritten
   * (IGNY_WORDPRESS_ERROR_CHANGED). */
  const char *known_modified;

  const char *title;   /* plain text */
  const char *content; /* safe HTML or block markup, sent as it is */
  const char *excerpt; /* plain text; NULL leaves the site's */
  const char *slug;    /* NULL leaves the site's */
  gboolean    publish; /* else a draft, even if the post is public now */
  /* With publish: when it goes public, ms since 1970, UTC; 0: at once. Refused
   * when that is not a minute ahead, as WordPress would publish at once. */
  gint64 schedule_ms;
  /* Overwrite what somebody changed on the site. */
  gboolean overwrite;
  /* A picture of the site's media; 0 leaves what the post has. */
  gint64 featured_media;
  /* For Yoast SEO and Rank Math, where the site has one; NULL leaves theirs. */
  const char        *seo_title;
  const char        *seo_description;
  const char        *seo_keyword;
  const char *const *categories; /* names; NULL or none leaves the site's */
  const char *const *tags;       /* the same */
  const char *const *meta;       /* name, value, name, value, NULL; or NULL */
} IgnyWordpressArticle;

/* The id of the post that was just made, or found to be this job's. It has to
 * be kept for good before this returns; FALSE with an error stops at once, and
 * the next attempt finds the draft again. Called at most once, on the
 * calling thread, and not for a known post_id that still exists. */
typedef gboolean (*IgnyWordpressCreatedFunc) (gint64   post_id,
                                              gpointer user_data,
                                              GError **error);

/* Makes the post or updates it, and reads it back. It can be repeated at any
 * point with the same job_id without making a second post. A post that is gone
 * or in the bin is made anew, with a warning. Connects first if that was not
 * done. Errors as igny_wordpress_test, and those of on_created; after an error
 * a draft may be on the site. */
IgnyWordpressResult *igny_wordpress_publish (IgnyWordpress              *self,
                                             const IgnyWordpressArticle *article,
                                             IgnyWordpressCreatedFunc    on_created,
                                             gpointer                    user_data,
                                             GCancellable               *cancellable,
                                             GError                    **error);

/* How the post stands now; the status is "" when it is gone. */
IgnyWordpressResult *igny_wordpress_read_status (IgnyWordpress *self,
                                                 gint64         post_id,
                                                 GCancellable  *cancellable,
                                                 GError       **error);
/* Takes the post off the public site: a draft again, or into the bin. One that
 * is gone or there already is a success. */
IgnyWordpressResult *igny_wordpress_withdraw (IgnyWordpress *self,
                                              gint64         post_id,
                                              gboolean       trash,
                                              GCancellable  *cancellable,
                                              GError       **error);

G_END_DECLS
