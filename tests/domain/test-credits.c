/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-ai-task-log.h"
#include "igny-credits-private.h"
#include "igny-entities.h"
#include "igny-limits.h"
#include "igny-settings.h"
#include "rules-fixture.h"

/* Credits: what things cost, that a balance stops what it does not cover, that
 * ledger and balance agree, renewal, purchases, and caps in money. */

#define DAY (G_GINT64_CONSTANT (86400) * 1000)

typedef struct
{
  RulesFixture base;
  GError      *error;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  rules_fixture_set_up (&fixture->base, data);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_error (&fixture->error);
  rules_fixture_tear_down (&fixture->base, data);
}

/* As the decisions price them. */
static void
test_prices (void)
{
  static const struct
  {
    const char *operation;
    gint64      things;
    gint64      credits;
  } prices[] = {
    { "auto_cluster", 1, 1 },
    { "auto_cluster", 30, 1 },
    { "auto_cluster", 31, 2 },
    { "auto_cluster", 0, 1 },
    { "auto_cluster", 3000, 100 },
    { "generate_ideas", 1, 1 },
    { "generate_ideas", 7, 7 },
    { "generate_ideas", 0, 1 },
    { "generate_content", 1, 3 },
    { "generate_content", 4, 12 },
    { "generate_image_prompts", 5, 0 },
    { "generate_images", 4, 4 },
    { "reparse", 1, 1 },
    { "optimize_content", 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    g_assert_cmpint (igny_credits_count (prices[i].operation, prices[i].things), ==,
                     prices[i].credits);
}

typedef struct
{
  IgnyCreditsCall call;
  gint64          now;
} Question;

static gboolean
check_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Question *question = data;

  return igny_credits_check (db, &question->call, question->now, error);
}

static gboolean
may (Fixture *fixture,
     gint64   credits,
     gint64   owed,
     gint64   spent)
{
  Question question = { { "generate_content", credits, owed, spent }, fixture->base.now };

  return igny_store_read (fixture->base.store, check_cb, &question, NULL, &fixture->error);
}

typedef struct
{
  const char *type;
  gint64      amount;
  gint64      balance;
} Purchase;

static gboolean
purchase_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Purchase *purchase = data;

  return igny_credits_add (step, purchase->type, purchase->amount, "as agreed",
                           &purchase->balance, error);
}

static gboolean
change (Fixture    *fixture,
        IgnyStore  *store,
        const char *type,
        gint64      amount,
        gint64     *balance)
{
  Purchase purchase = { type, amount };
  gboolean ok = rules_try (store, purchase_cb, &purchase, &fixture->error);

  if (balance != NULL)
    *balance = purchase.balance;
  return ok;
}

static gboolean
charge_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const IgnyUsage *usage = data;
  g_autoptr(IgnyAiTaskLog) log = igny_record_new (&igny_ai_task_log_entity);

  log->function_name = g_strdup (usage->operation);
  log->cost_usd = usage->cost_usd;
  return igny_step_insert (step, log, error) && igny_credits_charge (step, usage, error);
}

static void
charge (Fixture *fixture,
        gint64   credits,
        gint64   cost)
{
  IgnyUsage usage = { "generate_content", credits, "some-model", 100, 200, cost };

  rules_do (fixture->base.store, charge_cb, &usage);
}

static gint64
balance_of (Fixture *fixture)
{
  return rules_number (fixture->base.store, "SELECT credits FROM accounts");
}

/* The ledger tells how each balance came about. */
static void
assert_ledger (Fixture *fixture)
{
  g_assert_cmpint (
      rules_number (fixture->base.store,
                    "SELECT count(*) FROM (SELECT balance_after, sum(amount) OVER (ORDER BY row)"
                    " AS total FROM credit_transactions) WHERE total <> balance_after"),
      ==, 0);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT ifnull(sum(amount), 0) FROM credit_transactions"),
                   ==, balance_of (fixture));
}

static void
enforce (Fixture    *fixture,
         const char *value)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE integration_settings SET config = json_set(config, '$.enforce-credits', '%s')"
      " WHERE integration_type = 'general'",
      value);

  rules_sql (fixture->base.store, sql);
}

