/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-limit.h"
#include "igny-schedule.h"

#define HOUR_MS (G_GINT64_CONSTANT (3600) * 1000)
/* No limit, no time. */
#define NONE IGNY_UNKNOWN
#define BERLIN "Europe/Berlin"

static IgnySchedule *
make (const char *days,
      const char *slots,
      gint64      daily,
      gint64      weekly,
      gint64      monthly,
      const char *zone)
{
  g_autoptr(IgnyPublishingSettings) settings = igny_record_new (&igny_publishing_settings_entity);

  g_free (settings->publish_days);
  settings->publish_days = g_strdup (days);
  g_free (settings->time_slots);
  settings->time_slots = g_strdup (slots);
  settings->daily_limit = daily;
  settings->weekly_limit = weekly;
  settings->monthly_limit = monthly;
  return igny_schedule_new (settings, zone);
}

#define EVERY "[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"]"

static gint64
utc (const char *text)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static char *
show (gint64      at,
      const char *zone_name,
      const char *format)
{
  g_autoptr(GTimeZone) zone = igny_limit_open_zone (zone_name);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) there = g_date_time_to_timezone (time, zone);

  return g_date_time_format (there, format);
}

#define assert_time(at, text)                                \
  {                                                          \
    g_autofree char *got = show (at, "UTC", "%FT%H:%M:00Z"); \
    g_assert_cmpstr (got, ==, text);                         \
  }

static void
test_free (void)
{
  g_autoptr(IgnySchedule) schedule =
                 make ("[\"mon\",\"thu\"]", "[\"15:30\",\"09:00\",\"09:00\"]", NONE,
                       NONE, NONE, BERLIN);
  gint64 taken[4];
  gint64 at = utc ("2026-03-10T12:00:00Z"); /* a Tuesday */

  for (guint i = 0; i < 4; i++)
    {
      at = igny_schedule_find_free (schedule, taken, i, at);
      taken[i] = at;
    }
  assert_time (taken[0], "2026-03-12T08:00:00Z");
  assert_time (taken[1], "2026-03-12T14:30:00Z");
  assert_time (taken[2], "2026-03-16T08:00:00Z");
  assert_time (taken[3], "2026-03-16T14:30:00Z");

  /* Exactly at a time, the next one; a post at any second of the minute takes it. */
  at = igny_schedule_find_free (schedule, NULL, 0, utc ("2026-03-12T08:00:00Z"));
  assert_time (at, "2026-03-12T14:30:00Z");
  taken[0] = utc ("2026-03-12T14:30:00Z") + 59999;
  at = igny_schedule_find_free (schedule, taken, 1, utc ("2026-03-12T08:00:00Z"));
  assert_time (at, "2026-03-16T08:00:00Z");
}

static void
test_none (void)
{
  static const char *const damaged[] = { "[]", "", "{",
                                         "[1,null,\"9:00\",\"24:00\",\"0a:00\"]", NULL };
  gint64                   now = utc ("2026-03-10T12:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr(IgnySchedule) schedule = make (EVERY, damaged[i], NONE, NONE,
                                                NONE, "UTC");

      g_assert_cmpint (igny_schedule_find_free (schedule, NULL, 0, now), ==, NONE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr(IgnySchedule) schedule = make (damaged[i], "[\"09:00\"]", NONE,
                                                NONE, NONE, "UTC");

      g_assert_cmpint (igny_schedule_find_free (schedule, NULL, 0, now), ==, NONE);
    }
  {
    g_autoptr(IgnySchedule) schedule = make (EVERY, "[\"09:00\"]", 0, NONE, NONE, "UTC");

    g_assert_cmpint (igny_schedule_find_free (schedule, NULL, 0, now), ==, NONE);
    g_assert_false (igny_schedule_allows (schedule, NULL, 0, now));
  }
}

