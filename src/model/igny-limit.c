/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-limit.h"

/* clang-format off */
static const struct
{
  IgnyLimitInfo info;
  gsize         offset;
  const char   *message; /* %s the plan, the limit and what is used */
} limits[] = {
  [IGNY_LIMIT_USERS] = { { "max_users", "invite a user", IGNY_PERIOD_ALWAYS },
    G_STRUCT_OFFSET (IgnyPlan, max_users),
    "the plan “%s” has room for %s users and there would be %s: disable one, or choose a larger plan" },
  [IGNY_LIMIT_SITES] = { { "max_sites", "add a site", IGNY_PERIOD_ALWAYS },
    G_STRUCT_OFFSET (IgnyPlan, max_sites),
    "the plan “%s” has room for %s sites and there would be %s: delete one, or choose a larger plan" },
  [IGNY_LIMIT_KEYWORDS] = { { "max_keywords", "add keywords", IGNY_PERIOD_ALWAYS },
    G_STRUCT_OFFSET (IgnyPlan, max_keywords),
    "the plan “%s” has room for %s keywords and there would be %s: delete some, or choose a larger plan" },
  [IGNY_LIMIT_CLUSTERS] = { { "max_clusters", "make clusters", IGNY_PERIOD_ALWAYS },
    G_STRUCT_OFFSET (IgnyPlan, max_clusters),
    "the plan “%s” has room for %s clusters and there would be %s: delete some, or choose a larger plan" },
  [IGNY_LIMIT_IDEAS] = { { "max_content_ideas", "make ideas", IGNY_PERIOD_ALWAYS },
    G_STRUCT_OFFSET (IgnyPlan, max_content_ideas),
    "the plan “%s” has room for %s ideas and there would be %s: delete some, or choose a larger plan" },
  [IGNY_LIMIT_DAILY_CLUSTERS] = { { "daily_cluster_limit", "make clusters today", IGNY_PERIOD_DAY },
    G_STRUCT_OFFSET (IgnyPlan, daily_cluster_limit),
    "the plan “%s” allows %s new clusters a day and there would be %s: go on after midnight, or choose a larger plan" },
  [IGNY_LIMIT_DAILY_TASKS] = { { "daily_content_tasks", "make tasks today", IGNY_PERIOD_DAY },
    G_STRUCT_OFFSET (IgnyPlan, daily_content_tasks),
    "the plan “%s” allows %s new tasks a day and there would be %s: go on after midnight, or choose a larger plan" },
  [IGNY_LIMIT_DAILY_REQUESTS] = { { "daily_ai_requests", "ask an AI today", IGNY_PERIOD_DAY },
    G_STRUCT_OFFSET (IgnyPlan, daily_ai_requests),
    "the plan “%s” allows %s AI requests a day and %s are used: go on after midnight, or choose a larger plan" },
  [IGNY_LIMIT_DAILY_IMAGES] = { { "daily_image_generation_limit", "make images today", IGNY_PERIOD_DAY },
    G_STRUCT_OFFSET (IgnyPlan, daily_image_generation_limit),
    "the plan “%s” allows %s images a day and %s are made: go on after midnight, or choose a larger plan" },
  [IGNY_LIMIT_MONTHLY_WORDS] = { { "monthly_word_count_limit", "write articles this month", IGNY_PERIOD_MONTH },
    G_STRUCT_OFFSET (IgnyPlan, monthly_word_count_limit),
    "the plan “%s” allows %s words a month and %s are written: wait for the next month, or choose a larger plan" },
  [IGNY_LIMIT_MONTHLY_IMAGES] = { { "monthly_image_count", "make images this month", IGNY_PERIOD_MONTH },
    G_STRUCT_OFFSET (IgnyPlan, monthly_image_count),
    "the plan “%s” allows %s images a month and %s are made: wait for the next month, or choose a larger plan" },
  [IGNY_LIMIT_MONTHLY_CLUSTER_CREDITS] = { { "monthly_cluster_ai_credits", "cluster with AI this month", IGNY_PERIOD_MONTH },
    G_STRUCT_OFFSET (IgnyPlan, monthly_cluster_ai_credits),
    "the plan “%s” allows %s credits a month for clustering and %s are used: use the offline engine, or choose a larger plan" },
  [IGNY_LIMIT_MONTHLY_CONTENT_CREDITS] = { { "monthly_content_ai_credits", "write with AI this month", IGNY_PERIOD_MONTH },
    G_STRUCT_OFFSET (IgnyPlan, monthly_content_ai_credits),
    "the plan “%s” allows %s credits a month for ideas and texts and %s are used: use the offline engine, or choose a larger plan" },
  [IGNY_LIMIT_MONTHLY_IMAGE_CREDITS] = { { "monthly_image_ai_credits", "spend on images this month", IGNY_PERIOD_MONTH },
    G_STRUCT_OFFSET (IgnyPlan, monthly_image_ai_credits),
    "the plan “%s” allows %s credits a month for images and %s are used: wait for the next month, or choose a larger plan" },
  [IGNY_LIMIT_TASK_IMAGES] = { { "max_images_per_task", "add an image to a task", IGNY_PERIOD_ALWAYS },
    G_STRUCT_OFFSET (IgnyPlan, max_images_per_task),
    "the plan “%s” allows %s images a task and there would be %s: delete one, or choose a larger plan" },
};
/* clang-format on */

