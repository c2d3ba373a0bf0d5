/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-limits.h"

G_DEFINE_QUARK (igny_limits_error, igny_limits_error)

#define MINE "account = my_account ()"
#define ALIVE MINE " AND deleted_step IS NULL"
#define CREDITS "SELECT ifnull(sum(credits_used), 0) FROM main.credit_usage_logs WHERE " MINE \
                " AND created_at >= ?1 AND operation_type IN "

/* clang-format off */
static const struct
{
  const char *table; /* what a step makes that the limit stops; NULL: asked before a call */
  const char *sql;   /* what is used; ?1 is the beginning of the period */
} counts[] = {
  [IGNY_LIMIT_USERS]    = { "users",    "SELECT count(*) FROM main.users WHERE is_active = 1 AND " ALIVE },
  [IGNY_LIMIT_SITES]    = { "sites",    "SELECT count(*) FROM main.sites WHERE " ALIVE },
  [IGNY_LIMIT_KEYWORDS] = { "keywords", "SELECT count(*) FROM main.keywords WHERE " ALIVE },
  [IGNY_LIMIT_CLUSTERS] = { "clusters", "SELECT count(*) FROM main.clusters WHERE " ALIVE },
  [IGNY_LIMIT_IDEAS]    = { "ideas",    "SELECT count(*) FROM main.ideas WHERE " ALIVE },
  /* Also what was deleted since: it was made. */
  [IGNY_LIMIT_DAILY_CLUSTERS] = { "clusters", "SELECT count(*) FROM main.clusters WHERE " MINE " AND created_at >= ?1" },
  [IGNY_LIMIT_DAILY_TASKS]    = { "tasks",    "SELECT count(*) FROM main.tasks WHERE " MINE " AND created_at >= ?1" },
  [IGNY_LIMIT_DAILY_REQUESTS] = { NULL, "SELECT count(*) FROM main.ai_task_logs WHERE " MINE " AND created_at >= ?1 AND function_name <> 'reparse'" },
  [IGNY_LIMIT_DAILY_IMAGES]   = { NULL, CREDITS "('generate_images')" },
  [IGNY_LIMIT_MONTHLY_WORDS]  = { NULL, "SELECT ifnull(sum(word_count), 0) FROM main.content WHERE " MINE
                                        " AND created_at >= ?1 AND is_brief = 0 AND origin = 'ai'" },
  [IGNY_LIMIT_MONTHLY_IMAGES] = { NULL, CREDITS "('generate_images')" },
  [IGNY_LIMIT_MONTHLY_CLUSTER_CREDITS] = { NULL, CREDITS "('auto_cluster')" },
  [IGNY_LIMIT_MONTHLY_CONTENT_CREDITS] = { NULL, CREDITS "('generate_ideas', 'generate_content', 'optimize_content', 'reparse')" },
  [IGNY_LIMIT_MONTHLY_IMAGE_CREDITS]   = { NULL, CREDITS "('generate_images', 'generate_image_prompts')" },
  [IGNY_LIMIT_TASK_IMAGES] = { "images", "SELECT ifnull(max(n), 0) FROM (SELECT count(*) AS n FROM main.images WHERE " ALIVE " GROUP BY task)" },
};

/* Which limits a call meets, and how much it takes of each. */
static const struct
{
  const char *operation; /* NULL: every one */
  IgnyLimit   limit;
  gboolean    by_credits; /* else one */
} calls[] = {
  { NULL,                     IGNY_LIMIT_DAILY_REQUESTS,          FALSE },
  { "auto_cluster",           IGNY_LIMIT_MONTHLY_CLUSTER_CREDITS, TRUE },
  { "generate_ideas",         IGNY_LIMIT_MONTHLY_CONTENT_CREDITS, TRUE },
  { "generate_content",       IGNY_LIMIT_MONTHLY_CONTENT_CREDITS, TRUE },
  { "optimize_content",       IGNY_LIMIT_MONTHLY_CONTENT_CREDITS, TRUE },
  { "generate_content",       IGNY_LIMIT_MONTHLY_WORDS,           FALSE },
  { "generate_images",        IGNY_LIMIT_DAILY_IMAGES,            TRUE },
  { "generate_images",        IGNY_LIMIT_MONTHLY_IMAGES,          TRUE },
  { "generate_images",        IGNY_LIMIT_MONTHLY_IMAGE_CREDITS,   TRUE },
  { "generate_image_prompts", IGNY_LIMIT_MONTHLY_IMAGE_CREDITS,   TRUE },
};
/* clang-format on */

