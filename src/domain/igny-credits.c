/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-credits.h"

#include "igny-access.h"
#include "igny-account.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-credits-private.h"
#include "igny-gate.h"
#include "igny-limits.h"
#include "igny-settings.h"

G_DEFINE_QUARK (igny_credits_error, igny_credits_error)

static const struct
{
  const char *operation;
  gint64      credits; /* for so many */
  gint64      things;
} prices[] = {
  { "auto_cluster", 1, 30 },
  { "generate_ideas", 1, 1 },
  { "generate_content", 3, 1 },
  { "generate_image_prompts", 0, 1 },
  { "generate_images", 1, 1 },
  { "optimize_content", 1, 1 },
  { "reparse", 1, 1 },
};

gint64
igny_credits_count (const char *operation,
                    gint64      things)
{
  g_return_val_if_fail (operation != NULL && things >= 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    if (g_str_equal (prices[i].operation, operation))
      {
        gint64 lots = (things + prices[i].things - 1) / prices[i].things;

        return prices[i].credits * MAX (lots, 1);
      }
  g_return_val_if_reached (0);
}

gint64
igny_credits_get_counted_cost (gint64 cost_usd,
                               gint64 tokens_in,
                               gint64 tokens_out)
{
  if (cost_usd != IGNY_UNKNOWN)
    return cost_usd;
  return (tokens_in != IGNY_UNKNOWN ? tokens_in * IGNY_CREDITS_DEAR_IN : 0) +
         (tokens_out != IGNY_UNKNOWN ? tokens_out * IGNY_CREDITS_DEAR_OUT : 0);
}

static gboolean
refuse_budget (const char *what,
               gint64      spent,
               gint64      cap,
               const char *remedy,
               GError    **error)
{
  g_autofree char *have = igny_number_to_decimal (spent, 6);
  g_autofree char *most = igny_number_to_decimal (cap, 6);

  g_set_error (error, IGNY_CREDITS_ERROR, IGNY_CREDITS_ERROR_BUDGET,
               "%s has cost %s USD and its cap is %s USD; %s", what, have, most, remedy);
  return FALSE;
}

static gboolean
count_spent (IgnyDb  *db,
             gint64   since,
             gint64  *spent,
             GError **error)
{
  return igny_db_get_integer (db, IGNY_CREDITS_SPENT_SQL, IGNY_BINDS (IGNY_BIND_INT (since)),
                              spent, error);
}

/* A cap is reached when nothing is left of it: what the next call costs is
 * known afterwards only. */
static gboolean
check_period (IgnyDb     *db,
              const char *what,
              gint64      since,
              gint64      cap,
              const char *remedy,
              GError    **error)
{
  gint64 spent;

  if (cap == IGNY_UNKNOWN)
    return TRUE;
  if (!count_spent (db, since, &spent, error))
    return FALSE;
  return spent < cap || refuse_budget (what, spent, cap, remedy, error);
}

static gboolean
check_budgets (IgnyDb                *db,
               const IgnyAccount     *account,
               const IgnyCreditsCall *call,
               gint64                 now,
               GError               **error)
{
  /* The setting has two places, money six. */
  gint64 cap = igny_settings_get_number (db, account->record.row, "general.run-budget") * 10000;
  gint64 day;
  gint64 month;

  if (cap > 0 && call->spent >= cap)
    return refuse_budget ("this run", call->spent, cap,
                          "raise general.run-budget, or run the rest by itself", error);
  return igny_limits_get_periods (db, now, &day, &month, error) &&
         check_period (db, "this day", day, account->daily_budget,
                       "go on after midnight, or raise the account’s daily budget", error) &&
         check_period (db, "this month", month, account->monthly_budget,
                       "wait for the next month, or raise the account’s monthly budget", error);
}

static gboolean
is_enforced (IgnyDb *db,
             gint64  account)
{
  g_autofree char *slug = NULL;

  igny_db_get_text (db,
                    "SELECT slug FROM main.plans WHERE row = (SELECT plan FROM main.accounts"
                    " WHERE row = ?1)",
                    IGNY_BINDS (IGNY_BIND_INT (account)), &slug, NULL);
  return g_strcmp0 (slug, "local") != 0 ||
         igny_settings_get_number (db, account, "general.enforce-credits") != 0;
}

static gboolean
check_balance (IgnyDb                *db,
               const IgnyAccount     *account,
               const IgnyCreditsCall *call,
               GError               **error)
{
  gint64 balance = account->credits - call->owed;

  if (call->credits == 0 || balance >= call->credits || !is_enforced (db, account->record.row))
    return TRUE;
  g_set_error (error, IGNY_CREDITS_ERROR, IGNY_CREDITS_ERROR_INSUFFICIENT,
               "this needs %" G_GINT64_FORMAT " credits and the account has %" G_GINT64_FORMAT
               "; an owner adds some with “igny8ctl credits purchase”, or switches"
               " general.enforce-credits off",
               call->credits, balance);
  return FALSE;
}

static IgnyAccount *
load_account (IgnyDb  *db,
              GError **error)
{
  g_autoptr(GPtrArray) rows = igny_records_select (db, &igny_account_entity, "row = my_account ()",
                                                    NULL, NULL, error);

  if (rows == NULL)
    return NULL;
  if (rows->len == 1)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, "the account is not there any more");
  return NULL;
}

