/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* Keeps the count of unread notifications beside the bell, tells the desktop of
 * new ones while the window is not looked at, and marks them read once their
 * page is shown. */
void igny_notices_connect (IgnyWorkspace *workspace);

G_END_DECLS
