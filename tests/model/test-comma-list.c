/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-comma-list.h"

static void
assert_tidy (const char *list,
             const char *expected)
{
  g_autofree char *tidy = igny_comma_list_tidy (list);

  g_assert_cmpstr (tidy, ==, expected);
}

static void
test_tidy (void)
{
  assert_tidy (NULL, NULL);
  assert_tidy ("", NULL);
  assert_tidy (" , ,", NULL);
  assert_tidy ("boots", "boots");
  assert_tidy ("b,a ,  c", "b, a, c");
  assert_tidy ("Boots, BOOTS, boots,tents", "Boots, tents");
  assert_tidy ("winter  boots,winter boots", "winter boots");
  assert_tidy ("Straße, größe, GRÖSSE", "Straße, größe");
}

static void
assert_renamed (const char *list,
                const char *from,
                const char *to,
                const char *expected)
{
  g_autofree char *renamed = igny_comma_list_rename (list, from, to);

  g_assert_cmpstr (renamed, ==, expected);
}

static void
test_rename (void)
{
  assert_renamed ("a, b, c", "b", "x", "a, x, c");
  assert_renamed ("a, B, c", "b", "x", "a, x, c");
  assert_renamed ("a, b", "z", "x", "a, b");
  assert_renamed (NULL, "a", "x", NULL);
  /* Merged with one that is there. */
  assert_renamed ("a, b, c", "c", "A", "a, b");
  assert_renamed ("a, b, c", "a", "c", "c, b");
  /* Removed. */
  assert_renamed ("a, b", "a", NULL, "b");
  assert_renamed ("a", "a", "", NULL);
  /* A name of two is two. */
  assert_renamed ("ab", "a", "x", "ab");
}

static void
test_members (void)
{
  static const char *const items[] = { "red", "with, comma", "Red", " ", "blue", NULL };
  g_autofree char         *joined = igny_comma_list_join (items);
  g_autofree char         *more = igny_comma_list_add ("red", " Blue ");
  g_autofree char         *same = igny_comma_list_add ("red, Blue", "blue");
  g_autofree char         *first = igny_comma_list_add (NULL, "red");
  g_auto(GStrv) split = igny_comma_list_split (joined);

  g_assert_cmpstr (joined, ==, "red, with comma, blue");
  g_assert_cmpstr (more, ==, "red, Blue");
  g_assert_cmpstr (same, ==, "red, Blue");
  g_assert_cmpstr (first, ==, "red");
  g_assert_cmpuint (g_strv_length (split), ==, 3);
  g_assert_cmpstr (split[1], ==, "with comma");
  g_assert_true (igny_comma_list_has (joined, "BLUE"));
  g_assert_false (igny_comma_list_has (joined, "blu"));
  g_assert_false (igny_comma_list_has (NULL, "blue"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/comma-list/tidy", test_tidy);
  g_test_add_func ("/model/comma-list/rename", test_rename);
  g_test_add_func ("/model/comma-list/members", test_members);

  return g_test_run ();
}