gboolean
igny_credits_check (IgnyDb                *db,
                    const IgnyCreditsCall *call,
                    gint64                 now,
                    GError               **error)
{
  g_autoptr(IgnyAccount) account = NULL;

  g_return_val_if_fail (db != NULL && call != NULL, FALSE);

  account = load_account (db, error);
  return account != NULL &&
         igny_gate_check_work (db, error) &&
         igny_limits_check_call (db, call->operation, call->credits, now, error) &&
         check_budgets (db, account, call, now, error) &&
         check_balance (db, account, call, error);
}

static gboolean
take_least (IgnyDb  *db,
            gint64   since,
            gint64   cap,
            gint64  *left,
            GError **error)
{
  gint64 spent;

  if (cap == IGNY_UNKNOWN)
    return TRUE;
  if (!count_spent (db, since, &spent, error))
    return FALSE;
  if (*left == IGNY_UNKNOWN || cap - spent < *left)
    *left = MAX (cap - spent, 0);
  return TRUE;
}

gboolean
igny_credits_get_left (IgnyDb          *db,
                       gint64           now,
                       IgnyCreditsLeft *left,
                       GError         **error)
{
  g_autoptr(IgnyAccount) account = NULL;
  gint64 run;
  gint64 day;
  gint64 month;

  g_return_val_if_fail (db != NULL && left != NULL, FALSE);

  account = load_account (db, error);
  if (account == NULL || !igny_limits_get_periods (db, now, &day, &month, error))
    return FALSE;
  run = igny_settings_get_number (db, account->record.row, "general.run-budget") * 10000;
  *left = (IgnyCreditsLeft){ run > 0 ? run : IGNY_UNKNOWN, account->credits,
                             is_enforced (db, account->record.row) };
  return take_least (db, day, account->daily_budget, &left->money, error) &&
         take_least (db, month, account->monthly_budget, &left->money, error);
}

gboolean
igny_credits_get_state (IgnyDb           *db,
                        gint64            now,
                        IgnyCreditsState *state,
                        GError          **error)
{
  g_autoptr(IgnyAccount) account = NULL;
  g_autoptr(IgnyPlan) plan = NULL;
  gint64 day;
  gint64 month;

  g_return_val_if_fail (db != NULL && state != NULL, FALSE);

  if (!igny_access_check (db, &igny_credit_transaction_entity, IGNY_OPERATION_LIST, 0, error))
    return FALSE;
  account = load_account (db, error);
  if (account == NULL || !igny_limits_load_plan (db, &plan, error) ||
      !igny_limits_get_periods (db, now, &day, &month, error) ||
      !count_spent (db, day, &state->spent_today, error) ||
      !count_spent (db, month, &state->spent_this_month, error))
    return FALSE;
  state->balance = account->credits;
  state->monthly = plan != NULL ? igny_credits_get_monthly (plan) : 0;
  state->enforced = is_enforced (db, account->record.row);
  state->daily_budget = account->daily_budget;
  state->monthly_budget = account->monthly_budget;
  return TRUE;
}

gboolean
igny_credits_change (IgnyStep   *step,
                     const char *type,
                     gint64      amount,
                     const char *description,
                     gint64      user,
                     gint64     *balance,
                     GError    **error)
{
  g_autoptr(IgnyAccount) account = load_account (igny_step_get_db (step), error);
  g_autoptr(IgnyCreditTransaction) line = igny_record_new (&igny_credit_transaction_entity);

  if (account == NULL)
    return FALSE;
  account->credits += amount;
  line->transaction_type = g_strdup (type);
  line->amount = amount;
  line->balance_after = account->credits;
  line->description = g_strdup (description);
  line->user = user;
  if (balance != NULL)
    *balance = account->credits;
  return igny_step_update (step, account, error) && igny_step_insert (step, line, error);
}

static gboolean
add_usage (IgnyStep        *step,
           const IgnyUsage *usage,
           GError         **error)
{
  g_autoptr(IgnyCreditUsageLog) log = igny_record_new (&igny_credit_usage_log_entity);

  log->operation_type = g_strdup (usage->operation);
  log->credits_used = usage->credits;
  log->cost_usd = usage->cost_usd;
  log->model_used = g_strdup (usage->model);
  log->tokens_input = usage->tokens_input;
  log->tokens_output = usage->tokens_output;
  return igny_step_insert (step, log, error);
}

gboolean
igny_credits_charge (IgnyStep        *step,
                     const IgnyUsage *usage,
                     GError         **error)
{
  g_return_val_if_fail (step != NULL && usage != NULL, FALSE);

  /* A call whose answer was of no use: it cost money, but no credits. */
  return (usage->credits == 0 || igny_credits_change (step, "deduction", -usage->credits,
                                                      usage->operation, 0, NULL, error)) &&
         add_usage (step, usage, error);
}
