/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-calendar-data.h"

#include <langinfo.h>

/* So many free times are looked for at most, and so many contents listed. */
#define MOST_PLACES 120
#define WISHES_SQL                                                                  \
  "SELECT row, title FROM content WHERE status = 'approved' AND NOT is_brief AND "  \
  "scheduled_at IS NULL AND wp_post_id IS NULL AND deleted_step IS NULL AND (?1 = " \
  "0 OR site = ?1) AND (?2 = 0 OR sector = ?2) ORDER BY updated_at, row LIMIT 100"

static void
wish_free (gpointer data)
{
  g_free (((IgnyCalendarWish *) data)->title);
  g_free (data);
}

IgnyCalendarData *
igny_calendar_data_new (const IgnyScope *scope,
                        gint64           from,
                        gint64           until,
                        gint64           now)
{
  IgnyCalendarData *self = g_atomic_rc_box_new0 (IgnyCalendarData);

  self->scope = *scope;
  self->from = from;
  self->until = until;
  self->now = now;
  self->zone = g_time_zone_new_local ();
  self->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wishes = g_ptr_array_new_with_free_func (wish_free);
  return self;
}

static void
clear_data (gpointer data)
{
  IgnyCalendarData *self = data;

  g_time_zone_unref (self->zone);
  g_clear_pointer (&self->posts, g_ptr_array_unref);
  g_array_unref (self->places);
  g_ptr_array_unref (self->wishes);
}

IgnyCalendarData *
igny_calendar_data_ref (IgnyCalendarData *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
igny_calendar_data_unref (IgnyCalendarData *self)
{
  g_atomic_rc_box_release_full (self, clear_data);
}

static gboolean
read_places (IgnyCalendarData *self,
             IgnyDb           *db,
             GError          **error)
{
  g_autoptr(IgnySchedule) schedule = NULL;
  g_autoptr(GArray) times = NULL;

  schedule = igny_publishing_plan_load_schedule (db, self->scope.site, error);
  if (schedule == NULL)
    return FALSE;
  g_time_zone_unref (self->zone);
  self->zone = g_time_zone_ref (schedule->zone);
  if (self->until <= self->now)
    return TRUE;
  times = igny_publishing_plan_list_free (db, self->scope.site, self->now, MOST_PLACES, error);
  if (times == NULL)
    return FALSE;
  for (guint i = 0; i < times->len; i++)
    {
      gint64 at = g_array_index (times, gint64, i);

      if (at >= self->from && at < self->until)
        g_array_append_val (self->places, at);
    }
  return TRUE;
}

static gboolean
read_wishes (IgnyCalendarData *self,
             IgnyDb           *db,
             GError          **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  GError *local = NULL;

  cursor = igny_db_query (db, WISHES_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (self->scope.site),
                                      IGNY_BIND_INT (self->scope.sector)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyCalendarWish *wish = g_new0 (IgnyCalendarWish, 1);

      wish->row = igny_cursor_get_integer (cursor, 0);
      wish->title = g_strdup (igny_cursor_get_text (cursor, 1));
      g_ptr_array_add (self->wishes, wish);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
igny_calendar_data_read (IgnyDb       *db,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  IgnyCalendarData *self = data;

  if (self->scope.site != 0 && !read_places (self, db, error))
    return FALSE;
  self->posts = igny_publishing_plan_list (db, &self->scope, self->from, self->until, error);
  return self->posts != NULL && read_wishes (self, db, error);
}

const IgnyPlannedPost *
igny_calendar_data_find (const IgnyCalendarData *self,
                         gint64                  content)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->posts != NULL && i < self->posts->len; i++)
    {
      const IgnyPlannedPost *post = self->posts->pdata[i];

      if (post->content == content)
        return post;
    }
  return NULL;
}

gint64
igny_calendar_data_add_days (const IgnyCalendarData *self,
                             gint64                  at,
                             int                     days)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) moved = NULL;

  g_return_val_if_fail (self != NULL && utc != NULL, at);

  time = g_date_time_to_timezone (utc, self->zone);
  moved = g_date_time_add_days (time, days);
  return g_date_time_to_unix (moved) * 1000;
}

GDateTime *
igny_calendar_data_get_first (GDateTime *month,
                              int        weekday,
                              int       *n_weeks)
{
  g_autoptr(GDateTime) first = NULL;
  int before;
  int days;

  g_return_val_if_fail (month != NULL && n_weeks != NULL, NULL);

  first = g_date_time_new (g_date_time_get_timezone (month), g_date_time_get_year (month),
                           g_date_time_get_month (month), 1, 0, 0, 0);
  before = (g_date_time_get_day_of_week (first) - weekday + 7) % 7;
  days = g_date_get_days_in_month ((GDateMonth) g_date_time_get_month (month),
                                   (GDateYear) g_date_time_get_year (month));
  *n_weeks = (before + days + 6) / 7;
  return g_date_time_add_days (first, -before);
}

int
igny_calendar_data_get_weekday (void)
{
  /* The C library tells a weekday from 1 on, and on which date that count
   * begins: 19971130 was a Sunday, 19971201 a Monday. */
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  guintptr    begins = (guintptr) nl_langinfo (_NL_TIME_WEEK_1STDAY);
  int         day = first != NULL ? first[0] : 2;

  if ((guint) begins == 19971201)
    return (day - 1) % 7 + 1;
  return (day + 5) % 7 + 1;
}
