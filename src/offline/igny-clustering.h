/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* 0 makes few broad clusters, 1 keeps together only what says the same. */
#define IGNY_CLUSTERING_DEFAULT_STRICTNESS 0.5

/* The explicit group of keywords that belong to no cluster. */
#define IGNY_CLUSTERING_UNCLUSTERED -1

typedef struct
{
  gsize  n_keywords;
  gint  *clusters; /* by keyword: 0 … n_clusters - 1 or IGNY_CLUSTERING_UNCLUSTERED */
  guint  n_clusters;
  guint *names; /* by cluster: the keyword that names it */
} IgnyClustering;

/* A keyword without a group, see igny_clustering_new. */
#define IGNY_CLUSTERING_NO_GROUP G_MAXUINT

/* Names and numbers the clusters that some way of grouping found: groups has
 * the group of each keyword, 0 … n_groups - 1 or IGNY_CLUSTERING_NO_GROUP. A
 * group of one keyword is no cluster. Names and numbers are as in
 * igny_clustering_run. */
IgnyClustering *igny_clustering_new (const char *const *texts,
                                     const gint64      *volumes,
                                     gsize              count,
                                     const guint       *groups,
                                     guint              n_groups);

/* fraction is 0 to 1 and never sinks. Called in the thread of the run. */
typedef void (*IgnyClusteringProgress) (double   fraction,
                                        gpointer user_data);

/* Groups keywords by what they are about, without a network. texts are
 * normalized (igny_text_normalize), in any language and script. volumes are
 * searches per month, with IGNY_UNKNOWN, or NULL; they only name and number the
 * clusters: a cluster is named after its most searched keyword (then the
 * shorter, then the one that sorts first), and clusters are numbered from the
 * most searched to the least. The result depends on texts and strictness
 * alone, not on their order, and is the same every time. Time and memory grow
 * about as the keywords do. progress and cancellable may be NULL. Any thread.
 * NULL with G_IO_ERROR_CANCELLED when cancelled; nothing else fails. */
IgnyClustering *igny_clustering_run (const char *const     *texts,
                                     const gint64          *volumes,
                                     gsize                  count,
                                     double                 strictness,
                                     IgnyClusteringProgress progress,
                                     gpointer               user_data,
                                     GCancellable          *cancellable,
                                     GError               **error);
void            igny_clustering_free (IgnyClustering *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyClustering, igny_clustering_free)

/* What all strictnesses have in common: who is like whom. It takes about half
 * of the time, so that trying several is cheap. Never changed after it was
 * made; several threads may run it. texts and volumes are borrowed. */
typedef struct _IgnyClusteringPlan IgnyClusteringPlan;

IgnyClusteringPlan *igny_clustering_plan_new (const char *const     *texts,
                                              const gint64          *volumes,
                                              gsize                  count,
                                              IgnyClusteringProgress progress,
                                              gpointer               user_data,
                                              GCancellable          *cancellable,
                                              GError               **error);
/* By vectors that a model made of the keywords (embeddings), row after row,
 * n_dims numbers each; the length of a row does not matter. vectors are only
 * read during the call. */
IgnyClusteringPlan *igny_clustering_plan_new_from_vectors (const char *const     *texts,
                                                           const gint64          *volumes,
                                                           gsize                  count,
                                                           const gint8           *vectors,
                                                           guint                  n_dims,
                                                           IgnyClusteringProgress progress,
                                                           gpointer               user_data,
                                                           GCancellable          *cancellable,
                                                           GError               **error);
void                igny_clustering_plan_free (IgnyClusteringPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyClusteringPlan, igny_clustering_plan_free)

IgnyClustering *igny_clustering_plan_run (const IgnyClusteringPlan *self,
                                          double                    strictness,
                                          IgnyClusteringProgress    progress,
                                          gpointer                  user_data,
                                          GCancellable             *cancellable,
                                          GError                  **error);

G_END_DECLS
