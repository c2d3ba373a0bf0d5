/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* Adds win.jobs, which opens the list of all work that runs, waits or has
 * ended, and keeps the sidebar's line about it. */
void igny_jobs_connect (IgnyWorkspace *workspace);

G_END_DECLS
