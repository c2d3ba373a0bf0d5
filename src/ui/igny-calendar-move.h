/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* Gives contents other times, each in a step that undo takes back, and says so in
 * the window. Main thread. */

typedef enum
{
  IGNY_CALENDAR_TO_TIME,
  IGNY_CALENDAR_TO_FREE, /* the next free time of its site */
  IGNY_CALENDAR_OFF,
} IgnyCalendarMove;

/* zone is that in which the toast says the time; at is for TO_TIME. */
void igny_calendar_move (IgnyWorkspace   *workspace,
                         IgnyCalendarMove kind,
                         gint64           content,
                         gint64           at,
                         GTimeZone       *zone);

G_END_DECLS
