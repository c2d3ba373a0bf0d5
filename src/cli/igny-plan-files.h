/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"
#include "igny-plan-run.h"

G_BEGIN_DECLS

/* Counts, source and seconds per stage: summary.json. */
JsonObject *igny_plan_files_summarize (const IgnyPlanRun *plan,
                                       const char        *name);
/* Writes the plan into folder, which is there and empty; name is the list's,
 * for the summary. What a failure leaves behind is for the caller to remove.
 * Blocks. */
gboolean igny_plan_files_write (IgnyPlanRun *plan,
                                const char  *folder,
                                const char  *name,
                                GError     **error);

G_END_DECLS
