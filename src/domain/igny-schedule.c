/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-schedule.h"

#include <string.h>

#include "igny-json.h"
#include "igny-limit.h"

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)
#define HORIZON_DAYS 731

static void
read_days (IgnySchedule *self,
           const char   *text)
{
  static const char *const words[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_autoptr(JsonNode) node = text != NULL ? igny_json_parse (text, -1, NULL) : NULL;
  JsonArray *array = igny_json_node_get_array (node);

  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    for (guint day = 0; day < G_N_ELEMENTS (words); day++)
      if (g_str_equal (igny_json_array_get_string (array, i, ""), words[day]))
        self->days[day] = TRUE;
}

static int
compare_minutes (gconstpointer a,
                 gconstpointer b)
{
  return (int) *(const guint *) a - (int) *(const guint *) b;
}

/* "09:00"; FALSE when it is not. */
static gboolean
read_minute (const char *text,
             guint      *minute)
{
  if (strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0]) ||
      !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return FALSE;
  *minute = (guint) (g_ascii_digit_value (text[0]) * 600 + g_ascii_digit_value (text[1]) * 60 +
                     g_ascii_digit_value (text[3]) * 10 + g_ascii_digit_value (text[4]));
  return *minute < 24 * 60;
}

static void
read_minutes (IgnySchedule *self,
              const char   *text)
{
  g_autoptr(JsonNode) node = text != NULL ? igny_json_parse (text, -1, NULL) : NULL;
  JsonArray *array = igny_json_node_get_array (node);
  guint      minute;

  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    if (read_minute (igny_json_array_get_string (array, i, ""), &minute))
      g_array_append_val (self->minutes, minute);
  g_array_sort (self->minutes, compare_minutes);
  for (guint i = 1; i < self->minutes->len;)
    if (g_array_index (self->minutes, guint, i) == g_array_index (self->minutes, guint, i - 1))
      g_array_remove_index (self->minutes, i);
    else
      i++;
}

IgnySchedule *
igny_schedule_new (const IgnyPublishingSettings *settings,
                   const char                   *zone_name)
{
  IgnySchedule *self;

  g_return_val_if_fail (settings != NULL, NULL);

  self = g_new0 (IgnySchedule, 1);
  self->minutes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->zone = igny_limit_open_zone (zone_name);
  self->daily = settings->daily_limit;
  self->weekly = settings->weekly_limit;
  self->monthly = settings->monthly_limit;
  read_days (self, settings->publish_days);
  read_minutes (self, settings->time_slots);
  return self;
}

void
igny_schedule_free (IgnySchedule *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->minutes);
  g_time_zone_unref (self->zone);
  g_free (self);
}

/* The day of a time there, as a number of days. */
static GDate
get_day (GTimeZone *zone,
         gint64     at)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  GDate day;
  int   year, month, date;

  g_date_clear (&day, 1);
  if (time == NULL)
    return day;
  g_date_time_get_ymd (time, &year, &month, &date);
  g_date_set_dmy (&day, (GDateDay) date, (GDateMonth) month, (GDateYear) year);
  return day;
}

/* A minute of a day there; IGNY_UNKNOWN at the end of all calendars. */
static gint64
get_time (GTimeZone   *zone,
          const GDate *day,
          guint        minute)
{
  g_autoptr(GDateTime) time =
                 g_date_time_new (zone, g_date_get_year (day), (int) g_date_get_month (day),
                                  g_date_get_day (day), (int) minute / 60, (int) minute % 60, 0);

  return time != NULL ? g_date_time_to_unix (time) * 1000 : IGNY_UNKNOWN;
}

static guint32
get_week (const GDate *day)
{
  return (g_date_get_julian (day) - (guint32) g_date_get_weekday (day)) / 7;
}

gboolean
igny_schedule_allows (const IgnySchedule *self,
                      const gint64       *taken,
                      gsize               n_taken,
                      gint64              at)
{
  GDate  day;
  gint64 in_day = 1;
  gint64 in_week = 1;
  gint64 in_month = 1;

  g_return_val_if_fail (self != NULL && (taken != NULL || n_taken == 0), FALSE);

  day = get_day (self->zone, at);
  if (!g_date_valid (&day))
    return FALSE;
  for (gsize i = 0; i < n_taken; i++)
    {
      GDate other = get_day (self->zone, taken[i]);

      if (!g_date_valid (&other))
        continue;
      in_day += g_date_compare (&day, &other) == 0;
      in_week += get_week (&day) == get_week (&other);
      in_month += g_date_get_month (&day) == g_date_get_month (&other) &&
                  g_date_get_year (&day) == g_date_get_year (&other);
    }
  return (self->daily == IGNY_UNKNOWN || in_day <= self->daily) &&
         (self->weekly == IGNY_UNKNOWN || in_week <= self->weekly) &&
         (self->monthly == IGNY_UNKNOWN || in_month <= self->monthly);
}

static gboolean
is_taken (const gint64 *taken,
          gsize         n_taken,
          gint64        at)
{
  for (gsize i = 0; i < n_taken; i++)
    if (taken[i] >= at && taken[i] < at + MINUTE_MS)
      return TRUE;
  return FALSE;
}

