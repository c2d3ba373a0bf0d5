/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-plan.h"

#include "igny-site.h"
#include "igny-user.h"

/* The methods of plans, sites and users that need no store. */

static void
test_credits (void)
{
  static const struct
  {
    gint64 included;
    gint64 per_month;
    gint64 expected;
  } cases[] = {
    { 0, 0, 0 },
    { 500, 0, 500 },
    { 500, 100, 500 },
    { 0, 100, 100 },
    { IGNY_UNKNOWN, 100, 100 },
    { IGNY_UNKNOWN, IGNY_UNKNOWN, 0 },
    { 0, IGNY_UNKNOWN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IgnyPlan) plan = igny_record_new (&igny_plan_entity);

      plan->included_credits = cases[i].included;
      plan->credits_per_month = cases[i].per_month;
      g_assert_cmpint (igny_plan_get_effective_credits_per_month (plan), ==, cases[i].expected);
    }
}

static void
assert_complaint (const char *field,
                  const char *value,
                  const char *other,
                  const char *other_value)
{
  g_autoptr(IgnyPlan) plan = igny_record_new (&igny_plan_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  g_assert_true (igny_plan_validate (plan, errors));
  g_assert_true (igny_record_parse (plan, igny_entity_find_field (&igny_plan_entity, field), value,
                                    errors));
  if (other != NULL)
    g_assert_true (igny_record_parse (plan, igny_entity_find_field (&igny_plan_entity, other),
                                      other_value, errors));
  g_assert_false (igny_plan_validate (plan, errors));
  g_assert_nonnull (igny_errors_get_messages (errors, field));
}

static void
test_validation (void)
{
  assert_complaint ("max_users", "0", NULL, NULL);
  assert_complaint ("max_sites", "0", NULL, NULL);
  assert_complaint ("max_clusters", "11", "max_keywords", "10");
  assert_complaint ("daily_image_generation_limit", "11", "monthly_image_count", "10");
  assert_complaint ("max_images_per_task", "11", "monthly_image_count", "10");
}

static void
test_fields (void)
{
  g_autoptr(IgnyPlan) plan = igny_record_new (&igny_plan_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autofree const char **fields = NULL;

  plan->name = g_strdup ("Growth");
  plan->slug = g_strdup ("Growth!");
  plan->price = -1;
  plan->max_keywords = -5;
  igny_record_parse (plan, igny_entity_find_field (&igny_plan_entity, "features"), "[1]", errors);
  g_assert_false (igny_record_validate (plan, errors));
  fields = igny_errors_get_fields (errors);
  g_assert_cmpstr (fields[0], ==, "slug");
  g_assert_cmpstr (fields[1], ==, "price");
  g_assert_cmpstr (fields[2], ==, "features");
  g_assert_cmpstr (fields[3], ==, "max_keywords");
  g_assert_null (fields[4]);
}

static void
test_sectors (void)
{
  g_autoptr(IgnySite) site = igny_record_new (&igny_site_entity);

  g_assert_cmpint (igny_site_get_active_sectors_count (site), ==, 0);
  g_assert_true (igny_site_can_add_sector (site));
  site->sectors_count = 4;
  g_assert_true (igny_site_can_add_sector (site));
  site->sectors_count = 5;
  g_assert_cmpint (igny_site_get_active_sectors_count (site), ==, 5);
  g_assert_false (igny_site_can_add_sector (site));
}

static void
assert_name (const char *first,
             const char *last,
             const char *expected)
{
  g_autoptr(IgnyUser) user = igny_record_new (&igny_user_entity);
  g_autofree char *name = NULL;

  user->email = g_strdup ("jane@example.com");
  user->first_name = g_strdup (first);
  user->last_name = g_strdup (last);
  name = igny_user_dup_name (user);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  assert_name ("Jane", "Doe", "Jane Doe");
  assert_name ("Jane", NULL, "Jane");
  assert_name (NULL, "Doe", "Doe");
  assert_name (NULL, NULL, "jane@example.com");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/plan/credits", test_credits);
  g_test_add_func ("/model/plan/validation", test_validation);
  g_test_add_func ("/model/plan/fields", test_fields);
  g_test_add_func ("/model/site/sectors", test_sectors);
  g_test_add_func ("/model/user/names", test_names);

  return g_test_run ();
}
