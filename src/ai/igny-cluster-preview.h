/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* What clustering would do, without doing it: keywords are read and compared
 * once, then any strictness is quick. Worker threads, one at a time; it does not
 * see what changes in the store after it was made. */
typedef struct _IgnyClusterPreview IgnyClusterPreview;

typedef enum
{
  IGNY_CLUSTER_CHANGE_NEW,
  IGNY_CLUSTER_CHANGE_GONE,
  IGNY_CLUSTER_CHANGE_RENAMED, /* and perhaps with other keywords */
  IGNY_CLUSTER_CHANGE_OTHER,   /* other keywords */
} IgnyClusterChangeKind;

typedef struct
{
  IgnyClusterChangeKind kind;
  char                 *before; /* the name; NULL for a new one */
  char                 *after;  /* NULL for one that is gone */
  guint                 keywords_before;
  guint                 keywords_after;
} IgnyClusterChange;

/* Counts are of all keywords of the sector that are not archived. */
typedef struct
{
  guint      clusters_before;
  guint      clusters_after;
  guint      unclustered_before;
  guint      unclustered_after;
  guint      moved; /* see IgnyAgreement */
  guint      entered;
  guint      left;
  guint      agreement; /* thousandths */
  GPtrArray *changes;   /* of IgnyClusterChange, those of most keywords first */
} IgnyClusterComparison;

void igny_cluster_comparison_clear (IgnyClusterComparison *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyClusterComparison, igny_cluster_comparison_clear)

/* The stored word of a kind: "new", "gone", "renamed", "changed". */
const char *igny_cluster_change_kind_to_word (IgnyClusterChangeKind kind);

/* run is borrowed and outlives it. again is as in igny_work_cluster. Asks for
 * embeddings with that engine; fails for IGNY_ENGINE_AI. */
IgnyClusterPreview *igny_cluster_preview_new (const IgnyRun   *run,
                                              const IgnyScope *scope,
                                              IgnyEngine       engine,
                                              gboolean         again,
                                              GError         **error);
void                igny_cluster_preview_free (IgnyClusterPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyClusterPreview, igny_cluster_preview_free)

/* Keywords that a run would look at. */
guint igny_cluster_preview_get_n_keywords (const IgnyClusterPreview *self);
/* strictness is in hundredths, IGNY_UNKNOWN for the setting. */
gboolean igny_cluster_preview_compare (IgnyClusterPreview    *self,
                                       gint64                 strictness,
                                       IgnyClusterComparison *comparison,
                                       GCancellable          *cancellable,
                                       GError               **error);

G_END_DECLS
