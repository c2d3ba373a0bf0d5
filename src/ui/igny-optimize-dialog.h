/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* The changes that an AI proposes to a content, each with what stands there and
 * what would; a person accepts or rejects one by one (A and R) or all, and Apply
 * makes them in one step. What is not decided stays proposed. Main thread; the
 * window is shown and owns itself. */
void igny_optimize_dialog_present (IgnyWorkspace *workspace,
                                   gint64         content);

G_END_DECLS
