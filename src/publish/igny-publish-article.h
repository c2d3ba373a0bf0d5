/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-content.h"
#include "igny-progress.h"
#include "igny-site.h"
#include "igny-wordpress-blocks.h"
#include "igny-wordpress-publish.h"

G_BEGIN_DECLS

/* A content with all that is sent along, read in one go. */
typedef struct
{
  IgnyContent *content;
  IgnySite    *site;
  char        *password; /* from the keyring; NULL when it has none */
  gboolean     allow_http;
  gboolean     blocks;
  char        *body;
  guint        pending;  /* pictures of the body that have no address yet */
  GPtrArray   *warnings; /* of char *: what was left out on the way */
  char       **categories;
  char       **tags;
  GPtrArray   *meta; /* name, value, name, value …, NULL */
} IgnyPublishArticle;

/* Without the body, which igny_publish_article_write_body makes when the
 * addresses of its pictures are known. */
IgnyPublishArticle *igny_publish_article_load (const IgnyRun *run,
                                               gint64         content,
                                               GError       **error);
/* Whether a site gets block markup: its own choice before that of the account.
 * Store threads. */
gboolean igny_publish_article_wants_blocks (IgnyDb         *db,
                                            gint64          account,
                                            const IgnySite *site);
/* The body as the site wants it; pictures that are not among those given and
 * have no address are left out, which is a warning. Errors are
 * IGNY_HTML_ERROR. */
gboolean igny_publish_article_write_body (IgnyPublishArticle         *self,
                                          const IgnyWordpressPicture *pictures,
                                          guint                       n_pictures,
                                          GError                    **error);
/* post borrows from self. */
void igny_publish_article_fill (IgnyPublishArticle   *self,
                                IgnyWordpressArticle *post);
void igny_publish_article_free (IgnyPublishArticle *self);

/* The application password of a site; NULL without error when there is none.
 * Free with igny_keyring_free. */
char *igny_publish_article_lookup_password (const IgnyRun  *run,
                                            const IgnySite *site,
                                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPublishArticle, igny_publish_article_free)

G_END_DECLS