gboolean
igny_limits_load_plan (IgnyDb    *db,
                       IgnyPlan **plan,
                       GError   **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  g_return_val_if_fail (db != NULL && plan != NULL, FALSE);

  *plan = NULL;
  rows = igny_records_select (db, &igny_plan_entity,
                              "row = (SELECT plan FROM main.accounts WHERE row = my_account ())",
                              NULL, NULL, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    *plan = g_ptr_array_steal_index (rows, 0);
  return TRUE;
}

gboolean
igny_limits_get_periods (IgnyDb  *db,
                         gint64   now,
                         gint64  *day,
                         gint64  *month,
                         GError **error)
{
  g_autofree char *zone = NULL;
  gint64           start;

  g_return_val_if_fail (db != NULL && day != NULL && month != NULL, FALSE);

  if (!igny_db_get_text (db, "SELECT timezone FROM main.accounts WHERE row = my_account ()", NULL,
                         &zone, error) ||
      !igny_db_get_integer (db, "SELECT period_start FROM main.subscriptions WHERE " ALIVE, NULL,
                            &start, error))
    return FALSE;
  *day = igny_limit_day_start (now, zone);
  *month = igny_limit_month_start (now, start, zone);
  return TRUE;
}

const char *
igny_limits_get_sql (IgnyLimit limit)
{
  g_return_val_if_fail ((guint) limit < IGNY_N_LIMITS, NULL);

  return counts[limit].sql;
}

gboolean
igny_limits_count (IgnyDb   *db,
                   IgnyLimit limit,
                   gint64    now,
                   gint64   *used,
                   GError  **error)
{
  gint64 day = 0;
  gint64 month = 0;

  g_return_val_if_fail (db != NULL && (guint) limit < IGNY_N_LIMITS && used != NULL, FALSE);

  if (igny_limit_get_info (limit)->period != IGNY_PERIOD_ALWAYS &&
      !igny_limits_get_periods (db, now, &day, &month, error))
    return FALSE;
  return igny_db_get_integer (
      db, counts[limit].sql,
      IGNY_BINDS (IGNY_BIND_INT (
          igny_limit_get_info (limit)->period == IGNY_PERIOD_DAY ? day : month)),
      used, error);
}

static gboolean
refuse (const IgnyPlan *plan,
        IgnyLimit       limit,
        gint64          used,
        GError        **error)
{
  g_autofree char *message = igny_limit_dup_message (plan, limit, used);

  g_set_error_literal (error, IGNY_LIMITS_ERROR, IGNY_LIMITS_ERROR_REACHED, message);
  return FALSE;
}

static gboolean
check (IgnyDb         *db,
       const IgnyPlan *plan,
       IgnyLimit       limit,
       gint64          now,
       gint64          more,
       GError        **error)
{
  gint64 used;

  if (igny_limit_get (plan, limit) == IGNY_UNKNOWN)
    return TRUE;
  return igny_limits_count (db, limit, now, &used, error) &&
         (igny_limit_allows (plan, limit, used, more) || refuse (plan, limit, used, error));
}

gboolean
igny_limits_check (IgnyDb   *db,
                   IgnyLimit limit,
                   gint64    now,
                   gint64    more,
                   GError  **error)
{
  g_autoptr(IgnyPlan) plan = NULL;

  return igny_limits_load_plan (db, &plan, error) &&
         (plan == NULL || check (db, plan, limit, now, more, error));
}

gboolean
igny_limits_check_call (IgnyDb     *db,
                        const char *operation,
                        gint64      credits,
                        gint64      now,
                        GError    **error)
{
  g_autoptr(IgnyPlan) plan = NULL;

  g_return_val_if_fail (db != NULL && operation != NULL, FALSE);

  if (!igny_limits_load_plan (db, &plan, error))
    return FALSE;
  for (guint i = 0; plan != NULL && i < G_N_ELEMENTS (calls); i++)
    if ((calls[i].operation == NULL || g_str_equal (calls[i].operation, operation)) &&
        !check (db, plan, calls[i].limit, now, calls[i].by_credits ? credits : 1, error))
      return FALSE;
  return TRUE;
}

/* Made, brought back or made active in this step. */
#define GREW_SQL                                                                              \
  "SELECT EXISTS (SELECT 1 FROM changes WHERE step = ?1 AND tbl = ?2 AND (kind IN ('insert'," \
  " 'bulk_insert', 'bulk_restore') OR (kind = 'update' AND"                                   \
  " (json_type(new, '$.deleted_step') = 'null' OR json_extract(new, '$.is_active') = 1))))"

/* One task that has more, since the plan changed, does not stop the others. */
#define TASK_IMAGES_SQL                                                                      \
  "SELECT ifnull(max(n), 0) FROM (SELECT count(*) AS n FROM main.images WHERE " ALIVE        \
  " AND task IN (SELECT i.task FROM changes c JOIN main.images i ON i.row BETWEEN c.row AND" \
  " ifnull(c.last, c.row) WHERE c.step = ?1 AND c.tbl = 'images') GROUP BY task)"

static gboolean
count_made (IgnyStep *step,
            IgnyLimit limit,
            gint64   *used,
            GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);

  if (limit == IGNY_LIMIT_TASK_IMAGES)
    return igny_db_get_integer (db, TASK_IMAGES_SQL,
                                IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step))), used,
                                error);
  return igny_limits_count (db, limit, igny_step_get_now (step), used, error);
}

static gboolean
check_made (IgnyStep       *step,
            const IgnyPlan *plan,
            IgnyLimit       limit,
            GError        **error)
{
  gint64 grew;
  gint64 used;

  if (!igny_db_get_integer (igny_step_get_db (step), GREW_SQL,
                            IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)),
                                        IGNY_BIND_TEXT (counts[limit].table)),
                            &grew, error))
    return FALSE;
  if (grew == 0)
    return TRUE;
  return count_made (step, limit, &used, error) &&
         (igny_limit_allows (plan, limit, used, 0) || refuse (plan, limit, used, error));
}

gboolean
igny_limits_check_step (IgnyStep            *step,
                        const IgnyChangeSet *touched,
                        GError             **error)
{
  g_autoptr(IgnyPlan) plan = NULL;

  g_return_val_if_fail (step != NULL && touched != NULL, FALSE);

  for (guint i = 0; i < IGNY_N_LIMITS; i++)
    {
      if (counts[i].table == NULL || !igny_change_set_has_table (touched, counts[i].table))
        continue;
      if (plan == NULL && !igny_limits_load_plan (igny_step_get_db (step), &plan, error))
        return FALSE;
      if (plan == NULL)
        return TRUE;
      if (igny_limit_get (plan, i) != IGNY_UNKNOWN && !check_made (step, plan, i, error))
        return FALSE;
    }
  return TRUE;
}
