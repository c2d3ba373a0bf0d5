/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-seed.h"

#include "igny-account.h"
#include "igny-integration-settings.h"
#include "igny-plan.h"
#include "igny-subscription.h"
#include "igny-user.h"

/* As igny_step_insert, for an account that the step was not begun with. */
static gboolean
insert_for (IgnyStep *step,
            gpointer  record,
            gint64    account,
            GError  **error)
{
  IgnyRecord *head = record;

  head->id = igny_step_new_id (step);
  head->created_at = head->updated_at = igny_step_get_now (step);
  return igny_records_insert (igny_step_get_db (step), record, account, error);
}

static gboolean
add_plan (IgnyStep *step,
          gint64   *row,
          GError  **error)
{
  g_autoptr(IgnyPlan) plan = igny_record_new (&igny_plan_entity);

  plan->name = g_strdup ("Local");
  plan->slug = g_strdup ("local");
  if (!igny_step_insert (step, plan, error))
    return FALSE;
  *row = plan->record.row;
  return TRUE;
}

/* The last word is the last name; one word alone is the first one. */
static void
name_owner (IgnyUser *user)
{
  const char *real = g_get_real_name ();
  const char *space;

  if (real == NULL || *real == '\0' || g_str_equal (real, "Unknown"))
    real = "Owner";
  space = strrchr (real, ' ');
  user->first_name = space != NULL ? g_strndup (real, (gsize) (space - real)) : g_strdup (real);
  user->last_name = space != NULL ? g_strdup (space + 1) : NULL;
}

static gboolean
add_tenant (IgnyStep *step,
            gint64    plan,
            gint64   *row,
            GError  **error)
{
  g_autoptr(IgnyAccount) account = igny_record_new (&igny_account_entity);
  g_autoptr(IgnyUser) user = igny_record_new (&igny_user_entity);
  g_autoptr(IgnySubscription) subscription = igny_record_new (&igny_subscription_entity);

  account->name = g_strdup ("My account");
  account->slug = g_strdup ("my-account");
  account->plan = plan;
  if (!igny_step_insert (step, account, error))
    return FALSE;
  *row = account->record.row;
  igny_db_set_account (igny_step_get_db (step), *row);
  if (!igny_db_exec (igny_step_get_db (step), "UPDATE accounts SET account = row WHERE row = ?1",
                     IGNY_BINDS (IGNY_BIND_INT (*row)), error))
    return FALSE;

  name_owner (user);
  user->email = g_strdup ("owner@local");
  igny_record_parse (user, igny_entity_find_field (&igny_user_entity, "role"), "owner", NULL);
  subscription->plan = plan;
  subscription->period_start = igny_step_get_now (step);
  if (!insert_for (step, user, *row, error) || !insert_for (step, subscription, *row, error))
    return FALSE;

  account->owner = user->record.row;
  return igny_step_update (step, account, error);
}

static gboolean
add_settings (IgnyStep *step,
              gint64    account,
              GError  **error)
{
  const IgnyField *type =
      igny_entity_find_field (&igny_integration_settings_entity, "integration_type");

  for (const IgnyChoice *c = type->choices; c->word != NULL; c++)
    {
      g_autoptr(IgnyIntegrationSettings) settings =
                     igny_record_new (&igny_integration_settings_entity);

      settings->integration_type = g_strdup (c->word);
      if (!insert_for (step, settings, account, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
igny_seed (IgnyDb        *db,
           const IgnyEnv *env,
           GError       **error)
{
  g_autoptr(IgnyStep) step = NULL;
  gint64 accounts;
  gint64 plan;
  gint64 account;

  g_return_val_if_fail (db != NULL && env != NULL, FALSE);

  if (!igny_db_get_integer (db, "SELECT count(*) FROM accounts", NULL, &accounts, error))
    return FALSE;
  if (accounts > 0)
    return TRUE;

  step = igny_step_begin (db, env, IGNY_STEP_SYSTEM, "Set up the account", 0, error);
  return step != NULL &&
         add_plan (step, &plan, error) &&
         add_tenant (step, plan, &account, error) &&
         add_settings (step, account, error) &&
         igny_step_commit (step, error);
}
