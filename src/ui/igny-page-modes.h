/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page-frame.h"
#include "igny-table-view.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* What a table's page can be looked at as besides a table, as its page says, and
 * as it was the last time: as a board, with a switch in frame, or by tabs above
 * the rows. */
void igny_page_modes_add (IgnyWorkspace *workspace,
                          IgnyTableView *view,
                          IgnyPageFrame *frame);

G_END_DECLS
