/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-map-pack.h"
#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* What the topical map shows of a scope: its sectors, the clusters in them, and
 * in those the ideas and the articles, each with its place. Made off the main
 * thread, then read only. */

/* So many clusters at most, those with most searches; and leaves. */
#define IGNY_MAP_MOST_CLUSTERS 5000
#define IGNY_MAP_MOST_LEAVES 20000
/* The radius of the circle that holds all. */
#define IGNY_MAP_RADIUS 1000.0

typedef enum
{
  IGNY_MAP_SECTOR,
  IGNY_MAP_CLUSTER,
  IGNY_MAP_LEAF, /* an idea, or an article */
} IgnyMapLevel;

/* How far it is on its way; a cluster is as far as its best leaf. */
typedef enum
{
  IGNY_MAP_EMPTY, /* no idea yet */
  IGNY_MAP_IDEA,
  IGNY_MAP_ARTICLE,
  IGNY_MAP_PUBLISHED,
  IGNY_MAP_N_STATES,
} IgnyMapState;

typedef struct
{
  IgnyMapLevel  level;
  IgnyMapState  state;
  guint         parent;  /* its place in nodes; that of a sector is its own */
  gint64        row;     /* of the sector, the cluster or the idea; 0 for an article without one */
  gint64        content; /* of a leaf, or 0 */
  char         *title;
  gint64        volume; /* searches a month that are known */
  gint64        n_keywords;
  guint         n_ideas;    /* leaves of a cluster, */
  guint         n_articles; /* and of those, written ones */
  guint         n_published;
  IgnyMapCircle circle;
} IgnyMapNode;

typedef struct
{
  GArray *nodes; /* of IgnyMapNode: sectors, then clusters, then leaves; each kind by
                  * parent and the largest first */
  guint  n_sectors;
  guint  n_clusters; /* that are shown */
  gint64 n_all;      /* clusters that there are */
  guint  n_leaves;   /* that were read, */
  gint64 n_every;    /* of how many */
} IgnyMapData;

IgnyMapData *igny_map_data_ref (IgnyMapData *self);
void         igny_map_data_unref (IgnyMapData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyMapData, igny_map_data_unref)

const IgnyMapNode *igny_map_data_get (const IgnyMapData *self,
                                      guint              node);
/* Reads on the reader thread and lays out on another one. */
void igny_map_data_load_async (IgnyStore          *store,
                               const IgnyScope    *scope,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
/* NULL with error; full ownership. */
IgnyMapData *igny_map_data_load_finish (GAsyncResult *result,
                                        GError      **error);

G_END_DECLS
