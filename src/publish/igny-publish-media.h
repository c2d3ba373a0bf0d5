/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-publish-article.h"

G_BEGIN_DECLS

/* Puts the pictures of the article's task into the site's media, each file
 * once whatever happened before, and writes the body with their addresses;
 * post gets the featured one. Pictures for the article that it does not
 * mention stand before its second, third … chapter. What cannot be had (no
 * file, a user who may not upload) is left out with a warning. Errors as
 * igny_wordpress_publish and IGNY_HTML_ERROR. Blocks. */
gboolean igny_publish_media_place (const IgnyRun        *run,
                                   IgnyWordpress        *client,
                                   IgnyPublishArticle   *article,
                                   IgnyWordpressArticle *post,
                                   GError              **error);

/* html with those of the pictures (UUID text) that it does not mention put in,
 * in their order. Full ownership. Pure. */
char *igny_publish_media_insert (const char        *html,
                                 const char *const *uuids);

G_END_DECLS
