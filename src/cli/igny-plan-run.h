/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-keyword-import.h"
#include "igny-work.h"

G_BEGIN_DECLS

/* The whole way from a list to briefs, in a data folder of its own that is
 * thrown away with the plan. */

typedef enum
{
  IGNY_PLAN_IMPORT,
  IGNY_PLAN_CLUSTER,
  IGNY_PLAN_IDEAS,
  IGNY_PLAN_TASKS,
  IGNY_PLAN_BRIEFS,
  IGNY_PLAN_EXPORT,
  IGNY_PLAN_N_STAGES
} IgnyPlanStage;

typedef struct
{
  const IgnyEnv    *env;
  char             *folder; /* the data folder */
  IgnyStore        *store;
  IgnyScope         scope;
  IgnyRun           run; /* progress of the stage that runs */
  IgnyImportReport *report;
  IgnyClusterResult clusters;
  guint             ideas;
  guint             tasks;
  guint             briefs;
  guint             failed;   /* tasks and briefs that could not be made */
  GPtrArray        *failures; /* of char *: why, each cause once */
  gint64            milliseconds[IGNY_PLAN_N_STAGES];
  IgnyPlanStage     stage;
  IgnyProgressFunc  progress; /* of the whole way */
  gpointer          user_data;
} IgnyPlanRun;

/* The word of a stage in summary.json. */
const char *igny_plan_run_stage_to_word (IgnyPlanStage stage);

/* Makes the data folder below the system's for temporary files. */
IgnyPlanRun *igny_plan_run_new (const IgnyEnv   *env,
                                IgnyProgressFunc progress,
                                gpointer         user_data,
                                GCancellable    *cancellable,
                                GError         **error);
/* Removes the data folder. */
void igny_plan_run_free (IgnyPlanRun *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPlanRun, igny_plan_run_free)

/* All stages but the export; strictness as in igny_work_cluster. Blocks. */
gboolean igny_plan_run_go (IgnyPlanRun *self,
                           const char  *path,
                           gint64       strictness,
                           GError     **error);
/* Marks where a stage begins and ends, for its time and the progress. */
void igny_plan_run_begin (IgnyPlanRun  *self,
                          IgnyPlanStage stage);
void igny_plan_run_end (IgnyPlanRun *self);

G_END_DECLS
