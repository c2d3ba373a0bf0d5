/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-credits.h"

#include "igny-account.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"

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

static gboolean
add_transaction (IgnyStep        *step,
                 const IgnyUsage *usage,
                 gint64           balance,
                 GError         **error)
{
  g_autoptr(IgnyCreditTransaction) line = igny_record_new (&igny_credit_transaction_entity);

  line->transaction_type = g_strdup ("deduction");
  line->amount = -usage->credits;
  line->balance_after = balance;
  line->description = g_strdup (usage->operation);
  return igny_step_insert (step, line, error);
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
  g_autoptr(IgnyAccount) account = NULL;

  g_return_val_if_fail (step != NULL && usage != NULL, FALSE);

  /* A call whose answer was of no use: it cost money, but no credits. */
  if (usage->credits == 0)
    return add_usage (step, usage, error);

  account = igny_records_load (igny_step_get_db (step), &igny_account_entity,
                               igny_step_get_account (step), error);
  if (account == NULL)
    return FALSE;
  account->credits -= usage->credits;
  return igny_step_update (step, account, error) &&
         add_transaction (step, usage, account->credits, error) &&
         add_usage (step, usage, error);
}
