/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation-cost.h"
#include "igny-automation-work.h"
#include "igny-queue-runner.h"

G_BEGIN_DECLS

/* What the page of automation asks of the store and has it do. */
typedef struct
{
  gint64           site;
  IgnyAutomation  *automation;
  GPtrArray       *runs;                 /* of IgnyAutomationRun, the newest first */
  IgnyStageCost    costs[IGNY_N_STAGES]; /* of a run that begins now */
  guint            n_items;              /* that the run waits for in the queue */
  guint            n_ended;              /* of them */
  char            *message;              /* of one that runs, or NULL */
  IgnyQueueRunner *runner;               /* or NULL */
  IgnyStore       *store;                /* borrowed */
} IgnyAutomationData;

IgnyAutomationData *igny_automation_data_new (IgnyStore *store,
                                              gint64     site);
void                igny_automation_data_free (IgnyAutomationData *self);
/* For igny_store_read_async. */
gboolean igny_automation_data_read (IgnyDb       *db,
                                    gpointer      data,
                                    GCancellable *cancellable,
                                    GError      **error);

/* An item of the queue that a run had done. */
typedef struct
{
  char  *title;
  char  *state;
  char  *error;       /* or NULL */
  gint64 started_at;  /* or IGNY_UNKNOWN */
  gint64 finished_at; /* or IGNY_UNKNOWN */
} IgnyAutomationItem;

/* One run, looked at closely. */
typedef struct
{
  gint64             row;
  IgnyAutomationRun *run;
  IgnyStageResult    results[IGNY_N_STAGES];
  GPtrArray         *items; /* of IgnyAutomationItem, as far as the queue has them */
} IgnyAutomationPast;

IgnyAutomationPast *igny_automation_past_new (gint64 row);
void                igny_automation_past_free (IgnyAutomationPast *self);
/* For igny_store_read_async. */
gboolean igny_automation_past_read (IgnyDb       *db,
                                    gpointer      data,
                                    GCancellable *cancellable,
                                    GError      **error);

/* Settings as a person types them, name, value, name, value …, see
 * igny_automation_set, in one step, which takes the array; and a run. Finish both
 * with igny_store_finish. */
void igny_automation_set_async (IgnyStore          *store,
                                gint64              site,
                                GStrv               values,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
void igny_automation_start_async (IgnyStore          *store,
                                  gint64              site,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
/* On a worker. */
void     igny_automation_change_async (IgnyStore           *store,
                                       gint64               site,
                                       IgnyAutomationChange change,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean igny_automation_change_finish (IgnyStore    *store,
                                        GAsyncResult *result,
                                        GError      **error);

G_END_DECLS
