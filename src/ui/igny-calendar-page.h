/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* The calendar: months of contents with their times, to be moved by drag or by
 * keys, each move a step of its own; the site's free times; and what is approved
 * and has no time yet. Page Up and Page Down turn months. Main thread. */
#define IGNY_TYPE_CALENDAR_PAGE (igny_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnyCalendarPage, igny_calendar_page, IGNY, CALENDAR_PAGE, GtkWidget)

/* workspace outlives it. */
GtkWidget *igny_calendar_page_new (IgnyWorkspace *workspace);

G_END_DECLS
