/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of a site that is left alone, with its caps, and with a program that
 * ends and begins again all the time. */
#include <string.h>

#include "igny-automation.h"
#include "igny-jobs.h"
#include "igny-limit.h"
#include "unattended-fixture.h"

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * HOUR_MS)

#define DAILY 2
#define WEEKLY 7
#define MONTHLY 15
#define CONTENT_CAP 3

static char *
show (gint64      at,
      const char *format)
{
  g_autoptr(GTimeZone) zone = igny_limit_open_zone (UNATTENDED_ZONE);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) there = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (there, format);
}

/* The most of times that are alike there. */
static guint
count_most (const GArray *times,
            const char   *format)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint most = 0;

  for (guint i = 0; i < times->len; i++)
    {
      char *key = show (g_array_index (times, gint64, i), format);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n));
      most = MAX (most, n);
    }
  return most;
}

static void
set_month (UnattendedFixture *self)
{
  static const IgnyAssignment publishing[] = { { "auto_approve", "true" },
                                               { "auto_publish", "true" },
                                               { "daily_limit", G_STRINGIFY (DAILY) },
                                               { "weekly_limit", G_STRINGIFY (WEEKLY) },
                                               { "monthly_limit", G_STRINGIFY (MONTHLY) },
                                               { "time_slots",
                                                 "[\"09:00\",\"12:00\",\"15:30\"]" } };
  static const IgnyAssignment automation[] = { { "enabled", "true" },
                                               { "hour", "2" },
                                               { "content.cap", G_STRINGIFY (CONTENT_CAP) },
                                               { "content.batch", "2" },
                                               { "ideas.cap", "2" } };

  unattended_set_publishing (self, publishing, G_N_ELEMENTS (publishing));
  unattended_set_automation (self, automation, G_N_ELEMENTS (automation));
}

/* Each run kept its caps, and ended well. */
static void
check_runs (UnattendedFixture *self)
{
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM automation_runs"), ==, 30);
  g_assert_cmpint (
      unattended_number (self, "SELECT count(*) FROM automation_runs WHERE status = 'completed'"
                               " AND error IS NULL"),
      ==, 30);
  g_assert_cmpint (unattended_number (self, "SELECT max(stages ->> '$.content.processed') FROM"
                                            " automation_runs"),
                   ==, CONTENT_CAP);
  g_assert_cmpint (unattended_number (self, "SELECT max(stages ->> '$.ideas.processed') FROM"
                                            " automation_runs"),
                   ==, 2);
  g_assert_cmpint (unattended_number (self, "SELECT sum(stages ->> '$.content.created') FROM"
                                            " automation_runs"),
                   ==, unattended_number (self, "SELECT count(*) FROM content"));
  g_assert_cmpint (unattended_number (self, "SELECT sum(credits_used) FROM automation_runs"), ==,
                   unattended_number (self, "SELECT sum(credits_used) FROM credit_usage_logs"));
  g_assert_cmpint (
      unattended_number (self, "SELECT count(*) FROM queue_items WHERE state <> 'done'"), ==, 0);
  /* All seven of them had something to do. */
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT ifnull(sum(stages ->> '$.%s.processed'), 0) FROM automation_runs",
          igny_stage_get_info ((IgnyStage) i)->word);

      g_test_message ("%s: %d", sql, (int) unattended_number (self, sql));
      g_assert_cmpint (unattended_number (self, sql), >, 0);
    }
}

static void
check_posts (UnattendedFixture *self)
{
  g_autoptr(GArray) times = unattended_list_times (
      self, "SELECT published_at FROM content WHERE status = 'published' ORDER BY 1");

  g_test_message ("%u posts", times->len);
  g_assert_cmpuint (times->len, >, 15);
  g_assert_cmpuint (self->site->made, ==, times->len);
  g_assert_cmpint (
      unattended_number (self, "SELECT count(DISTINCT wp_post_id) FROM content WHERE status ="
                               " 'published'"),
      ==, times->len);
  g_assert_cmpint (unattended_number (self,
                                      "SELECT count(*) FROM content WHERE status <> 'published' AND"
                                      " wp_post_id IS NOT NULL"),
                   ==, 0);
  g_assert_cmpuint (count_most (times, "%F"), <=, DAILY);
  g_assert_cmpuint (count_most (times, "%G-%V"), <=, WEEKLY);
  g_assert_cmpuint (count_most (times, "%Y-%m"), <=, MONTHLY);
  for (guint i = 0; i < times->len; i++)
    {
      gint64           at = g_array_index (times, gint64, i);
      g_autofree char *clock = show (at, "%H:%M");
      g_autofree char *day = show (at, "%a");

      g_assert_null (strstr ("Sat Sun", day));
      g_assert_true ((strcmp (clock, "09:00") >= 0 && strcmp (clock, "09:15") < 0) ||
                     (strcmp (clock, "12:00") >= 0 && strcmp (clock, "12:15") < 0) ||
                     (strcmp (clock, "15:30") >= 0 && strcmp (clock, "15:45") < 0));
    }
}

static void
test_month (UnattendedFixture *self,
            gconstpointer      data)
{
  unattended_add_keywords (self);
  set_month (self);
  unattended_run_until (self, UNATTENDED_BEGIN + 30 * DAY_MS);
  check_runs (self);
  check_posts (self);
}

/* The program ends and begins again all the time, wherever a run is: no cap is
 * passed, nothing is made twice, and the run comes to its end. */
static void
test_restarts (UnattendedFixture *self,
               gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  unattended_add_keywords (self);
  set_month (self);
  unattended_pass (self, 14 * HOUR_MS);
  for (guint i = 0; i < 150 && unattended_number (self, "SELECT count(*) FROM automation_runs WHERE"
                                                        " finished_at IS NOT NULL") == 0;
       i++)
    {
      gint64 next;

      igny_scheduler_tick (self->scheduler, NULL, &next, &error);
      g_assert_no_error (error);
      if (i % 3 == 0)
        igny_queue_runner_wait_idle (self->runner, NULL);
      unattended_end_program (self);
      unattended_open_store (self);
      igny_jobs_recover (self->store, &error);
      g_assert_no_error (error);
      unattended_start_program (self);
      unattended_pass (self, 6000);
    }
  igny_queue_runner_wait_idle (self->runner, NULL);
  g_assert_cmpint (
      unattended_number (self, "SELECT count(*) FROM automation_runs WHERE finished_at IS NOT"
                               " NULL"),
      ==, 1);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM automation_runs"), ==, 1);
  g_assert_cmpint (
      unattended_number (self, "SELECT stages ->> '$.content.processed' FROM automation_runs"), <=,
      CONTENT_CAP);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM content"), <=, CONTENT_CAP);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM content"), ==,
                   unattended_number (self, "SELECT count(DISTINCT task) FROM content"));
  g_assert_cmpint (
      unattended_number (self, "SELECT stages ->> '$.content.processed' FROM automation_runs"), >=,
      unattended_number (self, "SELECT count(*) FROM content"));
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM keywords WHERE cluster IS NULL"),
                   ==, 0);
}

#define ADD(path, func)                                                              \
  g_test_add ("/unattended/" path, UnattendedFixture, NULL, unattended_set_up, func, \
              unattended_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("restarts", test_restarts);
  ADD ("month", test_month);

  return g_test_run ();
}
