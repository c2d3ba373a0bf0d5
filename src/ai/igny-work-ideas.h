/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-session.h"
#include "igny-work-keywords.h"

G_BEGIN_DECLS

/* A cluster that ideas are to be made for. */
typedef struct
{
  gint64            row;
  char             *name;
  IgnyScope         scope;
  IgnyWorkKeywords *keywords; /* the most searched first */
} IgnyWorkCluster;

/* An idea on its way into the store. */
typedef struct
{
  gint64      cluster;
  IgnyScope   scope;
  char       *title;
  char       *description;
  const char *content_type; /* stored words, static */
  const char *content_structure;
  char       *outline;
  gint64      words;
  GArray     *keywords; /* gint64 rows, the primary ones first */
  guint       n_primary;
} IgnyWorkIdea;

/* One run over clusters. */
typedef struct
{
  const IgnyRun *run;
  IgnyEngine     engine;
  IgnyAiSession *session; /* opened with the first question */
  GPtrArray     *ideas;   /* of IgnyWorkIdea */
  GArray        *usages;  /* of IgnyUsage; model owned */
  guint          n_items; /* clusters */
  guint          created;
  guint          skipped;
  gboolean       whole; /* nothing failed */
} IgnyWorkIdeas;

void igny_work_cluster_free (IgnyWorkCluster *self);
/* The new idea belongs to self. */
IgnyWorkIdea *igny_work_ideas_append (IgnyWorkIdeas *self,
                                      gint64         cluster,
                                      IgnyScope      scope,
                                      const char    *title);
/* indexes are guint: positions in the cluster's keywords. */
void igny_work_idea_add_keywords (IgnyWorkIdea          *self,
                                  const GArray          *indexes,
                                  const IgnyWorkCluster *cluster);
/* As many as the offline engine would make of that many keywords. */
guint igny_work_ideas_count_wanted (gsize n_keywords);
/* The two engines. */
void     igny_work_ideas_make (IgnyWorkIdeas         *self,
                               const IgnyWorkCluster *cluster);
gboolean igny_work_ideas_ask (IgnyWorkIdeas         *self,
                              const IgnyWorkCluster *cluster,
                              guint                  item,
                              guint                  n_items,
                              GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWorkCluster, igny_work_cluster_free)

G_END_DECLS
