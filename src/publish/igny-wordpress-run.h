/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-posts.h"
#include "igny-wordpress-publish.h"

G_BEGIN_DECLS

/* One run of igny_wordpress_publish; for its parts alone. */
typedef struct
{
  IgnyWordpress              *self;
  const IgnyWordpressArticle *article;
  IgnyWordpressCreatedFunc    on_created;
  gpointer                    user_data;
  GCancellable               *cancellable;
  IgnyWordpressPost          *post;       /* as it is on the site now; NULL while there is none */
  GArray                     *categories; /* gint64 */
  GArray                     *tags;
  IgnyWordpressResult        *result;
} IgnyWordpressRun;

void igny_wordpress_run_clear (IgnyWordpressRun *run);
/* Full ownership of post, which may be NULL. */
void igny_wordpress_run_take_post (IgnyWordpressRun  *run,
                                   IgnyWordpressPost *post);

/* The draft of this job: found again, or made and, when the answer got lost,
 * looked for. At most one is made. */
gboolean igny_wordpress_run_create (IgnyWordpressRun *run,
                                    GError          **error);
/* The article's meta fields; those that the site does not take are warnings. */
gboolean igny_wordpress_run_save_meta (IgnyWordpressRun *run,
                                       GError          **error);
/* The article's fields for Yoast SEO and Rank Math, where the site has them;
 * what they do not take is a warning with its remedy. */
gboolean igny_wordpress_run_save_seo (IgnyWordpressRun *run,
                                      GError          **error);
/* The site refused it, which says nothing about the post itself. */
gboolean igny_wordpress_run_is_refusal (const GError *error);

/* Plain text as WordPress wants it in a field of HTML. */
void igny_wordpress_run_set_text (JsonObject *fields,
                                  const char *name,
                                  const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyWordpressRun, igny_wordpress_run_clear)

G_END_DECLS
