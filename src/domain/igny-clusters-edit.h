/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* A person's hand on clusters: each function is one step's worth, undone as
 * one. What a person arranged is a person's ("hand") from then on, so that no
 * engine that clusters again dissolves it. Clusters and keywords are rows of
 * one sector, else it fails with IGNY_INVALID. */

/* Puts the keywords, ideas and tasks of the others into a cluster and deletes
 * the others. */
gboolean igny_clusters_merge (IgnyStep     *step,
                              gint64        into,
                              const gint64 *others,
                              gsize         n_others,
                              GError      **error);

/* A part of a cluster that is to become one of its own. */
typedef struct
{
  const char   *name;
  const gint64 *keywords;
  gsize         n_keywords;
} IgnyClusterPart;

/* Takes parts out of a cluster; ideas and tasks stay with it. A part of the
 * name of a cluster that is there already joins that one. made may be NULL;
 * else it has a place for the row of each part's cluster. */
gboolean igny_clusters_split (IgnyStep              *step,
                              gint64                 cluster,
                              const IgnyClusterPart *parts,
                              gsize                  n_parts,
                              gint64                *made,
                              GError               **error);

/* Fails when the sector has another cluster of that name. */
gboolean igny_clusters_rename (IgnyStep   *step,
                               gint64      cluster,
                               const char *name,
                               GError    **error);

/* Puts keywords into a cluster, from wherever they are. */
gboolean igny_clusters_move (IgnyStep     *step,
                             gint64        cluster,
                             const gint64 *keywords,
                             gsize         n_keywords,
                             GError      **error);

G_END_DECLS
