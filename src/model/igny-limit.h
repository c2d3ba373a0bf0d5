/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-plan.h"

G_BEGIN_DECLS

/* What a plan limits: each limit stops one action with one message. Pure
 * functions; igny-limits.h counts and applies them. */
typedef enum
{
  IGNY_LIMIT_USERS,
  IGNY_LIMIT_SITES,
  IGNY_LIMIT_KEYWORDS,
  IGNY_LIMIT_CLUSTERS,
  IGNY_LIMIT_IDEAS,
  IGNY_LIMIT_DAILY_CLUSTERS,
  IGNY_LIMIT_DAILY_TASKS,
  IGNY_LIMIT_DAILY_REQUESTS,
  IGNY_LIMIT_DAILY_IMAGES,
  IGNY_LIMIT_MONTHLY_WORDS,
  IGNY_LIMIT_MONTHLY_IMAGES,
  IGNY_LIMIT_MONTHLY_CLUSTER_CREDITS,
  IGNY_LIMIT_MONTHLY_CONTENT_CREDITS,
  IGNY_LIMIT_MONTHLY_IMAGE_CREDITS,
  IGNY_LIMIT_TASK_IMAGES,
  IGNY_N_LIMITS
} IgnyLimit;

typedef enum
{
  IGNY_PERIOD_ALWAYS, /* what there is at a time */
  IGNY_PERIOD_DAY,    /* begins at the account's midnight */
  IGNY_PERIOD_MONTH,  /* begins with the month of the subscription */
} IgnyPeriod;

typedef struct
{
  const char *field;  /* of the plan */
  const char *action; /* what it stops */
  IgnyPeriod  period;
} IgnyLimitInfo;

const IgnyLimitInfo *igny_limit_get_info (IgnyLimit limit);
/* IGNY_UNKNOWN when the plan has none. */
gint64 igny_limit_get (const IgnyPlan *plan,
                       IgnyLimit       limit);
/* Whether so many more are allowed when so many are used already. */
gboolean igny_limit_allows (const IgnyPlan *plan,
                            IgnyLimit       limit,
                            gint64          used,
                            gint64          more);
/* The one message of that limit, with the remedy; untranslated, free. */
char *igny_limit_dup_message (const IgnyPlan *plan,
                              IgnyLimit       limit,
                              gint64          used);

/* The zone of that IANA name; NULL, "" and one that is not known are that of
 * the machine. Full ownership. */
GTimeZone *igny_limit_open_zone (const char *name);
/* The midnight before now in that zone; zone_name is an IANA name, NULL or ""
 * that of the machine. All times in ms since 1970. */
gint64 igny_limit_day_start (gint64      now,
                             const char *zone_name);
/* The beginning of the month of the subscription that now is in: the day of
 * start in each month, or the last one of a shorter month, in that zone. start
 * unknown is the first of the month. */
gint64 igny_limit_month_start (gint64      now,
                               gint64      start,
                               const char *zone_name);

G_END_DECLS
