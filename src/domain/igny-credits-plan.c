/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-access.h"
#include "igny-account.h"
#include "igny-credit-transaction.h"
#include "igny-credits-private.h"
#include "igny-limits.h"
#include "igny-subscription.h"

/* How a balance grows: what is bought, and what a plan gives. */

gint64
igny_credits_get_monthly (const IgnyPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);

  if (plan->included_credits != IGNY_UNKNOWN && plan->included_credits > 0)
    return plan->included_credits;
  return plan->credits_per_month != IGNY_UNKNOWN ? plan->credits_per_month : 0;
}

static gboolean
check_biller (IgnyDb  *db,
              GError **error)
{
  const IgnyActor *actor = igny_db_get_actor (db);

  if (actor == NULL || igny_role_may_bill (actor))
    return TRUE;
  g_set_error_literal (
      error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ROLE,
      igny_role_get_refusal (actor, IGNY_AREA_BILLING, IGNY_OPERATION_ADD));
  return FALSE;
}

static gboolean
check_amount (const char *type,
              gint64      amount,
              GError    **error)
{
  gboolean adjusts = g_str_equal (type, "adjustment");

  if (!adjusts && !g_str_equal (type, "purchase") && !g_str_equal (type, "refund"))
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "“%s” is none of purchase, refund, adjustment", type);
  else if (adjusts && amount == 0)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "an adjustment adds or takes away credits: give a number that is not 0");
  else if (!adjusts && amount <= 0)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "a %s adds credits: give a number above 0", type);
  else if (ABS (amount) > IGNY_CREDITS_MAX)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD, "at most %d credits at once",
                 IGNY_CREDITS_MAX);
  else
    return TRUE;
  return FALSE;
}

gboolean
igny_credits_add (IgnyStep   *step,
                  const char *type,
                  gint64      amount,
                  const char *description,
                  gint64     *balance,
                  GError    **error)
{
  IgnyDb *db;

  g_return_val_if_fail (step != NULL && type != NULL && balance != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!check_biller (db, error) || !check_amount (type, amount, error) ||
      !igny_credits_change (step, type, amount, description, igny_access_get_user (db), balance,
                            error))
    return FALSE;
  igny_step_set_label (step, "Credits: %s %" G_GINT64_FORMAT, type, amount);
  igny_step_set_lasting (step);
  if (*balance >= 0 || amount > 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               "the account has %" G_GINT64_FORMAT " credits: no more can be taken away",
               *balance - amount);
  return FALSE;
}

/* The beginning of the next month of a subscription. */
static gboolean
get_next_month (IgnyDb  *db,
                gint64   start,
                gint64   now,
                gint64  *next,
                GError **error)
{
  g_autofree char *zone = NULL;

  if (!igny_db_get_text (db, "SELECT timezone FROM main.accounts WHERE row = my_account ()", NULL,
                         &zone, error))
    return FALSE;
  /* Every month is over 32 days after its first, and the next one is not. */
  *next = igny_limit_month_start (igny_limit_month_start (now, start, zone) +
                                      G_GINT64_CONSTANT (32) * 24 * 60 * 60 * 1000,
                                  start, zone);
  return TRUE;
}

static IgnySubscription *
load_subscription (IgnyDb  *db,
                   GError **error)
{
  g_autoptr(GPtrArray) rows = igny_records_select (db, &igny_subscription_entity, NULL, NULL, NULL,
                                                    error);

  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    return igny_record_new (&igny_subscription_entity);
  return g_ptr_array_steal_index (rows, 0);
}

static gboolean
subscribe (IgnyStep *step,
           gint64    plan,
           GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);
  gint64  now = igny_step_get_now (step);
  g_autoptr(IgnySubscription) subscription = load_subscription (db, error);

  if (subscription == NULL)
    return FALSE;
  subscription->plan = plan;
  g_free (subscription->status);
  subscription->status = g_strdup ("active");
  /* Another plan is no new month: what was used in this one stays used. */
  if (now >= subscription->period_end)
    {
      subscription->period_start = now;
      if (!get_next_month (db, now, now, &subscription->period_end, error))
        return FALSE;
    }
  return subscription->record.row != 0 ? igny_step_update (step, subscription, error)
                                       : igny_step_insert (step, subscription, error);
}