const IgnyLimitInfo *
igny_limit_get_info (IgnyLimit limit)
{
  g_return_val_if_fail ((guint) limit < IGNY_N_LIMITS, NULL);

  return &limits[limit].info;
}

gint64
igny_limit_get (const IgnyPlan *plan,
                IgnyLimit       limit)
{
  g_return_val_if_fail (plan != NULL && (guint) limit < IGNY_N_LIMITS, IGNY_UNKNOWN);

  return G_STRUCT_MEMBER (gint64, plan, limits[limit].offset);
}

gboolean
igny_limit_allows (const IgnyPlan *plan,
                   IgnyLimit       limit,
                   gint64          used,
                   gint64          more)
{
  gint64 most = igny_limit_get (plan, limit);

  return most == IGNY_UNKNOWN || (used <= most && more <= most - used);
}

/* Formats that are no literals would be refused, so the three places are
 * filled one after the other. */
static char *
fill (const char  *format,
      const char **values,
      guint        n_values)
{
  g_auto(GStrv) parts = g_strsplit (format, "%s", -1);
  GString *text = g_string_new (parts[0]);

  for (guint i = 1; i <= n_values && parts[i] != NULL; i++)
    {
      g_string_append (text, values[i - 1]);
      g_string_append (text, parts[i]);
    }
  return g_string_free (text, FALSE);
}

char *
igny_limit_dup_message (const IgnyPlan *plan,
                        IgnyLimit       limit,
                        gint64          used)
{
  g_autofree char *most = NULL;
  g_autofree char *have = NULL;

  g_return_val_if_fail (plan != NULL && (guint) limit < IGNY_N_LIMITS, NULL);

  most = g_strdup_printf ("%" G_GINT64_FORMAT, igny_limit_get (plan, limit));
  have = g_strdup_printf ("%" G_GINT64_FORMAT, used);
  return fill (limits[limit].message, (const char *[]){ plan->name, most, have }, 3);
}

GTimeZone *
igny_limit_open_zone (const char *name)
{
  GTimeZone *zone = name != NULL && *name != '\0' ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static GDateTime *
open_time (gint64     ms,
           GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

gint64
igny_limit_day_start (gint64      now,
                      const char *zone_name)
{
  g_autoptr(GTimeZone) zone = igny_limit_open_zone (zone_name);
  g_autoptr(GDateTime) time = open_time (now, zone);
  g_autoptr(GDateTime) midnight = NULL;

  g_return_val_if_fail (time != NULL, now);

  midnight = g_date_time_new (zone, g_date_time_get_year (time), g_date_time_get_month (time),
                              g_date_time_get_day_of_month (time), 0, 0, 0);
  return g_date_time_to_unix (midnight) * 1000;
}

/* The month of the time with the day of start, or its last day. */
static gint64
month_with (GDateTime *time,
            GTimeZone *zone,
            int        add,
            GDateTime *start)
{
  int year = g_date_time_get_year (time);
  int month = g_date_time_get_month (time) + add;
  int day = start != NULL ? g_date_time_get_day_of_month (start) : 1;
  g_autoptr(GDateTime) begin = NULL;

  if (month == 0)
    {
      month = 12;
      year--;
    }
  day = MIN (day, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
  begin = start != NULL
              ? g_date_time_new (zone, year, month, day, g_date_time_get_hour (start),
                                 g_date_time_get_minute (start), g_date_time_get_seconds (start))
              : g_date_time_new (zone, year, month, day, 0, 0, 0);
  return g_date_time_to_unix (begin) * 1000;
}

gint64
igny_limit_month_start (gint64      now,
                        gint64      start,
                        const char *zone_name)
{
  g_autoptr(GTimeZone) zone = igny_limit_open_zone (zone_name);
  g_autoptr(GDateTime) time = open_time (now, zone);
  g_autoptr(GDateTime) first = start != IGNY_UNKNOWN ? open_time (start, zone) : NULL;
  gint64 begin;

  g_return_val_if_fail (time != NULL, now);

  begin = month_with (time, zone, 0, first);
  return begin <= now ? begin : month_with (time, zone, -1, first);
}
