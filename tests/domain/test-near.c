/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-key-set.h"
#include "igny-near.h"

static char *
describe (const char *const *keys,
          guint              n_keys,
          guint              kinds)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) groups = igny_near_find (keys, n_keys, kinds, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      const IgnyNearGroup *group = groups->pdata[i];

      g_string_append_printf (text, "%s:", igny_near_kind_to_word (group->kinds));
      for (guint j = 0; j < group->members->len; j++)
        g_string_append_printf (text, " %u", g_array_index (group->members, guint, j));
      g_string_append_c (text, ';');
    }
  return g_string_free (text, FALSE);
}

static void
test_kinds (void)
{
  static const char *const keys[] = {
    "hiking boots",
    "boots hiking",
    "hiking boot",
    "box of berries",
    "boxes of berry", /* 0-4 */
    "glass",
    "glas",
    "bus",
    "buses",
    "tennis", /* 5-9 */
    "waterproof jacket",
    "waterprof jacket",
    "watreproof jacket",
    "waterproof jackett",
    "waterproog jacket", /* 10-14 */
    "model 1234",
    "model 1235",
    "cat food",
    "car food",
    "chalet sur mer",
    "chalet sur mur",
  };
  guint            n = G_N_ELEMENTS (keys);
  g_autofree char *order = describe (keys, n, IGNY_NEAR_ORDER);
  g_autofree char *plural = describe (keys, n, IGNY_NEAR_PLURAL);
  g_autofree char *typo = describe (keys, n, IGNY_NEAR_TYPO);
  g_autofree char *all = describe (keys, n, IGNY_NEAR_ALL);
  g_autofree char *none = describe (keys, 0, IGNY_NEAR_ALL);

  g_assert_cmpstr (order, ==, "order: 0 1;");
  g_assert_cmpstr (plural, ==, "plural: 0 1 2;plural: 3 4;");
  g_assert_cmpstr (typo, ==, "typo: 10 11 12 13 14;");
  g_assert_cmpstr (all, ==, "plural: 0 1 2;plural: 3 4;typo: 10 11 12 13 14;");
  g_assert_cmpstr (none, ==, "");
}

static void
test_words (void)
{
  g_assert_cmpuint (igny_near_kind_from_word ("typo"), ==, IGNY_NEAR_TYPO);
  g_assert_cmpuint (igny_near_kind_from_word ("thing"), ==, 0);
  g_assert_cmpuint (igny_near_kind_from_word (NULL), ==, 0);
}

static void
test_cancel (void)
{
  static const char *const keys[] = { "boots", "boost" };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (igny_near_find (keys, 2, IGNY_NEAR_ALL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The set gives every row of a hash, also when it has grown. */
static void
test_key_set (void)
{
  g_autoptr(IgnyKeySet) set = igny_key_set_new ();
  gsize place = 0;

  for (gint64 row = 1; row <= 5000; row++)
    igny_key_set_add (set, (guint64) (row % 2500) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), row);
  for (gint64 row = 1; row <= 2500; row++)
    {
      guint64 hash = (guint64) (row % 2500) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      gint64  sum = 0;
      gint64  found;

      place = 0;
      while ((found = igny_key_set_next (set, hash, &place)) != 0)
        sum += found;
      g_assert_cmpint (sum, ==, 2 * row + 2500);
    }
  place = 0;
  g_assert_cmpint (igny_key_set_next (set, 12345, &place), ==, 0);
  g_assert_true (igny_key_set_hash ("boots", NULL) == igny_key_set_hash ("boots", ""));
  g_assert_false (igny_key_set_hash ("boots", "us") == igny_key_set_hash ("boots", "de"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/near/kinds", test_kinds);
  g_test_add_func ("/near/words", test_words);
  g_test_add_func ("/near/cancel", test_cancel);
  g_test_add_func ("/near/key-set", test_key_set);
  return g_test_run ();
}
