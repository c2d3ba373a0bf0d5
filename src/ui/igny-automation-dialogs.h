/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation-store.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* The settings of a stage: whether it runs, its engine, how much at once and a
 * run, the delay between. Saved in one step. Main thread, as below; the windows
 * are shown and own themselves. */
void igny_automation_stage_present (IgnyWorkspace           *workspace,
                                    gint64                   site,
                                    IgnyStage                stage,
                                    const IgnyStageSettings *settings);
/* A run of the past, or the one that goes on: what each stage did, and the items
 * of the queue that did it. */
void igny_automation_run_present (IgnyWorkspace *workspace,
                                  gint64         run);

G_END_DECLS
