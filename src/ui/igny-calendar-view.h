/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-calendar-data.h"

G_BEGIN_DECLS

/* A month of contents: as a grid of days, or, where there is no room for one, as a
 * list of the days that have any. What is dropped on a day or a free time runs
 * "calendar.to-day" ((xi), days since the first that is shown) or
 * "calendar.to-time" ((xx)) of what is around it. Main thread. */
#define IGNY_TYPE_CALENDAR_VIEW (igny_calendar_view_get_type ())
G_DECLARE_FINAL_TYPE (IgnyCalendarView, igny_calendar_view, IGNY, CALENDAR_VIEW, GtkWidget)

GtkWidget *igny_calendar_view_new (void);
/* first is the first day that is shown, month the one that it is about. Focus
 * stays with the content that had it; focus is one that gets it, or 0. */
void igny_calendar_view_set_data (IgnyCalendarView *self,
                                  IgnyCalendarData *data,
                                  GDateTime        *first,
                                  int               n_weeks,
                                  GDateTime        *month,
                                  gint64            focus);

G_END_DECLS
