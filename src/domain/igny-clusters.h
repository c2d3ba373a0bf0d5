/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* The living cluster of that name in the sector, 0 when there is none. */
gboolean igny_clusters_find (IgnyDb     *db,
                             gint64      sector,
                             const char *name,
                             gint64     *row,
                             GError    **error);
/* Finds it, or makes it. origin is a word of igny_choices_origin. A name that
 * is too long is refused with IGNY_INVALID when a person gave it ("hand"); of
 * other origins it ends with "…". An empty one is refused. */
gboolean igny_clusters_ensure (IgnyStep        *step,
                               const IgnyScope *scope,
                               const char      *name,
                               const char      *description,
                               const char      *origin,
                               gint64          *row,
                               GError         **error);
/* For IgnyClusterPlace: the keyword stays in the cluster that it has. */
#define IGNY_CLUSTERS_STAY (-1)
/* For IgnyClusterPlace: wherever the keyword is. */
#define IGNY_CLUSTERS_ANY (-1)

typedef struct
{
  gint64      keyword;
  gint64      cluster; /* 0 is none */
  const char *guess;   /* its intent, where none is known; or NULL */
  gint64      had;     /* where it must still be, 0 is in none; or IGNY_CLUSTERS_ANY */
} IgnyClusterPlace;

/* Puts keywords of the sector into clusters, each keyword once, and gives them
 * the status that follows; 100,000 of them in about a second. Keywords that
 * are not of the sector any more are passed over, and so are those that a
 * person moved away from where the engine had read them (had). */
gboolean igny_clusters_place (IgnyStep               *step,
                              const IgnyScope        *scope,
                              const IgnyClusterPlace *places,
                              gsize                   n_places,
                              GError                **error);
/* The same for keywords of one cluster. */
gboolean igny_clusters_assign (IgnyStep        *step,
                               const IgnyScope *scope,
                               gint64           cluster,
                               const gint64    *keywords,
                               gsize            n_keywords,
                               GError         **error);
/* Brings intent and mixed_intent of a cluster up to date with its keywords. */
gboolean igny_clusters_update_intent (IgnyStep *step,
                                      gint64    cluster,
                                      GError  **error);

G_END_DECLS
