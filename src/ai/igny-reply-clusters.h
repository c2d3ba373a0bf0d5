/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char   *name;        /* at most 200 characters */
  char   *description; /* at most 2,000; or NULL */
  GArray *keywords;    /* guint: positions in the request */
} IgnyReplyCluster;

typedef struct
{
  GPtrArray *clusters; /* of IgnyReplyCluster; none empty, no two of one name */
  GPtrArray *rejected; /* of char: keywords that were not asked about */
  GArray    *missing;  /* guint: asked about, but in no cluster */
  gboolean   partial;  /* the answer ended too early */
} IgnyReplyClusters;

/* A clustering answer: {"clusters": [{"name", "description", "keywords": []}]}
 * and what models make of that. A keyword belongs to the first cluster that
 * names it. keywords: those of the request. Full ownership; errors are
 * IGNY_REPLY_ERROR. Any thread. */
IgnyReplyClusters *igny_reply_clusters_new (const char        *text,
                                            const char *const *keywords,
                                            GError           **error);
void               igny_reply_clusters_free (IgnyReplyClusters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyReplyClusters, igny_reply_clusters_free)

G_END_DECLS
