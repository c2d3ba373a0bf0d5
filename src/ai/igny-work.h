/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-test.h"
#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* The planner's and the writer's work, with either engine. All functions block
 * (see IgnyRun). A list of rows NULL means everything of the scope that is
 * still to do. Each saves in one step; what fails for one item does not stop
 * the others and is told in the report; GError is for what stops all: no such
 * sector, no model chosen, a refused key, cancelled. */

typedef struct
{
  guint  clusters;  /* made, or given more keywords */
  guint  clustered; /* keywords that have one now */
  guint  unclustered;
  gint64 milliseconds;
  guint  unknown; /* keywords that the AI named and nobody asked about */
} IgnyClusterResult;

/* Groups the keywords of the sector that have no cluster and are not archived.
 * strictness is in hundredths, IGNY_UNKNOWN for the setting. again lets go
 * first of clusters that an engine made and that have no ideas. */
gboolean igny_work_cluster (const IgnyRun     *run,
                            const IgnyScope   *scope,
                            IgnyEngine         engine,
                            gint64             strictness,
                            gboolean           again,
                            const gint64      *keywords,
                            gsize              n_keywords,
                            IgnyClusterResult *result,
                            GError           **error);
/* Takes keywords out of a cluster into new ones, by the offline engine; the part
 * of its name, or of its most searched keyword, and what is alone stay. Without
 * a strictness (IGNY_UNKNOWN) it is halfway from the setting to the highest.
 * n_parts are the clusters made. Fails with IGNY_INVALID when the keywords
 * belong together. */
gboolean igny_work_split (const IgnyRun *run,
                          gint64         cluster,
                          gint64         strictness,
                          guint         *n_parts,
                          GError       **error);
/* For clusters without ideas; those that have some are counted as skipped. */
gboolean igny_work_ideas (const IgnyRun   *run,
                          const IgnyScope *scope,
                          IgnyEngine       engine,
                          const gint64    *clusters,
                          gsize            n_clusters,
                          guint           *created,
                          guint           *skipped,
                          GError         **error);
/* A task for each idea that has none; the idea becomes scheduled. Items are the
 * ideas, made_id the tasks. */
gboolean igny_work_tasks (const IgnyRun   *run,
                          const IgnyScope *scope,
                          const gint64    *ideas,
                          gsize            n_ideas,
                          IgnyReport      *report,
                          GError         **error);
/* Content for each task that is queued: a brief by the offline engine, an
 * article by the AI. Tasks that are named are written again, unless they are
 * published. Items are the tasks, made_id the contents. */
gboolean igny_work_write (const IgnyRun   *run,
                          const IgnyScope *scope,
                          IgnyEngine       engine,
                          const gint64    *tasks,
                          gsize            n_tasks,
                          IgnyReport      *report,
                          GError         **error);

/* The same; tasks that are named and not queued any more are written only when
 * again is said. */
gboolean igny_work_write_again (const IgnyRun   *run,
                                const IgnyScope *scope,
                                IgnyEngine       engine,
                                gboolean         again,
                                const gint64    *tasks,
                                gsize            n_tasks,
                                IgnyReport      *report,
                                GError         **error);

/* Pictures, by an AI only: the offline engine makes none. Descriptions for each
 * task whose article has no pictures: pending ones, with prompts. Items are the
 * tasks. */
gboolean igny_work_image_prompts (const IgnyRun   *run,
                                  const IgnyScope *scope,
                                  const gint64    *tasks,
                                  gsize            n_tasks,
                                  IgnyReport      *report,
                                  GError         **error);
/* The pictures that are pending, and of those that are named also the failed
 * ones; of a featured one the wide and the tall crop too. Items are the pictures. */
gboolean igny_work_images (const IgnyRun   *run,
                           const IgnyScope *scope,
                           const gint64    *images,
                           gsize            n_images,
                           IgnyReport      *report,
                           GError         **error);
/* Both, one task after the other: descriptions where there are none, then all
 * that is pending. Items are the pictures, and tasks that could not be
 * described. */
gboolean igny_work_illustrate (const IgnyRun   *run,
                               const IgnyScope *scope,
                               const gint64    *tasks,
                               gsize            n_tasks,
                               IgnyReport      *report,
                               GError         **error);
/* Proposals for the articles that are named, in the light of what the page checks
 * find: changes that a person accepts or rejects, see igny-work-optimize.h; they
 * take the place of earlier ones. Items are the contents. */
gboolean igny_work_optimize (const IgnyRun *run,
                             const gint64  *contents,
                             gsize          n_contents,
                             IgnyReport    *report,
                             GError       **error);

/* Does the work of a line of the AI log again with the answer that is in it, for
 * a credit and no money: ideas of a cluster, an article, descriptions of
 * pictures, a proposal. Fails with IGNY_INVALID when the answer is not kept any
 * more, or cannot be used by itself. */
gboolean igny_work_reparse (const IgnyRun *run,
                            gint64         log,
                            IgnyReport    *report,
                            GError       **error);

/* The tasks of contents, in their order; of gint64. Full ownership. */
GArray *igny_work_find_tasks (const IgnyRun *run,
                              const gint64  *contents,
                              gsize          n_contents,
                              GError       **error);

/* What a test of the AI connection found. */
typedef struct
{
  char      *host;
  guint      n_models;
  gboolean   model_found; /* the chosen one is among them */
  gint64     milliseconds;
  char      *shutdown; /* YYYY-MM-DD of the chosen model; NULL when none is known */
  GPtrArray *models;   /* of IgnyChatModel */
} IgnyAiTest;

gboolean igny_work_test_ai (const IgnyRun *run,
                            IgnyAiTest    *test,
                            GError       **error);
void     igny_ai_test_clear (IgnyAiTest *test);
/* Whether Runware answers and takes the key, which costs nothing. Full ownership of
 * host. */
gboolean igny_work_test_runware (const IgnyRun *run,
                                 char         **host,
                                 gint64        *milliseconds,
                                 GError       **error);
/* A picture of a prompt, by the settings, that belongs to nothing; look may be NULL.
 * It costs what a picture costs. Full ownership. */
GBytes *igny_work_test_picture (const IgnyRun *run,
                                const char    *prompt,
                                const char    *look,
                                GError       **error);

G_END_DECLS
