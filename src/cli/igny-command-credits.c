/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-credits.h"

static gboolean
state_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  IgnyCreditsState *state = data;

  return igny_credits_get_state (db, state->now, state, error);
}

static void
set_money (JsonObject *object,
           const char *name,
           gint64      amount)
{
  g_autofree char *text = amount != IGNY_UNKNOWN ? igny_number_to_decimal (amount, 6) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
say_money (IgnyCall   *call,
           const char *label,
           gint64      spent,
           gint64      cap)
{
  g_autofree char *have = igny_number_to_decimal (spent, 6);
  g_autofree char *most = cap != IGNY_UNKNOWN ? igny_number_to_decimal (cap, 6) : NULL;

  if (most != NULL)
    igny_call_say (call, _("%s: %s of %s USD"), label, have, most);
  else
    igny_call_say (call, _("%s: %s USD, without a cap"), label, have);
}

gboolean
igny_command_credits_show (IgnyCall *call,
                           GError  **error)
{
  IgnyCreditsState state = { .now = igny_env_now_ms (call->caller->env) };
  JsonObject      *object;

  if (!igny_call_read (call, state_cb, &state, error))
    return FALSE;
  igny_call_say (call, _("Balance: %" G_GINT64_FORMAT " credits"), state.balance);
  igny_call_say (call, _("A month: %" G_GINT64_FORMAT " credits"), state.monthly);
  igny_call_say (call, "%s",
                 state.enforced ? _("An AI call that is not covered is stopped.")
                                : _("Credits are counted, and stop nothing."));
  say_money (call, _("Cost today"), state.spent_today, state.daily_budget);
  say_money (call, _("Cost this month"), state.spent_this_month, state.monthly_budget);
  object = json_object_new ();
  json_object_set_int_member (object, "balance", state.balance);
  json_object_set_int_member (object, "monthly", state.monthly);
  json_object_set_boolean_member (object, "enforced", state.enforced);
  set_money (object, "spent_today", state.spent_today);
  set_money (object, "spent_this_month", state.spent_this_month);
  set_money (object, "daily_budget", state.daily_budget);
  set_money (object, "monthly_budget", state.monthly_budget);
  igny_call_take_data (call, object);
  return TRUE;
}

typedef struct
{
  const char *type;
  const char *description;
  gint64      amount;
  gint64      balance;
} Change;

static gboolean
change_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Change *change = data;

  return igny_credits_add (step, change->type, change->amount, change->description,
                           &change->balance, error);
}

static gboolean
change_balance (IgnyCall   *call,
                const char *type,
                GError    **error)
{
  Change      change = { type, igny_call_get_word (call, 1) };
  const char *word = igny_call_get_word (call, 0);
  JsonObject *object;

  if (!g_ascii_string_to_signed (word, 10, -G_MAXINT32, G_MAXINT32, &change.amount, NULL))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” is not a whole number of credits"), word);
      return FALSE;
    }
  if (!igny_call_write (call, "Credits", change_cb, &change, error))
    return FALSE;
  igny_call_say (call, _("The balance is %" G_GINT64_FORMAT " credits now."), change.balance);
  object = json_object_new ();
  json_object_set_string_member (object, "transaction_type", type);
  json_object_set_int_member (object, "amount", change.amount);
  json_object_set_int_member (object, "balance_after", change.balance);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_credits_purchase (IgnyCall *call,
                               GError  **error)
{
  return change_balance (call, "purchase", error);
}

gboolean
igny_command_credits_refund (IgnyCall *call,
                             GError  **error)
{
  return change_balance (call, "refund", error);
}

gboolean
igny_command_credits_adjust (IgnyCall *call,
                             GError  **error)
{
  return change_balance (call, "adjustment", error);
}

gboolean
igny_command_credits_ledger (IgnyCall *call,
                             GError  **error)
{
  return igny_command_list_of (call, &igny_credit_transaction_entity, error);
}

gboolean
igny_command_credits_usage (IgnyCall *call,
                            GError  **error)
{
  return igny_command_list_of (call, &igny_credit_usage_log_entity, error);
}
