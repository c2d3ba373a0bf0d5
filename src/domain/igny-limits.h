/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-limit.h"
#include "igny-store.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_LIMITS_ERROR_REACHED,
} IgnyLimitsError;

#define IGNY_LIMITS_ERROR (igny_limits_error_quark ())

GQuark igny_limits_error_quark (void);

/* The plan of the account that the connection is for; *plan is NULL when it
 * has none. Any connection. */
gboolean igny_limits_load_plan (IgnyDb    *db,
                                IgnyPlan **plan,
                                GError   **error);
/* How much of a limit is used at now; IGNY_LIMIT_TASK_IMAGES is that of the
 * task with most. Any connection. */
gboolean igny_limits_count (IgnyDb   *db,
                            IgnyLimit limit,
                            gint64    now,
                            gint64   *used,
                            GError  **error);
/* The question behind it: ?1 is when the period began. */
const char *igny_limits_get_sql (IgnyLimit limit);
/* Whether so much more is allowed: asked before something is bought. */
gboolean igny_limits_check (IgnyDb   *db,
                            IgnyLimit limit,
                            gint64    now,
                            gint64    more,
                            GError  **error);
/* Those that an AI call of that operation and so many credits meets. */
gboolean igny_limits_check_call (IgnyDb     *db,
                                 const char *operation,
                                 gint64      credits,
                                 gint64      now,
                                 GError    **error);
/* Refuses a step that made more than the plan allows; one that makes nothing
 * may go on above a limit. For igny-gate.c. */
gboolean igny_limits_check_step (IgnyStep            *step,
                                 const IgnyChangeSet *touched,
                                 GError             **error);
/* When the day and the month of the account began; ms since 1970. */
gboolean igny_limits_get_periods (IgnyDb  *db,
                                  gint64   now,
                                  gint64  *day,
                                  gint64  *month,
                                  GError **error);

G_END_DECLS