/* On the plan “Local” credits are counted and stop nothing. */
static void
test_local (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_true (may (fixture, 3, 0, 0));
  charge (fixture, 3, 1000);
  charge (fixture, 0, 1000);
  g_assert_cmpint (balance_of (fixture), ==, -3);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM credit_transactions WHERE transaction_type ="
                                 " 'deduction' AND amount = -3 AND balance_after = -3 AND"
                                 " description = 'generate_content' AND user IS NULL"),
                   ==, 1);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM credit_usage_logs WHERE operation_type ="
                                 " 'generate_content' AND cost_usd = 1000 AND model_used ="
                                 " 'some-model' AND tokens_input = 100 AND tokens_output = 200"),
                   ==, 2);
  assert_ledger (fixture);
}

static void
test_enforced (Fixture      *fixture,
               gconstpointer data)
{
  gint64 balance;

  enforce (fixture, "true");
  g_assert_true (may (fixture, 0, 0, 0));
  g_assert_false (may (fixture, 3, 0, 0));
  rules_assert_error (&fixture->error, IGNY_CREDITS_ERROR,
                      "this needs 3 credits and the account has 0");
  g_assert_true (change (fixture, fixture->base.store, "purchase", 5, &balance));
  g_assert_cmpint (balance, ==, 5);
  g_assert_true (may (fixture, 3, 0, 0));
  g_assert_true (may (fixture, 3, 2, 0));
  g_assert_false (may (fixture, 3, 3, 0));
  rules_assert_error (&fixture->error, IGNY_CREDITS_ERROR, "the account has 2");
  charge (fixture, 3, 1000);
  g_assert_false (may (fixture, 3, 0, 0));
  g_clear_error (&fixture->error);
  enforce (fixture, "false");
  g_assert_true (may (fixture, 3, 0, 0));
  assert_ledger (fixture);
}

/* Undo takes back what was made, and not what it cost. */
static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  IgnyUndo undo;

  charge (fixture, 3, 1000);
  if (igny_store_undo (fixture->base.store, FALSE, &undo, &fixture->error))
    igny_undo_clear (&undo);
  g_assert_cmpint (balance_of (fixture), ==, -3);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM credit_transactions WHERE deleted_step IS"
                                 " NULL"),
                   ==, 1);
}

static IgnyStore *
open_as (Fixture    *fixture,
         const char *role)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO users (id, account, created_at, updated_at, email, role, is_active,"
      " is_superuser) SELECT randomblob(16), row, 0, 0, '%s@example.com', '%s', 1, 0 FROM accounts",
      role, role);
  g_autofree char *email = g_strconcat (role, "@example.com", NULL);
  IgnyStore       *as;

  rules_sql (fixture->base.store, sql);
  as = igny_access_open_as (fixture->base.store, email, NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  return as;
}

/* Purchase, refund and adjustment are an owner's or a developer's, and the
 * ledger names who. */
static void
test_billing (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const roles[] = { "owner", "developer", "admin", "editor", "viewer",
                                       "system_bot" };
  static const char *const types[] = { "purchase", "refund", "adjustment" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      IgnyStore *as = open_as (fixture, roles[i]);

      for (guint j = 0; j < G_N_ELEMENTS (types); j++)
        {
          gboolean ok = change (fixture, as, types[j], 10, NULL);

          g_assert_cmpint (ok, ==, i < 2);
          if (!ok)
            g_assert_error (fixture->error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ROLE);
          g_clear_error (&fixture->error);
        }
      igny_store_close (as);
      g_object_unref (as);
    }
  g_assert_cmpint (balance_of (fixture), ==, 60);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM credit_transactions t JOIN users u ON u.row"
                                 " = t.user WHERE u.role = 'developer' AND t.amount = 10"),
                   ==, 3);
  g_assert_true (change (fixture, fixture->base.store, "adjustment", -60, NULL));
  g_assert_false (change (fixture, fixture->base.store, "adjustment", -1, NULL));
  rules_assert_error (&fixture->error, IGNY_INVALID, "the account has 0 credits");
  g_assert_false (change (fixture, fixture->base.store, "purchase", 0, NULL));
  rules_assert_error (&fixture->error, IGNY_INVALID, "above 0");
  g_assert_false (change (fixture, fixture->base.store, "refund", -5, NULL));
  rules_assert_error (&fixture->error, IGNY_INVALID, "above 0");
  g_assert_false (change (fixture, fixture->base.store, "gift", 5, NULL));
  rules_assert_error (&fixture->error, IGNY_INVALID, "none of");
  assert_ledger (fixture);
}

static gboolean
assign_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_credits_assign_plan (step, *(gint64 *) data, error);
}

