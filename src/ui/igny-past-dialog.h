/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* What became of one record: when, by whom, and each value before and after.
 * Main thread; the window is shown and owns itself. */
void igny_past_dialog_present_record (IgnyWorkspace    *workspace,
                                      const IgnyEntity *entity,
                                      gint64            row);
/* The steps that undo can take back, the newest first, each with a button that
 * takes back all down to it. */
void igny_past_dialog_present_steps (IgnyWorkspace *workspace);

G_END_DECLS
