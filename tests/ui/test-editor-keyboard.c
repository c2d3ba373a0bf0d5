/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor by the keyboard alone, in the text and around it. */
#include "editor-stage.h"

#include <adwaita.h>

#include "igny-editor-banner.h"
#include "igny-editor-find.h"
#include "igny-editor-header.h"

static void
add_pair (const char *question,
          const char *answer)
{
  stage_press ("ctrl+alt+q");
  stage_wait_ms (300);
  stage_type_text (question);
  stage_press ("Return");
  stage_type_text (answer);
  stage_press ("Return");
  stage_press ("Return");
}

/* Questions and answers as WordPress has them, by the keyboard alone. */
static void
test_faq (void)
{
  static const char html[] =
      "<p>Alpha</p>"
      "<details><summary>How long do they last?</summary><p>Two years.</p></details>"
      "<details><summary>Are they dry?</summary><p>Yes &amp; no.</p></details>"
      "<p>Omega</p>";
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Alpha</p>", FALSE);
  stage_focus_text (&fixture);
  add_pair ("How long do they last?", "Two years.");
  add_pair ("Are they dry?", "Yes & no.");
  stage_type_text ("Omega");
  stage_press ("ctrl+s");
  stage_wait_for (&fixture, stage_is_stored, "Omega");
  stage_wait_for (&fixture, stage_is_stored, html);

  /* There and back through the source, nothing is another. */
  stage_set_source (&fixture, TRUE);
  stage_wait_for (&fixture, stage_is_source, "the source");
  stage_set_source (&fixture, FALSE);
  stage_wait_for (&fixture, stage_is_page, "the page");
  stage_focus_text (&fixture);
  stage_type_text ("!");
  stage_wait_for (&fixture, stage_is_stored, "<p>Omega!</p>");
  g_assert_true (stage_is_stored (&fixture, "<details><summary>Are they dry?</summary>"));
  stage_tear_down (&fixture);
}

static gboolean
is_focus_in (EditorStage *fixture,
             gpointer     widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
count_action_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  ++*(guint *) user_data;
}

/* Stands for the action of the program's window. */
static void
add_palette (EditorStage *fixture,
             guint       *n_opened)
{
  static const GActionEntry entries[] = { { "palette", count_action_cb } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, n_opened);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static gboolean
is_in_text (EditorStage *fixture,
            const char  *text)
{
  return is_focus_in (fixture, fixture->desk);
}

static gboolean
is_out_of_text (EditorStage *fixture,
                const char  *text)
{
  return !is_focus_in (fixture, fixture->desk);
}

static void
check_tab (EditorStage *fixture)
{
  stage_focus_text (fixture);
  g_assert_true (is_focus_in (fixture, fixture->desk));
  stage_press ("shift+Tab");
  stage_wait_for (fixture, is_out_of_text, "Shift+Tab");
  stage_press ("Tab");
  stage_wait_for (fixture, is_in_text, "Tab, to the text");
  stage_press ("Tab");
  stage_wait_for (fixture, is_out_of_text, "Tab");
  g_assert_true (stage_is_stored (fixture, "<p>Alpha</p>"));
}

static void
check_areas (EditorStage *fixture)
{
  GtkWidget *banner = stage_find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_BANNER);
  GtkWidget *header = stage_find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_HEADER);

  stage_focus_text (fixture);
  stage_press ("F6");
  g_assert_true (is_focus_in (fixture, banner));
  stage_press ("F6");
  g_assert_true (is_focus_in (fixture, header));
  stage_press ("shift+F6");
  g_assert_true (is_focus_in (fixture, banner));
  stage_press ("shift+F6");
  g_assert_true (is_focus_in (fixture, fixture->desk));
  stage_press ("F6");
  stage_press ("space");
  stage_wait_ms (500);
  g_assert_false (stage_is_said (fixture, "This is a brief"));
}

static void
check_escape (EditorStage *fixture)
{
  stage_focus_text (fixture);
  stage_press ("ctrl+f");
  stage_type_text ("Alpha");
  stage_focus_text (fixture);
  stage_press ("Escape");
  g_assert_false (stage_has_label (stage_find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_FIND),
                                   "1 place"));
  stage_press ("ctrl+f");
  stage_press ("Escape");
  g_assert_true (is_focus_in (fixture, fixture->desk));
  stage_wait_ms (500);
  g_assert_cmpuint (fixture->closed, ==, 0);
  stage_press ("Escape");
  stage_wait_for (fixture, stage_is_closed, "Escape");
}

/* Without the pointer, out of the text: the page gets none of these keys. */
static void
test_keyboard (void)
{
  EditorStage fixture = { 0 };
  guint       n_opened = 0;

  stage_set_up (&fixture, "<p>Alpha</p>", TRUE);
  add_palette (&fixture, &n_opened);
  check_tab (&fixture);
  check_areas (&fixture);
  stage_focus_text (&fixture);
  stage_press ("ctrl+k");
  g_assert_cmpuint (n_opened, ==, 1);
  check_escape (&fixture);
  fixture.closed = 0;
  stage_focus_text (&fixture);
  stage_type_text (" Beta");
  stage_press ("alt+Left");
  stage_wait_for (&fixture, stage_is_closed, "Alt+Left");
  g_assert_true (stage_is_stored (&fixture, "<p>Alpha Beta</p>"));
  stage_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/editor/faq", test_faq);
  g_test_add_func ("/editor/keyboard", test_keyboard);
  return g_test_run ();
}
