/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* What a site does by itself: its schedule, its stages with what waits and what
 * the run has done, and the last runs. */
#define IGNY_TYPE_AUTOMATION_PAGE (igny_automation_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnyAutomationPage, igny_automation_page, IGNY, AUTOMATION_PAGE, GtkWidget)

GtkWidget *igny_automation_page_new (IgnyWorkspace *workspace);

G_END_DECLS
