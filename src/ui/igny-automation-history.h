/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-automation-run.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* The last runs of a site's automation; each opens with what it did. Hidden
 * while there are none. Main thread. */
#define IGNY_TYPE_AUTOMATION_HISTORY (igny_automation_history_get_type ())
G_DECLARE_FINAL_TYPE (IgnyAutomationHistory,
                      igny_automation_history,
                      IGNY,
                      AUTOMATION_HISTORY,
                      AdwPreferencesGroup)

GtkWidget *igny_automation_history_new (void);
/* runs is of IgnyAutomationRun, the newest first. The rows are kept and told
 * anew, since it is called each second of a run and one of them may be under
 * the keyboard. */
void igny_automation_history_show (IgnyAutomationHistory *self,
                                   IgnyWorkspace         *workspace,
                                   GPtrArray             *runs);

/* How the status of a run is called and colored; NULL for one that is unknown. */
const IgnyChoice *igny_automation_history_find_status (const IgnyAutomationRun *run);

G_END_DECLS
