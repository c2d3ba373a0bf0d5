/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor.h"
#include "igny-history.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* Puts all pages into the workspace's window and connects them. */
void igny_workspace_add_pages (IgnyWorkspace *self);
/* For the pages. */
IgnyHistory *igny_workspace_get_history (IgnyWorkspace *self);
/* NULL as long as none was wanted. */
IgnyEditor *igny_workspace_get_editor (IgnyWorkspace *self);

G_END_DECLS
