/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation-store.h"

G_BEGIN_DECLS

/* What the page of automation says, in a person's words. Full ownership. */

/* Where the run is, or how the last one ended. */
char *igny_automation_words_run (const IgnyAutomationData *data,
                                 gint64                    now);
/* What waits for a stage, how it takes it, and what came of it in the run. */
char *igny_automation_words_stage (const IgnyAutomationData *data,
                                   guint                     stage);
/* “about 78 credits, $0.12”, or that it costs nothing; NULL when nothing waits. */
char *igny_automation_words_cost (const IgnyStageCost *cost);
/* What came of a stage: “12 done · 2 failed · 36 credits”; "" for nothing. */
char *igny_automation_words_result (const IgnyStageResult *result);
/* A state of a stage in a run, borrowed; NULL when the run did not come to it. */
const char *igny_automation_words_state (const IgnyStageResult *result,
                                         gboolean               open,
                                         IgnyTone              *tone);

G_END_DECLS