static void
test_clock_changes (void)
{
  g_autoptr(IgnySchedule) night =
                 make (EVERY, "[\"02:30\"]", NONE, NONE, NONE, BERLIN);
  g_autoptr(IgnySchedule) both = make (EVERY, "[\"02:30\",\"03:30\",\"03:00\"]", NONE,
                                        NONE, NONE, BERLIN);
  gint64 at;
  gint64 taken[3];

  /* 29 March 2026 has no 02:30 in Berlin: something of that night, and once. */
  at = igny_schedule_find_free (night, NULL, 0, utc ("2026-03-28T12:00:00Z"));
  g_assert_cmpint (at, >=, utc ("2026-03-29T00:30:00Z"));
  g_assert_cmpint (at, <=, utc ("2026-03-29T01:30:00Z"));
  at = igny_schedule_find_free (night, NULL, 0, at);
  assert_time (at, "2026-03-30T00:30:00Z");

  /* Two times that become one are one. */
  at = utc ("2026-03-28T12:00:00Z");
  for (guint i = 0; i < 3; i++)
    at = taken[i] = igny_schedule_find_free (both, taken, i, at);
  g_assert_cmpint (taken[0], <, taken[1]);
  g_assert_cmpint (taken[1], <, taken[2]);

  /* 25 October 2026 has it twice: it comes once. */
  at = igny_schedule_find_free (night, NULL, 0, utc ("2026-10-24T12:00:00Z"));
  {
    g_autofree char *got = show (at, BERLIN, "%F %H:%M");
    g_assert_cmpstr (got, ==, "2026-10-25 02:30");
  }
  at = igny_schedule_find_free (night, NULL, 0, at);
  assert_time (at, "2026-10-26T01:30:00Z");

  /* A day of 25 hours is one day for the limit. */
  {
    g_autoptr(IgnySchedule) one = make (EVERY, "[\"00:00\",\"23:59\"]", 1, NONE, NONE, BERLIN);

    taken[0] = igny_schedule_find_free (one, NULL, 0, utc ("2026-10-24T21:59:59Z"));
    assert_time (taken[0], "2026-10-24T22:00:00Z");
    g_assert_false (igny_schedule_allows (one, taken, 1, taken[0] + 25 * HOUR_MS - 1));
    g_assert_true (igny_schedule_allows (one, taken, 1, taken[0] + 25 * HOUR_MS));
  }
}

static void
test_limits (void)
{
  g_autoptr(IgnySchedule) week = make (EVERY, "[\"09:00\",\"18:00\"]", 1, 3, NONE, "UTC");
  g_autoptr(IgnySchedule) month = make (EVERY, "[\"09:00\"]", NONE, NONE, 2, "UTC");
  gint64 taken[4] = { 0 };
  gint64 at = utc ("2026-12-29T12:00:00Z"); /* a Tuesday */

  for (guint i = 0; i < 4; i++)
    at = taken[i] = igny_schedule_find_free (week, taken, i, at);
  assert_time (taken[0], "2026-12-29T18:00:00Z");
  assert_time (taken[1], "2026-12-30T09:00:00Z");
  assert_time (taken[2], "2026-12-31T09:00:00Z");
  /* The week goes over the end of the year. */
  assert_time (taken[3], "2027-01-04T09:00:00Z");

  /* Months end on their own last day. */
  at = utc ("2028-02-28T10:00:00Z");
  for (guint i = 0; i < 3; i++)
    at = taken[i] = igny_schedule_find_free (month, taken, i, at);
  assert_time (taken[0], "2028-02-29T09:00:00Z");
  assert_time (taken[1], "2028-03-01T09:00:00Z");
  assert_time (taken[2], "2028-03-02T09:00:00Z");
  at = igny_schedule_find_free (month, taken, 3, at);
  assert_time (at, "2028-04-01T09:00:00Z");
  /* The same month of another year is another one. */
  g_assert_true (igny_schedule_allows (month, taken, 3, utc ("2029-03-01T09:00:00Z")));
}

/* How many of times fall into the same of format there, counted by text. */
static guint
count_alike (const GArray *times,
             gint64        at,
             const char   *zone,
             const char   *format)
{
  g_autofree char *of_at = show (at, zone, format);
  guint            n = 0;

  for (guint i = 0; i < times->len; i++)
    {
      g_autofree char *other = show (g_array_index (times, gint64, i), zone, format);

      n += g_str_equal (other, of_at);
    }
  return n;
}

