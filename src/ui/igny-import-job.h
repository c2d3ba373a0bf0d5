/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-plan.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* Imports as a job, shows the keywords, and offers what may be done next. Takes
 * plan. Main thread. */
void igny_import_job_start (IgnyWorkspace   *workspace,
                            const IgnyScope *scope,
                            IgnyImportPlan  *plan);

G_END_DECLS
