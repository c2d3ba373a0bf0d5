/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-dashboard-view.h"
#include "igny-home-store.h"

G_BEGIN_DECLS

/* Shows figures on the Dashboard template. Buttons activate "home.do" with the
 * id of what is wanted, and "home.undo". */
void igny_home_board_show (IgnyDashboardView     *view,
                           const IgnyHomeFigures *figures);
/* Recent activity alone, whose times go on. */
void igny_home_board_show_events (IgnyDashboardView     *view,
                                  const IgnyHomeFigures *figures,
                                  gint64                 now);

G_END_DECLS