/* Whatever is set: rising, of the plan, within the limits, none passed over. */
static void
test_random (void)
{
  static const char *const zones[] = { "UTC", BERLIN, "America/New_York", "Pacific/Apia",
                                       "Australia/Lord_Howe", "Asia/Kathmandu" };

  for (guint round = 0; round < 24; round++)
    {
      const char *zone = zones[round % G_N_ELEMENTS (zones)];
      gint64      daily = g_test_rand_int_range (1, 4);
      gint64      weekly = g_test_rand_int_range (1, 12);
      gint64      monthly = g_test_rand_int_range (1, 30);
      g_autoptr(IgnySchedule) schedule =
                     make ("[\"tue\",\"wed\",\"sun\"]", "[\"00:00\",\"02:30\",\"12:00\",\"23:30\"]",
                           daily, weekly, monthly, zone);
      g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 at = utc ("2026-02-01T00:00:00Z") + g_test_rand_int_range (0, 300) * 24 * HOUR_MS;

      for (guint i = 0; i < 40; i++)
        {
          const gint64    *data = (const gint64 *) (gpointer) times->data;
          gint64           next = igny_schedule_find_free (schedule, data, times->len, at);
          g_autofree char *day = NULL;

          g_assert_cmpint (next, >, at);
          /* No whole half hour between had room on a day of the plan. */
          for (gint64 t = (at / (HOUR_MS / 2) + 1) * (HOUR_MS / 2); t < next; t += HOUR_MS / 2)
            {
              g_autofree char *clock = show (t, zone, "%a %H:%M");

              if (strstr ("Tue 00:00 Tue 12:00 Tue 23:30 Wed 00:00 Wed 12:00 Wed 23:30"
                          " Sun 00:00 Sun 12:00 Sun 23:30",
                          clock) != NULL)
                g_assert_true (count_alike (times, t, zone, "%F") >= daily ||
                               count_alike (times, t, zone, "%G-%V") >= weekly ||
                               count_alike (times, t, zone, "%Y-%m") >= monthly);
            }
          g_array_append_val (times, next);
          day = show (next, zone, "%a");
          g_assert_nonnull (strstr ("Tue Wed Sun", day));
          g_assert_cmpint (count_alike (times, next, zone, "%F"), <=, daily);
          g_assert_cmpint (count_alike (times, next, zone, "%G-%V"), <=, weekly);
          g_assert_cmpint (count_alike (times, next, zone, "%Y-%m"), <=, monthly);
          at = next;
        }
    }
}

