/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-wordpress-publish.h"

G_BEGIN_DECLS

/* What became of a content on the site, into the store and into sentences. All
 * block, as runs do. */

/* The number of a post that was just made, in a step of its own. */
gboolean igny_publish_outcome_save_post (IgnyStore *store,
                                         gint64     content,
                                         gint64     post_id,
                                         GError   **error);
/* The post as it stands: content, task, idea and the log follow it. label of
 * the step, with the title in it. */
gboolean igny_publish_outcome_save (IgnyStore                 *store,
                                    gint64                     content,
                                    const char                *label,
                                    const IgnyWordpressResult *result,
                                    GError                   **error);
gboolean igny_publish_outcome_save_failure (IgnyStore  *store,
                                            gint64      content,
                                            const char *message,
                                            GError    **error);

/* Sentences for the person, of char *. Full ownership. */
GPtrArray *igny_publish_outcome_list_warnings (const IgnyWordpressResult *result);

/* Of the connection: the next article would meet the same one. */
gboolean igny_publish_outcome_is_of_the_site (const GError *error);

/* The content's status that follows from the post's, for the report. */
const char *igny_publish_outcome_get_status (const IgnyWordpressResult *result,
                                             const char                *before);

G_END_DECLS
