/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-site-dialog.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* For what is done in one sector: chosen is called at once when the workspace
 * is in one; else the person chooses one, or makes the first site, and the
 * workspace goes there. Main thread; not called when the dialog is closed. */
void igny_sector_dialog_ask (IgnyWorkspace *workspace,
                             IgnySiteMade   chosen,
                             gpointer       user_data,
                             GDestroyNotify destroy);

G_END_DECLS
