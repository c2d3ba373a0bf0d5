/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text as source, as a phone shows it, in the checks, and where words are found. */
#include "editor-stage.h"

#include <adwaita.h>

#include "igny-editor-inspector.h"
#include "igny-editor-panes.h"

static void
test_checks (void)
{
  EditorStage fixture = { 0 };
  GtkWidget  *inspector;

  stage_set_up (&fixture, "<p>Alpha</p>", FALSE);
  g_object_set (stage_find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_PANES), "show-end", TRUE,
                NULL);
  inspector = stage_find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_INSPECTOR);
  gtk_stack_set_visible_child_name (GTK_STACK (stage_find (inspector, GTK_TYPE_STACK)), "checks");
  stage_wait_for (&fixture, stage_is_said, "things to do");
  stage_wait_for (&fixture, stage_is_said, "No other content of the site has this title.");
  stage_tear_down (&fixture);
}

static void
test_source (void)
{
  EditorStage  fixture = { 0 };
  GtkTextView *view;

  stage_set_up (&fixture, "<p>One &amp; two</p>", FALSE);
  stage_set_source (&fixture, TRUE);
  stage_wait_for (&fixture, stage_is_source, "the source");
  g_assert_true (stage_is_in_canvas (&fixture, "<p>One &amp; two</p>"));
  stage_wait_ms (2300);
  g_assert_true (stage_is_said (&fixture, "Saved"));
  view = GTK_TEXT_VIEW (stage_find (GTK_WIDGET (igny_editor_desk_get_canvas (fixture.desk)),
                                    GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view),
                            "<h2>Written</h2><p onclick=\"x()\">by <em>hand</em></p>"
                            "<script>1</script>",
                            -1);
  stage_set_source (&fixture, FALSE);
  stage_wait_for (&fixture, stage_is_page, "the page");
  stage_wait_for (&fixture, stage_is_stored, "<h2>Written</h2>");
  g_assert_true (stage_is_in_canvas (&fixture, "<p>by <em>hand</em></p>"));
  g_assert_false (stage_is_stored (&fixture, "onclick"));
  g_assert_false (stage_is_stored (&fixture, "script"));
  stage_wait_for (&fixture, stage_is_said, "Written");
  stage_tear_down (&fixture);
}

/* Of the text, in the page's pixels. */
static double
measure_text (EditorStage *fixture)
{
  return stage_measure (fixture, "document.getElementById('text').getBoundingClientRect().width");
}

static gboolean
is_phone (EditorStage *fixture,
          const char  *text)
{
  return measure_text (fixture) == 375;
}

static gboolean
is_desktop (EditorStage *fixture,
            const char  *text)
{
  return measure_text (fixture) > 375;
}

/* The same text as a phone and as a desktop show it, typed on in both. */
static void
test_widths (void)
{
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Alpha</p>", FALSE);
  stage_focus_text (&fixture);
  g_assert_true (is_desktop (&fixture, NULL));
  stage_press ("ctrl+shift+m");
  stage_wait_for (&fixture, is_phone, "the width of a phone");
  stage_type_text (" Beta");
  stage_wait_for (&fixture, stage_is_stored, "<p>Alpha Beta</p>");
  stage_press ("ctrl+shift+m");
  stage_wait_for (&fixture, is_desktop, "the width of a desktop");
  stage_tear_down (&fixture);
}

static void
replace_by_keys (EditorStage *fixture,
                 const char  *wanted,
                 const char  *replacement)
{
  stage_focus_text (fixture);
  stage_press ("ctrl+h");
  stage_press ("ctrl+a");
  stage_type_text (wanted);
  stage_press ("Tab");
  while (!GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))))
    stage_press ("Tab");
  stage_press ("ctrl+a");
  stage_press ("BackSpace");
  stage_type_text (replacement);
}

/* One step of undo, whatever the places are in. */
static void
check_replace_all (EditorStage *fixture,
                   const char  *before,
                   const char  *after)
{
  replace_by_keys (fixture, "boot", "shoe (a+b) $&");
  stage_click (GTK_WIDGET (fixture->editor), "Replace _All");
  stage_wait_for (fixture, stage_is_said, "4 replaced");
  stage_wait_for (fixture, stage_is_in_canvas, after);
  stage_focus_text (fixture);
  stage_press ("ctrl+z");
  stage_wait_for (fixture, stage_is_in_canvas, before);
  stage_press ("ctrl+shift+z");
  stage_wait_for (fixture, stage_is_in_canvas, after);
  stage_press ("ctrl+z");
  stage_wait_for (fixture, stage_is_in_canvas, before);
}

static void
test_replace (void)
{
  static const char before[] = "<p>A Boot and a b<b>oo</b>t, <i>boots</i>.</p>"
                               "<ul><li>reboot</li><li>boo<br>t</li></ul>";
  EditorStage       fixture = { 0 };

  stage_set_up (&fixture, before, FALSE);
  check_replace_all (&fixture, before,
                     "<p>A shoe (a+b) $&amp; and a shoe (a+b) $&amp;, "
                     "<i>shoe (a+b) $&amp;s</i>.</p>"
                     "<ul><li>reshoe (a+b) $&amp;</li><li>boo<br>t</li></ul>");

  /* One after the other: the first Return selects, the second replaces. */
  stage_press ("ctrl+Home");
  replace_by_keys (&fixture, "boots", "socks");
  stage_press ("Return");
  stage_press ("Return");
  stage_wait_for (&fixture, stage_is_in_canvas, "<i>socks</i>");
  g_assert_true (stage_is_in_canvas (&fixture, "A Boot and a"));

  replace_by_keys (&fixture, "nothing like it", "x");
  stage_click (GTK_WIDGET (fixture.editor), "Replace _All");
  stage_wait_for (&fixture, stage_is_said, "Nothing found");
  stage_wait_for (&fixture, stage_is_stored, "<i>socks</i>");
  stage_tear_down (&fixture);
}

static void
test_replace_in_source (void)
{
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>One boot.</p><p>Two boots.</p>", FALSE);
  stage_set_source (&fixture, TRUE);
  stage_wait_for (&fixture, stage_is_source, "the source");
  replace_by_keys (&fixture, "boot", "shoe");
  stage_click (GTK_WIDGET (fixture.editor), "Replace _All");
  stage_wait_for (&fixture, stage_is_said, "2 replaced");
  g_assert_true (stage_is_in_canvas (&fixture, "<p>One shoe.</p><p>Two shoes.</p>"));
  stage_focus_text (&fixture);
  stage_press ("ctrl+z");
  g_assert_true (stage_is_in_canvas (&fixture, "<p>One boot.</p><p>Two boots.</p>"));
  stage_press ("ctrl+Home");
  replace_by_keys (&fixture, "boots", "socks");
  stage_press ("Return");
  stage_press ("Return");
  g_assert_true (stage_is_in_canvas (&fixture, "<p>One boot.</p><p>Two socks.</p>"));
  stage_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/editor/checks", test_checks);
  g_test_add_func ("/editor/source", test_source);
  g_test_add_func ("/editor/widths", test_widths);
  g_test_add_func ("/editor/replace", test_replace);
  g_test_add_func ("/editor/replace-in-source", test_replace_in_source);
  return g_test_run ();
}
