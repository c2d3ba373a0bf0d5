/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-publish-article.h"

G_BEGIN_DECLS

/* The sites that one run speaks to: a connection for each, and what is known to
 * be wrong with it, so that a hundred articles do not wait for it a hundred
 * times. One thread. */
typedef struct _IgnyPublishSites IgnyPublishSites;

IgnyPublishSites *igny_publish_sites_new (IgnyStore *store);
void              igny_publish_sites_free (IgnyPublishSites *self);

/* Borrowed. The article has address, user and password (see the gate). */
IgnyWordpress *igny_publish_sites_get_client (IgnyPublishSites         *self,
                                              const IgnyPublishArticle *article);
/* Fails with what was noted for the site. */
gboolean igny_publish_sites_check (IgnyPublishSites *self,
                                   gint64            site,
                                   GError          **error);
/* Remembers a failure that the next article would meet too; others are not. A
 * login that is refused once, after it worked, is tried anew. */
void igny_publish_sites_note (IgnyPublishSites *self,
                              gint64            site,
                              const GError     *failure);
void igny_publish_sites_note_success (IgnyPublishSites *self,
                                      gint64            site);

G_END_DECLS
