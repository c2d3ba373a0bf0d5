/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entities.h"
#include "igny-jobs.h"
#include "igny-role.h"
#include "shop-fixture.h"

/* The account, its people, and what is not edited by hand. */

/* What the account's status, and a missing plan, forbid. */
static void
test_account (ShopFixture  *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *part; /* NULL: everything is allowed */
  } cases[] = {
    { "UPDATE accounts SET status = 'suspended'", "the account is suspended" },
    { "UPDATE accounts SET status = 'cancelled'", "the account is canceled" },
    { "UPDATE accounts SET status = 'active', plan = NULL", "the account has no plan" },
    { "UPDATE accounts SET status = 'trial', plan = (SELECT row FROM plans)", NULL },
    { "UPDATE accounts SET status = 'active'", NULL },
  };
  IgnyStore *store = fixture->base.store;
  gint64     account = igny_store_get_account (store);
  IgnyRun    work = { .store = store };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("keyword=word %u", i);
      gboolean         ok;
      gint64           job;

      shop_run (fixture, "%s", cases[i].sql);
      ok = rules_add (store, "keywords", fixture->site, fixture->sector, &fixture->error, name,
                      NULL) != 0;
      g_assert_cmpint (ok, ==, cases[i].part == NULL);
      if (!ok)
        rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, cases[i].part);
      ok = igny_jobs_begin (&work, "generate_content", "tasks", fixture->task, &job, NULL,
                            &fixture->error);
      g_assert_cmpint (ok, ==, cases[i].part == NULL);
      if (!ok)
        rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, "can be read and exported");
      /* Reading goes on, and so does what brings the account back. */
      g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM clusters"), ==, 1);
      shop_set (fixture, "accounts", account, "name", "Renamed");
    }
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM jobs"), ==, 2);
}

/* Ledgers, logs, accounts and grants are not edited by hand. */
static void
test_kept (ShopFixture  *fixture,
           gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     account = igny_store_get_account (store);

  shop_refuse_add (fixture, "credit_transactions", "amount=1000", "kept by the program");
  shop_refuse_add (fixture, "jobs", "kind=x", "kept by the program");
  shop_refuse_add (fixture, "accounts", "name=Another", "one account");
  shop_refuse_add (fixture, "site_user_access", "user=x", "igny8ctl grant");
  g_assert_false (rules_delete (store, "accounts", account, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "is not deleted");
  shop_refuse_set (fixture, "accounts", account, "credits", "1000", "kept by the program");
  rules_add (store, "plans", 0, 0, &fixture->error, "name=Big", NULL);
  g_assert_no_error (fixture->error);
  shop_refuse_set (fixture, "accounts", account, "plan", "Big", "plan assign");
  g_assert_false (rules_delete (store, "plans", shop_number (fixture, "SELECT plan FROM accounts"),
                                &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "in use");
}

/* Who may make whom what, and that an account keeps an owner. */
static void
test_people (ShopFixture  *fixture,
             gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     owner = shop_number (fixture, "SELECT owner FROM accounts");
  gint64     admin = rules_add (store, "users", 0, 0, &fixture->error, "email=admin@example.com",
                                "role=admin", NULL);
  g_autoptr(IgnyStore) as = NULL;
  gint64 second;

  g_assert_no_error (fixture->error);
  shop_refuse_add (fixture, "users", "email=nobody", "e-mail address");
  g_assert_cmpint (rules_add (store, "users", 0, 0, &fixture->error, "email=dev@example.com",
                              "role=developer", NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "console of a server");
  shop_refuse_set (fixture, "users", owner, "role", "admin", "one active owner");
  shop_refuse_set (fixture, "users", owner, "is_active", "false", "one active owner");
  g_assert_false (rules_delete (store, "users", owner, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "last owner");

  as = igny_access_open_as (store, "ADMIN@example.com", NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_false (rules_set (as, "users", admin, "role", "owner", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "only an owner");
  g_assert_false (rules_set (as, "users", owner, "first_name", "Eve", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "by an owner only");
  g_assert_false (rules_set (as, "users", admin, "is_active", "false", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "yourself");
  g_assert_false (rules_delete (as, "users", admin, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "yourself");
  second = rules_add (as, "users", 0, 0, &fixture->error, "email=ed@example.com", "role=editor",
                      NULL);
  g_assert_cmpint (second, !=, 0);
  g_assert_true (rules_set (as, "users", second, "is_active", "false", &fixture->error));
  g_assert_null (igny_access_open_as (store, "ed@example.com", NULL, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, "is disabled");
  igny_store_close (as);

  shop_set (fixture, "users", admin, "role", "owner");
  shop_set (fixture, "users", owner, "role", "admin");
}

static void
test_roles (void)
{
  const IgnyActor super = { .role = IGNY_ROLE_VIEWER, .superuser = TRUE };
  const IgnyActor admin = { .role = IGNY_ROLE_ADMIN, .home = 1, .account = 1 };
  const IgnyActor staff = {
    .role = IGNY_ROLE_VIEWER, .home = 1, .account = 2, .system_account = TRUE
  };

  g_assert_true (igny_role_is_developer (&super));
  g_assert_true (igny_role_is_admin_or_developer (&super));
  g_assert_false (igny_role_is_owner_or_admin (&super));
  g_assert_true (igny_role_may_enter (&super, 7));
  g_assert_true (igny_role_is_owner_or_admin (&admin));
  g_assert_false (igny_role_may_bill (&admin));
  g_assert_true (igny_role_may_manage_users (&admin));
  g_assert_false (igny_role_may_enter (&admin, 2));
  g_assert_false (igny_role_may_give (&admin, IGNY_ROLE_OWNER));
  g_assert_false (igny_role_may_give (&super, IGNY_ROLE_DEVELOPER));
  g_assert_true (igny_role_may_enter (&staff, 2));
  g_assert_cmpint (igny_role_get_sites (&staff), ==, IGNY_SITES_ACTIVE);
  g_assert_true (igny_role_is_system_account ("aws-admin"));
  g_assert_true (igny_role_is_system_account ("default-account"));
  g_assert_true (igny_role_is_system_account ("default"));
  g_assert_false (igny_role_is_system_account ("my-account"));
  for (guint i = 0; igny_entities[i] != NULL; i++)
    g_assert_cmpint (igny_role_get_area (igny_entities[i]), !=, IGNY_N_AREAS);
}

/* Whose staff sees every account cannot be made here. */
static void
test_system_slug (ShopFixture  *fixture,
                  gconstpointer data)
{
  static const char *const slugs[] = { "aws-admin", "default-account", "default" };
  gint64                   account = shop_number (fixture, "SELECT row FROM accounts");

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    shop_refuse_set (fixture, "accounts", account, "slug", slugs[i], "system accounts");
  shop_set (fixture, "accounts", account, "slug", "defaults");
}

#define ADD(name, func) \
  g_test_add ("/rules/" name, ShopFixture, NULL, shop_set_up, func, shop_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/roles", test_roles);
  ADD ("account", test_account);
  ADD ("kept", test_kept);
  ADD ("people", test_people);
  ADD ("system-slug", test_system_slug);

  return g_test_run ();
}
