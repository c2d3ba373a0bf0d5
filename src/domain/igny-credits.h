/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-plan.h"
#include "igny-store.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_CREDITS_ERROR_INSUFFICIENT, /* the balance does not cover it */
  IGNY_CREDITS_ERROR_BUDGET,       /* a cap in money is reached */
} IgnyCreditsError;

#define IGNY_CREDITS_ERROR (igny_credits_error_quark ())

GQuark igny_credits_error_quark (void);

/* What an AI call used. */
typedef struct
{
  const char *operation; /* auto_cluster, generate_ideas, generate_content … */
  gint64      credits;
  const char *model;
  gint64      tokens_input;
  gint64      tokens_output;
  gint64      cost_usd; /* micro-dollars, IGNY_UNKNOWN without a price */
} IgnyUsage;

/* A call that is about to be made. */
typedef struct
{
  const char *operation;
  gint64      credits;
  gint64      owed;  /* credits of earlier calls of the run, not charged yet */
  gint64      spent; /* micro-dollars of the run so far */
} IgnyCreditsCall;

/* Credits of an operation on so many things: one per 30 keywords, one per idea,
 * three per text. */
gint64 igny_credits_count (const char *operation,
                           gint64      things);
/* Before a call: the account's status, the limits of its plan, its caps in
 * money (of the run, the day and the month) and its balance. The balance of the
 * plan “Local” is counted but stops nothing, unless general.enforce-credits is
 * on. Any connection. */
gboolean igny_credits_check (IgnyDb                *db,
                             const IgnyCreditsCall *call,
                             gint64                 now,
                             GError               **error);
/* Charges in the step that saves the result, so that both or neither happen. */
gboolean igny_credits_charge (IgnyStep        *step,
                              const IgnyUsage *usage,
                              GError         **error);

/* Micro-dollars that a picture without a known price counts against the caps. */
#define IGNY_CREDITS_DEAR_PICTURE 100000

/* Micro-dollars that count against the caps: the cost, and where a model has no
 * price what a dear one costs (5 dollars for a million tokens in, 30 for those
 * out), so that nobody gets past a cap by a model that the price list does not
 * know. */
gint64 igny_credits_get_counted_cost (gint64 cost_usd,
                                      gint64 tokens_in,
                                      gint64 tokens_out);

/* How things stand; money in micro-dollars, a cap that is unknown is none. */
typedef struct
{
  gint64   now;
  gint64   balance;
  gint64   monthly; /* credits that the plan gives */
  gboolean enforced;
  gint64   spent_today;
  gint64   spent_this_month;
  gint64   daily_budget;
  gint64   monthly_budget;
} IgnyCreditsState;

/* For who may see the billing. Any connection. */
gboolean igny_credits_get_state (IgnyDb           *db,
                                 gint64            now,
                                 IgnyCreditsState *state,
                                 GError          **error);
/* What the next call may cost. */
typedef struct
{
  gint64   money; /* micro-dollars until the first cap is reached; IGNY_UNKNOWN without one */
  gint64   credits;
  gboolean enforced; /* whether credits stop anything */
} IgnyCreditsLeft;

/* For whoever may ask a model. Any connection. */
gboolean igny_credits_get_left (IgnyDb          *db,
                                gint64           now,
                                IgnyCreditsLeft *left,
                                GError         **error);
/* What the plan gives a month: its included credits, else its credits a month. */
gint64 igny_credits_get_monthly (const IgnyPlan *plan);
/* type is purchase, refund or adjustment; an adjustment may take away, but not
 * more than there is. By an owner or a developer only. */
gboolean igny_credits_add (IgnyStep   *step,
                           const char *type,
                           gint64      amount,
                           const char *description,
                           gint64     *balance,
                           GError    **error);
/* Gives the account a plan: its subscription begins now, and the credits of the
 * first month are added. By an owner or a developer only. */
gboolean igny_credits_assign_plan (IgnyStep *step,
                                   gint64    plan,
                                   GError  **error);
/* The credits of the month when it has begun and they were not given yet; those
 * of months that passed meanwhile are not. Blocks. */
gboolean igny_credits_renew (IgnyStore *store,
                             GError   **error);

G_END_DECLS