static void
decide (const IgnySchedule *schedule,
        const char         *published,
        const char         *planned,
        const char         *now,
        IgnyScheduleDue    *due,
        gsize               n_due)
{
  g_autoptr(GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 at;

  if (published != NULL)
    {
      at = utc (published);
      g_array_append_val (before, at);
    }
  if (planned != NULL)
    {
      at = utc (planned);
      g_array_append_val (after, at);
    }
  igny_schedule_decide (schedule, before, after, utc (now), due, n_due);
}

static void
test_decide (void)
{
  g_autoptr(IgnySchedule) schedule = make (EVERY, "[\"09:00\"]", 2, NONE, NONE, "UTC");
  IgnyScheduleDue on_time[] = { { 2, utc ("2026-03-10T09:00:00Z") },
                                { 1, utc ("2026-03-10T09:00:00Z") },
                                { 3, utc ("2026-03-10T09:01:00Z") } };
  IgnyScheduleDue slept[] = { { 3, utc ("2026-03-09T09:00:00Z") },
                              { 1, utc ("2026-03-07T09:00:00Z") },
                              { 2, utc ("2026-03-08T09:00:00Z") } };
  IgnyScheduleDue one[] = { { 1, utc ("2026-03-09T09:00:00Z") } };

  /* Two on time go, the limit keeps the third. */
  decide (schedule, NULL, NULL, "2026-03-10T09:02:00Z", on_time, 3);
  g_assert_cmpint (on_time[0].row, ==, 1);
  g_assert_cmpint (on_time[0].move_to, ==, NONE);
  g_assert_cmpint (on_time[1].move_to, ==, NONE);
  g_assert_cmpint (on_time[2].row, ==, 3);
  assert_time (on_time[2].move_to, "2026-03-11T09:00:00Z");

  /* Of three nights that were slept through the oldest goes, and the others get
   * times beside what is planned. */
  decide (schedule, NULL, "2026-03-11T09:00:00Z", "2026-03-10T20:00:00Z", slept, 3);
  g_assert_cmpint (slept[0].row, ==, 1);
  g_assert_cmpint (slept[0].move_to, ==, NONE);
  assert_time (slept[1].move_to, "2026-03-12T09:00:00Z");
  assert_time (slept[2].move_to, "2026-03-13T09:00:00Z");

  /* The place of what is planned for today is not taken by what was missed. */
  decide (schedule, "2026-03-10T07:00:00Z", "2026-03-10T15:00:00Z", "2026-03-10T08:00:00Z", one, 1);
  assert_time (one[0].move_to, "2026-03-11T09:00:00Z");
}

static void
test_decide_full (void)
{
  g_autoptr(IgnySchedule) schedule = make ("[]", "[]", 1, NONE, NONE, "UTC");
  gint64          at = utc ("2026-03-09T09:00:00Z");
  IgnyScheduleDue due[] = { { 1, at }, { 2, at } };

  /* Without a free time it waits where it is. */
  decide (schedule, NULL, NULL, "2026-03-10T08:00:00Z", due, 2);
  g_assert_cmpint (due[0].move_to, ==, NONE);
  g_assert_cmpint (due[1].move_to, ==, due[1].at);
  decide (schedule, NULL, NULL, "2026-03-10T08:00:00Z", NULL, 0);
}

static void
test_runs (void)
{
  g_autoptr(GTimeZone) zone = igny_limit_open_zone (BERLIN);
  gint64 at;

  at = igny_schedule_next_run ("daily", 2, utc ("2026-03-10T00:59:00Z"), zone);
  assert_time (at, "2026-03-10T01:00:00Z");
  at = igny_schedule_next_run ("daily", 2, at, zone);
  assert_time (at, "2026-03-11T01:00:00Z");
  /* 02:00 is left out on 29 March, and comes twice on 25 October: a run each. */
  at = igny_schedule_next_run ("daily", 2, utc ("2026-03-28T12:00:00Z"), zone);
  assert_time (at, "2026-03-29T01:00:00Z");
  at = igny_schedule_next_run ("daily", 2, at, zone);
  assert_time (at, "2026-03-30T00:00:00Z");
  at = igny_schedule_next_run ("daily", 2, utc ("2026-10-24T12:00:00Z"), zone);
  at = igny_schedule_next_run ("daily", 2, at, zone);
  assert_time (at, "2026-10-26T01:00:00Z");

  at = igny_schedule_next_run ("weekly", 23, utc ("2026-12-28T22:00:00Z"), zone);
  assert_time (at, "2027-01-04T22:00:00Z");
  at = igny_schedule_next_run ("monthly", 0, utc ("2026-01-31T23:30:00Z"), zone);
  assert_time (at, "2026-02-28T23:00:00Z");
  g_assert_true (igny_schedule_is_run ("monthly", 0, at, zone));
  g_assert_false (igny_schedule_is_run ("monthly", 1, at, zone));
  g_assert_false (igny_schedule_is_run ("weekly", 0, at, zone));
}

/* Every hour of two years, in zones of every kind: runs rise and none is left
 * out. */
static void
test_runs_all (void)
{
  static const char *const zones[] = { "UTC", BERLIN, "America/St_Johns", "Australia/Lord_Howe" };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    for (gint64 hour = 0; hour < 24; hour++)
      {
        g_autoptr(GTimeZone) zone = igny_limit_open_zone (zones[z]);
        gint64 at = utc ("2026-01-01T00:00:00Z");

        for (guint i = 0; i < 400; i++)
          {
            gint64 next = igny_schedule_next_run ("daily", hour, at, zone);

            g_assert_cmpint (next, >, at);
            g_assert_cmpint (next - at, <=, 26 * HOUR_MS);
            if (i > 0)
              g_assert_cmpint (next - at, >=, 22 * HOUR_MS);
            g_assert_true (igny_schedule_is_run ("daily", hour, next, zone));
            at = next;
          }
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/free", test_free);
  g_test_add_func ("/schedule/none", test_none);
  g_test_add_func ("/schedule/clock-changes", test_clock_changes);
  g_test_add_func ("/schedule/limits", test_limits);
  g_test_add_func ("/schedule/random", test_random);
  g_test_add_func ("/schedule/decide", test_decide);
  g_test_add_func ("/schedule/decide-full", test_decide_full);
  g_test_add_func ("/schedule/runs", test_runs);
  g_test_add_func ("/schedule/runs-all", test_runs_all);
  return g_test_run ();
}
