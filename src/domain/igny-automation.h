/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation-config.h"
#include "igny-automation-run.h"
#include "igny-automation-stage.h"
#include "igny-edit.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* What a site does by itself: its settings, how much waits for each stage, and
 * its runs. igny-automation-work.h carries a run out. */

typedef struct
{
  gint64                site;
  IgnyAutomationConfig *config; /* initial values, with row 0, when the site has none */
  IgnyStageSettings     settings[IGNY_N_STAGES];
  gint64                pending[IGNY_N_STAGES]; /* things that wait for the stage */
  IgnyAutomationRun    *run;                    /* the open one, else the last; or NULL */
  IgnyStageResult       results[IGNY_N_STAGES]; /* of run */
} IgnyAutomation;

/* In a read function or a step; NULL with error. */
IgnyAutomation *igny_automation_load (IgnyDb  *db,
                                      gint64   site,
                                      GError **error);
void            igny_automation_free (IgnyAutomation *self);
/* Running or paused. */
gboolean igny_automation_is_open (const IgnyAutomation *self);
/* The last runs of a site (0: of all), the newest first, of IgnyAutomationRun. */
GPtrArray *igny_automation_list_runs (IgnyDb  *db,
                                      gint64   site,
                                      guint    most,
                                      GError **error);

/* Settings as a person types them: enabled, frequency, hour, delay_within,
 * delay_between, and "content.batch", "content.cap", "content.delay",
 * "content.enabled", "content.engine" of each stage; "" is the initial value. One
 * step; when it runs next is found anew. */
gboolean igny_automation_set (IgnyStep             *step,
                              gint64                site,
                              const IgnyAssignment *values,
                              gsize                 n_values,
                              IgnyErrors           *errors,
                              GError              **error);
/* The initial settings of all stages. */
gboolean igny_automation_reset (IgnyStep *step,
                                gint64    site,
                                GError  **error);

/* Begins a run; a site has one at a time (G_IO_ERROR_BUSY). by is "hand" or
 * "schedule". Steps of IGNY_STEP_SYSTEM, as all below: no undo makes what was
 * done undone. */
gboolean igny_automation_start (IgnyStep   *step,
                                gint64      site,
                                const char *by,
                                gint64     *run,
                                GError    **error);

typedef enum
{
  IGNY_AUTOMATION_PAUSE,  /* what was begun goes to its end, no more is begun */
  IGNY_AUTOMATION_RESUME, /* goes on where it was */
  IGNY_AUTOMATION_CANCEL,
} IgnyAutomationChange;

/* Fails with G_IO_ERROR_NOT_FOUND when the site has no run that this fits. */
gboolean igny_automation_change (IgnyStep            *step,
                                 gint64               site,
                                 IgnyAutomationChange change,
                                 GError             **error);
/* Writes stage, credits, error and results, and the end when it has one; self->run
 * is then as it is stored. */
gboolean igny_automation_save (IgnyStep       *step,
                               IgnyAutomation *self,
                               GError        **error);

/* How many things wait for a stage, without those that a run took already (those
 * up to the place of its result; NULL: all); and the next of them, up to most,
 * all of one sector, which *sector gets. Rows are of the function's table. */
gboolean igny_automation_find_pending (IgnyDb                *db,
                                       gint64                 site,
                                       IgnyStage              stage,
                                       const IgnyStageResult *result,
                                       gint64                *n_pending,
                                       GError               **error);
gboolean igny_automation_take (IgnyDb                *db,
                               gint64                 site,
                               IgnyStage              stage,
                               const IgnyStageResult *result,
                               gint64                 most,
                               gint64                *sector,
                               GArray                *rows,
                               GError               **error);

/* Begins the runs that are due, one of a site however many were slept through,
 * and finds when the next ones are; *next gets the earliest (IGNY_UNKNOWN: none),
 * *n_begun how many began. Blocks. */
gboolean igny_automation_begin_due (IgnyStore *store,
                                    gint64    *next,
                                    guint     *n_begun,
                                    GError   **error);
/* Sites whose run is to be worked on; of gint64. NULL with error. */
GArray *igny_automation_list_running (IgnyDb  *db,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyAutomation, igny_automation_free)

G_END_DECLS