/* Credits begin with the plan's and come again each month, once. */
static void
test_renewal (Fixture      *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     plan = rules_add (store, "plans", 0, 0, &fixture->error, "name=Growth",
                               "included_credits=0", "credits_per_month=100", NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpint (rules_number (store, "SELECT slug = 'growth' FROM plans ORDER BY row DESC"), ==,
                   1);
  rules_do (store, assign_cb, &plan);
  g_assert_cmpint (balance_of (fixture), ==, 100);
  /* It is not the plan “Local” any more. */
  g_assert_false (may (fixture, 101, 0, 0));
  g_assert_error (fixture->error, IGNY_CREDITS_ERROR, IGNY_CREDITS_ERROR_INSUFFICIENT);
  g_clear_error (&fixture->error);
  charge (fixture, 40, 1000);

  fixture->base.now += 30 * DAY;
  rules_fixture_reopen (&fixture->base);
  g_assert_cmpint (balance_of (fixture), ==, 60);
  fixture->base.now += 2 * DAY;
  rules_fixture_reopen (&fixture->base);
  rules_fixture_reopen (&fixture->base);
  g_assert_cmpint (balance_of (fixture), ==, 160);
  /* Three months without the program are one renewal. */
  fixture->base.now += 92 * DAY;
  rules_fixture_reopen (&fixture->base);
  g_assert_cmpint (balance_of (fixture), ==, 260);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM subscriptions WHERE plan = (SELECT plan FROM"
                                 " accounts) AND period_start < period_end AND status = 'active'"),
                   ==, 1);
  rules_sql (fixture->base.store, "UPDATE accounts SET status = 'suspended'");
  fixture->base.now += 62 * DAY;
  rules_fixture_reopen (&fixture->base);
  g_assert_cmpint (balance_of (fixture), ==, 260);
  assert_ledger (fixture);
}

static gint64
add_plan (Fixture    *fixture,
          const char *name,
          const char *credits)
{
  gint64 plan = rules_add (fixture->base.store, "plans", 0, 0, &fixture->error, name, credits,
                           NULL);

  g_assert_no_error (fixture->error);
  return plan;
}

/* In one month a plan gives what none gave before, and the same none again. */
static void
test_change_of_plan (Fixture      *fixture,
                     gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     small = add_plan (fixture, "name=Small", "included_credits=50");
  gint64     large = add_plan (fixture, "name=Large", "included_credits=80");
  gint64     start;

  rules_do (store, assign_cb, &small);
  g_assert_cmpint (balance_of (fixture), ==, 50);
  start = rules_number (store, "SELECT period_start FROM subscriptions");
  g_assert_false (rules_try (store, assign_cb, &small, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "has the plan “Small” already");
  fixture->base.now += 1000;
  rules_do (store, assign_cb, &large);
  rules_do (store, assign_cb, &small);
  rules_do (store, assign_cb, &large);
  g_assert_cmpint (balance_of (fixture), ==, 80);
  g_assert_cmpint (rules_number (store, "SELECT period_start FROM subscriptions"), ==, start);
  assert_ledger (fixture);
}

/* What a ledger holds is not offered to be undone. */
static void
test_lasting (Fixture      *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  IgnyUndo   undo;

  rules_add (store, "seed_keywords", 0, 0, &fixture->error, "keyword=before", NULL);
  g_clear_error (&fixture->error);
  g_assert_true (change (fixture, store, "purchase", 100, NULL));
  while (igny_store_undo (store, FALSE, &undo, &fixture->error) && undo.step != 0)
    {
      g_assert_null (strstr (undo.label, "purchase"));
      igny_undo_clear (&undo);
    }
  g_clear_error (&fixture->error);
  g_assert_cmpint (balance_of (fixture), ==, 100);
  g_assert_cmpint (rules_number (store, "SELECT count(*) FROM steps WHERE lasting AND undone IS"
                                        " NULL AND kind = 'do'"),
                   ==, 1);
}

static void
test_monthly (void)
{
  g_autoptr(IgnyPlan) plan = igny_record_new (&igny_plan_entity);

  plan->included_credits = 0;
  plan->credits_per_month = 70;
  g_assert_cmpint (igny_credits_get_monthly (plan), ==, 70);
  plan->included_credits = 50;
  g_assert_cmpint (igny_credits_get_monthly (plan), ==, 50);
  plan->included_credits = IGNY_UNKNOWN;
  plan->credits_per_month = IGNY_UNKNOWN;
  g_assert_cmpint (igny_credits_get_monthly (plan), ==, 0);
}

/* Money: of the run, the day and the month, each with its words. */
static void
test_budgets (Fixture      *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;

  rules_sql (store, "UPDATE integration_settings SET config = json_set(config, '$.run-budget',"
                    " '0.50') WHERE integration_type = 'general'");
  g_assert_true (may (fixture, 3, 0, 499999));
  g_assert_false (may (fixture, 3, 0, 500000));
  rules_assert_error (&fixture->error, IGNY_CREDITS_ERROR, "this run has cost 0.5 USD");

  rules_sql (store, "UPDATE accounts SET timezone = 'UTC', daily_budget = 2000000,"
                    " monthly_budget = 3000000");
  charge (fixture, 1, 1999999);
  g_assert_true (may (fixture, 3, 0, 0));
  charge (fixture, 1, 1);
  g_assert_false (may (fixture, 3, 0, 0));
  rules_assert_error (&fixture->error, IGNY_CREDITS_ERROR, "this day has cost 2 USD");
  fixture->base.now += DAY;
  g_assert_true (may (fixture, 3, 0, 0));
  charge (fixture, 1, IGNY_UNKNOWN);
  charge (fixture, 1, 1000000);
  g_assert_false (may (fixture, 3, 0, 0));
  rules_assert_error (&fixture->error, IGNY_CREDITS_ERROR, "this month has cost 3 USD");
  fixture->base.now += 31 * DAY;
  g_assert_true (may (fixture, 3, 0, 0));
}

/* A suspended account is told so before anything is bought. */
static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  rules_sql (fixture->base.store, "UPDATE accounts SET status = 'suspended'");
  g_assert_false (may (fixture, 0, 0, 0));
  rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, "the account is suspended");
}

