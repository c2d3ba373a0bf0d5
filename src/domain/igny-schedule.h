/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-publishing-settings.h"

G_BEGIN_DECLS

/* When things are due. Pure; any thread. Times are in ms since 1970, UTC; days,
 * weeks (from Monday) and months are those of the zone. An hour that a change of
 * the clocks leaves out is the next one that there is, one that it repeats comes
 * once. */

/* How a site is filled, in a form that can be asked. */
typedef struct
{
  gboolean   days[7]; /* Monday first */
  GArray    *minutes; /* of guint: minutes of the day, rising, each once */
  gint64     daily;   /* posts at most; IGNY_UNKNOWN is no limit */
  gint64     weekly;
  gint64     monthly;
  GTimeZone *zone;
} IgnySchedule;

/* zone_name is an IANA name, NULL or "" that of the machine. Full ownership. */
IgnySchedule *igny_schedule_new (const IgnyPublishingSettings *settings,
                                 const char                   *zone_name);
void          igny_schedule_free (IgnySchedule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnySchedule, igny_schedule_free)

/* Whether one more post at that time keeps the limits of its day, week and
 * month. taken are the times of the others, in any order. */
gboolean igny_schedule_allows (const IgnySchedule *self,
                               const gint64       *taken,
                               gsize               n_taken,
                               gint64              at);
/* The next free time of the plan after a time: one of its days and times of day
 * that nothing is at and that keeps the limits. IGNY_UNKNOWN when there is none
 * within two years. */
gint64 igny_schedule_find_free (const IgnySchedule *self,
                                const gint64       *taken,
                                gsize               n_taken,
                                gint64              after);

/* A time that is longer ago was slept through. */
#define IGNY_SCHEDULE_LATE_MS (G_GINT64_CONSTANT (30) * 60 * 1000)

/* What becomes of a post whose time has come. */
typedef struct
{
  gint64 row;
  gint64 at;
  gint64 move_to; /* IGNY_UNKNOWN: it is published now; at: it waits */
} IgnyScheduleDue;

/* Decides for those that are due, in the order of their times. Those that are on
 * time are published; of those that were slept through one is, if the limits
 * have room beside what is planned for later; the others go to free times.
 * published and planned are the times of all others of the site. */
void igny_schedule_decide (const IgnySchedule *self,
                           const GArray       *published, /* of gint64 */
                           const GArray       *planned,   /* of gint64 */
                           gint64              now,
                           IgnyScheduleDue    *due,
                           gsize               n_due);

/* The next time after a time at which something runs that does so daily, weekly
 * (on Mondays) or monthly (on the first) at that hour, 0 to 23. */
gint64 igny_schedule_next_run (const char *frequency,
                               gint64      hour,
                               gint64      after,
                               GTimeZone  *zone);
/* Whether it would run at exactly that time. */
gboolean igny_schedule_is_run (const char *frequency,
                               gint64      hour,
                               gint64      at,
                               GTimeZone  *zone);

G_END_DECLS
