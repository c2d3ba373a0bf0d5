/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-text-order.h"

#include <string.h>

/* After any changes the order is what sorting all at once would make. */

typedef struct
{
  GPtrArray     *texts; /* of static texts and NULL */
  IgnyTextOrder *order;
} Fixture;

static const char *const words[] = { NULL, "", "a", "b", "boots",
                                     "boots1", "hiking b", "hiking bo2", "hiking b", "\xc3\xbc" };

static const char *
any_word (void)
{
  return words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
}

static int
compare (const char *left,
         const char *right)
{
  if (left == NULL || right == NULL)
    return (left == NULL) - (right == NULL);
  return strcmp (left, right);
}

static void
check (Fixture *fixture)
{
  const char *const *texts = (const char *const *) fixture->texts->pdata;
  guint              n = fixture->texts->len;
  const guint       *items = igny_text_order_get (fixture->order, texts, n);
  g_autofree guint8 *seen = g_malloc0 (n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint slot = items[i] & ~IGNY_TEXT_ORDER_SAME;
      guint before = i > 0 ? items[i - 1] & ~IGNY_TEXT_ORDER_SAME : 0;
      int   order = i > 0 ? compare (texts[before], texts[slot]) : -1;

      g_assert_cmpint (order, <=, 0);
      g_assert_true (order < 0 || before < slot);
      g_assert_cmpint ((items[i] & IGNY_TEXT_ORDER_SAME) != 0, ==, order == 0);
      g_assert_cmpint (seen[slot]++, ==, 0);
    }
}

static void
change (Fixture *fixture)
{
  if (g_test_rand_int_range (0, 3) == 0 || fixture->texts->len == 0)
    {
      igny_text_order_touch (fixture->order, fixture->texts->len);
      g_ptr_array_add (fixture->texts, (gpointer) any_word ());
    }
  else
    {
      guint slot = (guint) g_test_rand_int_range (0, (gint32) fixture->texts->len);

      igny_text_order_touch (fixture->order, slot);
      fixture->texts->pdata[slot] = (gpointer) any_word ();
    }
}

static void
test_changes (void)
{
  Fixture fixture = { g_ptr_array_new (), igny_text_order_new () };

  check (&fixture);
  for (guint i = 0; i < 3000; i++)
    {
      for (gint32 n = g_test_rand_int_range (0, 8); n > 0; n--)
        change (&fixture);
      check (&fixture);
    }
  igny_text_order_free (fixture.order);
  g_ptr_array_unref (fixture.texts);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/text-order/changes", test_changes);

  return g_test_run ();
}
