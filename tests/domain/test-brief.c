/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-brief.h"
#include "igny-html.h"
#include "igny-number.h"

/* What the store's filter would write anew costs it a second reading of every
 * brief, so a brief is written as the filter writes. */
static void
check_stays (const IgnyBriefTask *task)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *html = igny_brief_to_html (task);
  g_autofree char *clean = igny_html_sanitize (html, IGNY_HTML_KEEP_BLOCKS, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (clean, ==, html);
}

static void
test_stays (void)
{
  static const gint64      volumes[] = { 9000, IGNY_UNKNOWN };
  static const IgnyIntent  intents[] = { IGNY_INTENT_COMMERCIAL, IGNY_INTENT_NONE };
  static const char *const keywords[] = { "hiking <script>boots", "women's boots & müsli" };
  g_autoptr(GPtrArray) outline = igny_outline_new ();
  IgnyBriefTask task = { "It's “Boots” & \"More\"", "What & why, <b>or</b> not?", "boots\u00a0two",
                         "guide", outline, keywords, volumes, intents, 2, 1, IGNY_UNKNOWN };

  igny_outline_add (outline, 2, "One's own", "note & more 🥾", NULL);
  igny_outline_add (outline, 3, "Inner", "", keywords);
  igny_outline_add (outline, 3, "Inner two", "say \"why\"", NULL);
  igny_outline_add (outline, 2, "Two", "", NULL);
  igny_outline_add (outline, 3, "Last", "", NULL);
  check_stays (&task);
}

static void
test_empty_stays (void)
{
  IgnyBriefTask task = { .words = IGNY_UNKNOWN };

  check_stays (&task);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/brief/stays", test_stays);
  g_test_add_func ("/domain/brief/empty-stays", test_empty_stays);

  return g_test_run ();
}
