/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-diff.h"

#include <string.h>

/* The text with what was found in brackets. */
static char *
bracket (const char   *text,
         const GArray *ranges)
{
  GString *out = g_string_new (NULL);
  guint    at = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      IgnyDiffRange range = g_array_index (ranges, IgnyDiffRange, i);

      g_string_append_len (out, text + at, range.start - at);
      g_string_append_c (out, '[');
      g_string_append_len (out, text + range.start, range.end - range.start);
      g_string_append_c (out, ']');
      at = range.end;
    }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

static void
check (const char *before,
       const char *after,
       const char *wanted_before,
       const char *wanted_after)
{
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  igny_diff_words (before, after, removed, added);
  old = bracket (before, removed);
  new = bracket (after, added);
  g_assert_cmpstr (old, ==, wanted_before);
  g_assert_cmpstr (new, ==, wanted_after);
}

static void
test_words (void)
{
  check ("", "", "", "");
  check ("same words", "same  words", "same words", "same  words");
  check ("", "all of it", "", "[all of it]");
  check ("all of it", "", "[all of it]", "");
  check ("Boots for wet days", "Boots for dry days", "Boots for [wet] days",
         "Boots for [dry] days");
  check ("one two three four", "one three five four", "one [two] three four",
         "one three [five] four");
  check ("Last word.", "Last word. And more of it.", "Last word.", "Last word. [And more of it.]");
  check ("Wanderschuhe für Hunde", "Wanderschuhe für größere Hunde", "Wanderschuhe für Hunde",
         "Wanderschuhe für [größere] Hunde");
  check ("登山靴", "登高靴", "登[山]靴", "登[高]靴");
}

/* Two texts of 4,000 words that have nothing in common but their ends. */
static void
test_long (void)
{
  g_autoptr(GString) before = g_string_new ("first");
  g_autoptr(GString) after = g_string_new ("first");
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));

  for (guint i = 0; i < 4000; i++)
    {
      g_string_append_printf (before, " a%u", i);
      g_string_append_printf (after, " b%u", i);
    }
  g_string_append (before, " last");
  g_string_append (after, " last");
  igny_diff_words (before->str, after->str, removed, added);
  g_assert_cmpuint (removed->len, ==, 1);
  g_assert_cmpuint (added->len, ==, 1);
  g_assert_cmpuint (g_array_index (removed, IgnyDiffRange, 0).start, ==, strlen ("first "));
  g_assert_cmpuint (g_array_index (added, IgnyDiffRange, 0).end, ==,
                    after->len - strlen (" last"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/diff/words", test_words);
  g_test_add_func ("/core/diff/long", test_long);
  return g_test_run ();
}
