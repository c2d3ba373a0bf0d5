/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-opportunity.h"

static const IgnyOpportunityWeights usual = { 40, 40, 20 };

static void
test_bounds (void)
{
  g_assert_cmpint (igny_opportunity_score (100000, 0, "transactional", &usual), ==, 100);
  g_assert_cmpint (igny_opportunity_score (G_MAXINT64 - 1, 0, "transactional", &usual), ==, 100);
  g_assert_cmpint (igny_opportunity_score (0, 100, NULL, &usual), ==, 0);
}

static void
test_order (void)
{
  gint64 plain = igny_opportunity_score (1000, 50, "commercial", &usual);

  g_assert_cmpint (igny_opportunity_score (10000, 50, "commercial", &usual), >, plain);
  g_assert_cmpint (igny_opportunity_score (1000, 20, "commercial", &usual), >, plain);
  g_assert_cmpint (igny_opportunity_score (1000, 50, "transactional", &usual), >, plain);
  g_assert_cmpint (igny_opportunity_score (1000, 50, "navigational", &usual), <, plain);
}

static void
test_values (void)
{
  /* log (1001) / log (100001) is 0.60008: (60.008 · 40 + 70 · 40 + 80 · 20) / 100. */
  g_assert_cmpint (igny_opportunity_score (1000, 30, "commercial", &usual), ==, 68);
  /* Without an intent: (60.008 + 70) / 2. */
  g_assert_cmpint (igny_opportunity_score (1000, 30, NULL, &usual), ==, 65);
}

static void
test_unknown (void)
{
  const IgnyOpportunityWeights none = { 0, 0, 0 };

  g_assert_cmpint (igny_opportunity_score (IGNY_UNKNOWN, IGNY_UNKNOWN, "commercial", &usual), ==,
                   IGNY_UNKNOWN);
  g_assert_cmpint (igny_opportunity_score (IGNY_UNKNOWN, 30, NULL, &usual), ==, 70);
  g_assert_cmpint (igny_opportunity_score (100000, IGNY_UNKNOWN, NULL, &usual), ==, 100);
  g_assert_cmpint (igny_opportunity_score (1000, 30, "commercial", &none), ==, IGNY_UNKNOWN);
}

static void
test_weights (void)
{
  const IgnyOpportunityWeights ease = { 0, 1, 0 };

  g_assert_cmpint (igny_opportunity_score (5, 12, "commercial", &ease), ==, 88);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/opportunity/bounds", test_bounds);
  g_test_add_func ("/model/opportunity/order", test_order);
  g_test_add_func ("/model/opportunity/values", test_values);
  g_test_add_func ("/model/opportunity/unknown", test_unknown);
  g_test_add_func ("/model/opportunity/weights", test_weights);
  return g_test_run ();
}