static gint64
find_in_day (const IgnySchedule *self,
             const gint64       *taken,
             gsize               n_taken,
             gint64              after,
             const GDate        *day)
{
  gint64 last = after;

  for (guint i = 0; i < self->minutes->len; i++)
    {
      gint64 at = get_time (self->zone, day, g_array_index (self->minutes, guint, i));

      /* Two times of day may be one when the clocks change. */
      if (at == IGNY_UNKNOWN || at <= last)
        continue;
      last = at;
      if (!is_taken (taken, n_taken, at))
        return igny_schedule_allows (self, taken, n_taken, at) ? at : IGNY_UNKNOWN;
    }
  return IGNY_UNKNOWN;
}

gint64
igny_schedule_find_free (const IgnySchedule *self,
                         const gint64       *taken,
                         gsize               n_taken,
                         gint64              after)
{
  GDate day;

  g_return_val_if_fail (self != NULL && (taken != NULL || n_taken == 0), IGNY_UNKNOWN);

  day = get_day (self->zone, after);
  if (!g_date_valid (&day) || self->minutes->len == 0)
    return IGNY_UNKNOWN;
  for (guint i = 0; i < HORIZON_DAYS; i++)
    {
      gint64 at = IGNY_UNKNOWN;

      if (self->days[g_date_get_weekday (&day) - 1])
        at = find_in_day (self, taken, n_taken, after, &day);
      if (at != IGNY_UNKNOWN)
        return at;
      g_date_add_days (&day, 1);
    }
  return IGNY_UNKNOWN;
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const IgnyScheduleDue *left = a;
  const IgnyScheduleDue *right = b;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

static void
append_all (GArray       *array,
            const GArray *others)
{
  if (others->len > 0)
    g_array_append_vals (array, others->data, others->len);
}

/* Which of those that are due go now. gone gets their times. */
static void
choose_now (const IgnySchedule *self,
            GArray             *gone,
            const GArray       *planned,
            gint64              now,
            IgnyScheduleDue    *due,
            gsize               n_due)
{
  gboolean late_used = FALSE;

  for (gsize i = 0; i < n_due; i++)
    {
      gboolean late = due[i].at < now - IGNY_SCHEDULE_LATE_MS;
      g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

      due[i].move_to = due[i].at;
      append_all (others, gone);
      /* What missed its time does not take the place of what did not. */
      if (late)
        append_all (others, planned);
      if ((late && late_used) ||
          !igny_schedule_allows (self, (const gint64 *) (gpointer) others->data, others->len, now))
        continue;
      late_used = late_used || late;
      due[i].move_to = IGNY_UNKNOWN;
      g_array_append_val (gone, now);
    }
}

void
igny_schedule_decide (const IgnySchedule *self,
                      const GArray       *published,
                      const GArray       *planned,
                      gint64              now,
                      IgnyScheduleDue    *due,
                      gsize               n_due)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (self != NULL && published != NULL && planned != NULL);
  g_return_if_fail (due != NULL || n_due == 0);

  if (n_due == 0)
    return;
  qsort (due, n_due, sizeof *due, compare_due);
  append_all (taken, published);
  choose_now (self, taken, planned, now, due, n_due);

  append_all (taken, planned);
  for (gsize i = 0; i < n_due; i++)
    {
      gint64 free_at;

      if (due[i].move_to == IGNY_UNKNOWN)
        continue;
      free_at = igny_schedule_find_free (self, (const gint64 *) (gpointer) taken->data, taken->len,
                                         now);
      if (free_at == IGNY_UNKNOWN)
        continue;
      due[i].move_to = free_at;
      g_array_append_val (taken, free_at);
    }
}

static gboolean
is_day_of (const char  *frequency,
           const GDate *day)
{
  if (g_strcmp0 (frequency, "weekly") == 0)
    return g_date_get_weekday (day) == G_DATE_MONDAY;
  return g_strcmp0 (frequency, "monthly") != 0 || g_date_get_day (day) == 1;
}

gint64
igny_schedule_next_run (const char *frequency,
                        gint64      hour,
                        gint64      after,
                        GTimeZone  *zone)
{
  GDate day;

  g_return_val_if_fail (hour >= 0 && hour < 24 && zone != NULL, IGNY_UNKNOWN);

  day = get_day (zone, after);
  if (!g_date_valid (&day))
    return IGNY_UNKNOWN;
  /* Two months hold each kind of day. */
  for (guint i = 0; i < 63; i++)
    {
      gint64 at = is_day_of (frequency, &day) ? get_time (zone, &day, (guint) hour * 60)
                                              : IGNY_UNKNOWN;

      if (at != IGNY_UNKNOWN && at > after)
        return at;
      g_date_add_days (&day, 1);
    }
  return IGNY_UNKNOWN;
}

gboolean
igny_schedule_is_run (const char *frequency,
                      gint64      hour,
                      gint64      at,
                      GTimeZone  *zone)
{
  return igny_schedule_next_run (frequency, hour, at - 1, zone) == at;
}