typedef struct
{
  const char *sql;
  GString    *plan;
} Explain;

static gboolean
explain_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Explain         *question = data;
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", question->sql, NULL);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT (0)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, NULL))
    g_string_append_printf (question->plan, "%s\n", igny_cursor_get_text (cursor, 3));
  return TRUE;
}

static void
assert_plan (Fixture    *fixture,
             const char *sql,
             const char *index)
{
  g_autoptr(GString) plan = g_string_new (NULL);
  g_autofree char *wanted = NULL;
  Explain          question = { sql, plan };

  g_assert_true (
      igny_store_read (fixture->base.store, explain_cb, &question, NULL, &fixture->error));
  g_assert_no_error (fixture->error);
  wanted = g_strdup_printf ("USING COVERING INDEX %s (account=? AND created_at>?)\n", index);
  g_assert_true (g_str_has_prefix (plan->str, "SEARCH "));
  g_assert_true (g_str_has_suffix (plan->str, wanted));
  g_assert_null (strstr (plan->str, "SCAN"));
}

/* What is asked before every call does not take longer with every call. */
static void
test_indexes (Fixture      *fixture,
              gconstpointer data)
{
  static const IgnyLimit credits[] = {
    IGNY_LIMIT_DAILY_IMAGES,
    IGNY_LIMIT_MONTHLY_IMAGES,
    IGNY_LIMIT_MONTHLY_CLUSTER_CREDITS,
    IGNY_LIMIT_MONTHLY_CONTENT_CREDITS,
    IGNY_LIMIT_MONTHLY_IMAGE_CREDITS,
  };

  assert_plan (fixture, IGNY_CREDITS_SPENT_SQL, "ai_task_logs_time");
  assert_plan (fixture, igny_limits_get_sql (IGNY_LIMIT_DAILY_REQUESTS), "ai_task_logs_time");
  for (guint i = 0; i < G_N_ELEMENTS (credits); i++)
    assert_plan (fixture, igny_limits_get_sql (credits[i]), "credit_usage_logs_time");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credits/prices", test_prices);
  g_test_add_func ("/credits/monthly", test_monthly);
  g_test_add ("/credits/local", Fixture, NULL, set_up, test_local, tear_down);
  g_test_add ("/credits/enforced", Fixture, NULL, set_up, test_enforced, tear_down);
  g_test_add ("/credits/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/credits/billing", Fixture, NULL, set_up, test_billing, tear_down);
  g_test_add ("/credits/change-of-plan", Fixture, NULL, set_up, test_change_of_plan, tear_down);
  g_test_add ("/credits/lasting", Fixture, NULL, set_up, test_lasting, tear_down);
  g_test_add ("/credits/renewal", Fixture, NULL, set_up, test_renewal, tear_down);
  g_test_add ("/credits/budgets", Fixture, NULL, set_up, test_budgets, tear_down);
  g_test_add ("/credits/indexes", Fixture, NULL, set_up, test_indexes, tear_down);
  g_test_add ("/credits/status", Fixture, NULL, set_up, test_status, tear_down);
  return g_test_run ();
}