/* Of what the plan gives in a month, what no other plan gave in this one. */
static gboolean
give_rest (IgnyStep       *step,
           const IgnyPlan *plan,
           GError        **error)
{
  IgnyDb *db = igny_step_get_db (step);
  gint64  day;
  gint64  month;
  gint64  given;

  if (!igny_limits_get_periods (db, igny_step_get_now (step), &day, &month, error) ||
      !igny_db_get_integer (db,
                            "SELECT ifnull(sum(amount), 0) FROM main.credit_transactions WHERE"
                            " account = my_account () AND transaction_type = 'subscription' AND"
                            " created_at >= ?1",
                            IGNY_BINDS (IGNY_BIND_INT (month)), &given, error))
    return FALSE;
  return given >= igny_credits_get_monthly (plan) ||
         igny_credits_change (step, "subscription", igny_credits_get_monthly (plan) - given,
                              plan->name, igny_access_get_user (db), NULL, error);
}

gboolean
igny_credits_assign_plan (IgnyStep *step,
                          gint64    plan_row,
                          GError  **error)
{
  IgnyDb *db;
  g_autoptr(IgnyPlan) plan = NULL;
  g_autoptr(IgnyAccount) account = NULL;

  g_return_val_if_fail (step != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!check_biller (db, error))
    return FALSE;
  plan = igny_records_load (db, &igny_plan_entity, plan_row, error);
  if (plan == NULL)
    return FALSE;
  if (!plan->is_active)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "the plan “%s” is not offered any more; choose another one", plan->name);
      return FALSE;
    }
  account = igny_records_load (db, &igny_account_entity, igny_step_get_account (step), error);
  if (account == NULL)
    return FALSE;
  if (account->plan == plan_row)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD, "the account has the plan “%s” already",
                   plan->name);
      return FALSE;
    }
  account->plan = plan_row;
  igny_step_set_label (step, "Assign the plan “%s”", plan->name);
  igny_step_set_lasting (step);
  return igny_step_update (step, account, error) && subscribe (step, plan_row, error) &&
         give_rest (step, plan, error);
}

/* The month began after the subscription, and nothing was given in it. */
#define DUE_SQL                                                                             \
  "SELECT count(*) FROM main.subscriptions s WHERE s.account = my_account () AND"           \
  " s.deleted_step IS NULL AND s.status = 'active' AND s.period_start < ?1 AND NOT EXISTS"  \
  " (SELECT 1 FROM main.credit_transactions t WHERE t.account = s.account AND"              \
  "  t.transaction_type = 'subscription' AND t.created_at >= ?1) AND EXISTS (SELECT 1 FROM" \
  " main.accounts a WHERE a.row = s.account AND a.status IN ('active', 'trial'))"

typedef struct
{
  gint64 now;
  gint64 credits; /* 0: nothing is due */
  char  *plan;
} Renewal;

static gboolean
is_due_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Renewal *renewal = data;
  gint64   day;
  gint64   month;
  gint64   due;
  g_autoptr(IgnyPlan) plan = NULL;

  renewal->credits = 0;
  if (!igny_limits_load_plan (db, &plan, error))
    return FALSE;
  if (plan == NULL || igny_credits_get_monthly (plan) == 0)
    return TRUE;
  if (!igny_limits_get_periods (db, renewal->now, &day, &month, error) ||
      !igny_db_get_integer (db, DUE_SQL, IGNY_BINDS (IGNY_BIND_INT (month)), &due, error))
    return FALSE;
  if (due == 0)
    return TRUE;
  renewal->credits = igny_credits_get_monthly (plan);
  g_free (renewal->plan);
  renewal->plan = g_strdup (plan->name);
  return TRUE;
}

static gboolean
renew_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Renewal *renewal = data;
  IgnyDb  *db = igny_step_get_db (step);
  g_autoptr(IgnySubscription) subscription = load_subscription (db, error);

  renewal->now = igny_step_get_now (step);
  if (subscription == NULL || !is_due_cb (db, renewal, cancellable, error))
    return FALSE;
  if (renewal->credits == 0 || subscription->record.row == 0)
    return TRUE;
  return get_next_month (db, subscription->period_start, renewal->now, &subscription->period_end,
                         error) &&
         igny_step_update (step, subscription, error) &&
         igny_credits_change (step, "subscription", renewal->credits, renewal->plan, 0, NULL,
                              error);
}

gboolean
igny_credits_renew (IgnyStore *store,
                    GError   **error)
{
  Renewal  renewal = { 0 };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  renewal.now = igny_env_now_ms (igny_store_get_env (store));
  ok = igny_store_read (store, is_due_cb, &renewal, NULL, error);
  if (ok && renewal.credits > 0)
    ok = igny_store_write (store, IGNY_STEP_SYSTEM, "Renew the credits", renew_cb, &renewal, NULL,
                           error);
  g_free (renewal.plan);
  return ok;
}
