/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-publishing-plan.h"

G_BEGIN_DECLS

/* What a month of the calendar shows: the question, and its answer. Counted
 * references; times are ms since 1970, UTC. */

typedef struct
{
  gint64 row;
  char  *title;
} IgnyCalendarWish;

typedef struct
{
  IgnyScope scope; /* places are those of a site, for all its sectors */
  gint64    from;  /* the first day that is shown, */
  gint64    until; /* and the one after the last */
  gint64    now;

  GTimeZone *zone;   /* in which days begin */
  GPtrArray *posts;  /* of IgnyPlannedPost, by time */
  GArray    *places; /* of gint64: free times of the site's plan, by time */
  GPtrArray *wishes; /* of IgnyCalendarWish: approved and without a time, the oldest first */
} IgnyCalendarData;

/* zone is that of the machine until the site's is read. */
IgnyCalendarData *igny_calendar_data_new (const IgnyScope *scope,
                                          gint64           from,
                                          gint64           until,
                                          gint64           now);
IgnyCalendarData *igny_calendar_data_ref (IgnyCalendarData *self);
void              igny_calendar_data_unref (IgnyCalendarData *self);
/* For igny_store_read_async. */
gboolean igny_calendar_data_read (IgnyDb       *db,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);
/* NULL when it is not in this month. */
const IgnyPlannedPost *igny_calendar_data_find (const IgnyCalendarData *self,
                                                gint64                  content);

/* The time on another day, at the same hour. */
gint64 igny_calendar_data_add_days (const IgnyCalendarData *self,
                                    gint64                  at,
                                    int                     days);
/* The first day of the weeks that a month lies in, and how many weeks those
 * are. weekday is that on which weeks begin, 1 (Monday) to 7. Full ownership. */
GDateTime *igny_calendar_data_get_first (GDateTime *month,
                                         int        weekday,
                                         int       *n_weeks);
/* The weekday on which weeks begin in the locale. */
int igny_calendar_data_get_weekday (void);

G_END_DECLS
