/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-publishing-plan.h"

G_BEGIN_DECLS

/* A content in the calendar: its time, its title and where it stands. Return
 * opens it, Alt with the arrows moves it by a day or a week, Alt+Home to the next
 * free time, Delete takes it off; it can be dragged. It runs the actions
 * "calendar.open" (x), "calendar.shift" ((xi)), "calendar.free" (x) and
 * "calendar.clear" (x) of what is around it. What it gives a drop is the row of the
 * content (gint64). Main thread. */
#define IGNY_TYPE_CALENDAR_CHIP (igny_calendar_chip_get_type ())
G_DECLARE_FINAL_TYPE (IgnyCalendarChip, igny_calendar_chip, IGNY, CALENDAR_CHIP, GtkWidget)

GtkWidget *igny_calendar_chip_new (const IgnyPlannedPost *post,
                                   GTimeZone             *zone);
gint64     igny_calendar_chip_get_content (IgnyCalendarChip *self);

/* "09:00" in the zone, as the locale says it. */
char *igny_calendar_chip_dup_time (gint64     at,
                                   GTimeZone *zone);

G_END_DECLS
