/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-calendar-data.h"

G_BEGIN_DECLS

/* Parts of a month. All are for IgnyCalendarView. */

/* How much a cell of the grid shows before it says “2 more”. */
#define IGNY_CALENDAR_CELL 2

/* A day of the grid: its number, contents and free times; takes drops. n counts
 * days from the first that is shown. */
GtkWidget *igny_calendar_day_new_cell (IgnyCalendarData *data,
                                       GDateTime        *day,
                                       int               n,
                                       gboolean          inside);
/* A day of the list, with all contents; NULL when it has none. */
GtkWidget *igny_calendar_day_new_lines (IgnyCalendarData *data,
                                        GDateTime        *day);

G_END_DECLS
