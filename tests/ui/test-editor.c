/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing in the editor: what is typed is stored, and nothing is lost. */
#include "editor-stage.h"

#include <adwaita.h>
#include <webkit/webkit.h>

#include "igny-content.h"
#include "igny-edit.h"
#include "igny-editor-link.h"
#include "igny-editor-module.h"
#include "igny-editor-title.h"

static void
test_type_and_undo (void)
{
  EditorStage fixture = { 0 };
  IgnyUndo    undo = { 0 };
  g_autoptr(GError) error = NULL;

  stage_set_up (&fixture, "<p>One line.</p>", TRUE);
  g_assert_true (stage_is_said (&fixture, "This is a brief"));
  stage_focus_text (&fixture);
  stage_type_text (" Two more words");
  stage_wait_for (&fixture, stage_is_said, "Not saved yet");
  stage_wait_for (&fixture, stage_is_stored, "<p>One line. Two more words</p>");
  stage_wait_for (&fixture, stage_is_said, "5 words");

  g_assert_true (igny_store_undo (fixture.data.store, FALSE, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (undo.label, ==,
                   "Edit “Best hiking boots for wide feet: 14 pairs, tested on the trail”");
  igny_undo_clear (&undo);
  g_assert_false (stage_is_stored (&fixture, "Two more"));
  stage_wait_for (&fixture, stage_is_gone_from_canvas, "Two more");
  stage_wait_ms (2500);
  g_assert_false (stage_is_stored (&fixture, "Two more"));

  /* There and back again is no change, and so no step. */
  stage_type_text ("x");
  stage_press ("BackSpace");
  stage_wait_for (&fixture, stage_is_said, "Saving…");
  stage_wait_for (&fixture, stage_is_said, "Saved");
  g_assert_true (igny_store_undo (fixture.data.store, TRUE, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (undo.step, !=, 0);
  igny_undo_clear (&undo);
  stage_wait_for (&fixture, stage_is_in_canvas, "Two more");

  stage_click (GTK_WIDGET (fixture.editor), "_Mark as Article");
  stage_wait_ms (500);
  g_assert_false (stage_is_said (&fixture, "This is a brief"));
  stage_tear_down (&fixture);
}

static void
run (EditorStage      *fixture,
     IgnyEditorCommand command,
     const char       *argument)
{
  igny_editor_canvas_run (igny_editor_desk_get_canvas (fixture->desk), command, argument);
  stage_wait_ms (200);
}

static void
test_commands (void)
{
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Alpha</p>", FALSE);
  stage_focus_text (&fixture);
  stage_press ("Return");
  stage_press ("ctrl+alt+2");
  stage_type_text ("Beta");
  stage_press ("Return");
  stage_press ("ctrl+b");
  stage_type_text ("Gamma");
  stage_press ("ctrl+b");
  stage_press ("Return");
  run (&fixture, IGNY_EDITOR_COMMAND_BULLETS, NULL);
  stage_type_text ("Delta");
  stage_press ("Return");
  stage_press ("Return");
  run (&fixture, IGNY_EDITOR_COMMAND_LINK, "https://example.com/x");
  stage_press ("ctrl+s");
  /* What came last: the editor saves by itself in between, too. */
  stage_wait_for (&fixture, stage_is_stored, "<a href=\"https://example.com/x\">");
  g_assert_true (stage_is_stored (&fixture, "<h2>Beta</h2>"));
  g_assert_true (stage_is_stored (&fixture, "<b>Gamma</b>") ||
                 stage_is_stored (&fixture, "<strong>Gamma</strong>"));
  g_assert_true (stage_is_stored (&fixture, "<ul><li>Delta</li></ul>"));
  stage_wait_for (&fixture, stage_is_said, "Beta");

  run (&fixture, IGNY_EDITOR_COMMAND_TABLE, NULL);
  stage_type_text ("Head");
  stage_press ("Tab");
  stage_type_text ("Next");
  stage_press ("ctrl+s");
  stage_wait_for (&fixture, stage_is_stored, "<th>Head</th><th>Next</th>");
  stage_press ("ctrl+z");
  stage_press ("ctrl+z");
  stage_press ("ctrl+z");
  stage_press ("ctrl+s");
  stage_wait_ms (500);
  g_assert_false (stage_is_stored (&fixture, "<th>Head</th><th>Next</th>"));
  stage_tear_down (&fixture);
}

static void
test_without_module (void)
{
  EditorStage      fixture = { 0 };
  g_autofree char *folder = g_strdup (g_getenv ("IGNY8_MODULE_DIR"));

  g_setenv ("IGNY8_MODULE_DIR", "/nowhere", TRUE);
  stage_set_up (&fixture, "<p>Plain</p>", FALSE);
  g_setenv ("IGNY8_MODULE_DIR", folder, TRUE);
  g_assert_true (stage_is_source (&fixture, NULL));
  g_assert_true (stage_is_said (&fixture, "WebKitGTK is not installed"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture.desk));
  stage_press ("ctrl+End");
  stage_type_text ("typed");
  stage_wait_for (&fixture, stage_is_stored, "typed");
  stage_tear_down (&fixture);
}

static void
test_dead_page (void)
{
  EditorStage fixture = { 0 };
  GtkWidget  *view;

  stage_set_up (&fixture, "<p>Start</p>", FALSE);
  stage_focus_text (&fixture);
  stage_type_text (" then");
  stage_wait_for (&fixture, stage_is_in_canvas, "Start then");
  view = stage_find (GTK_WIDGET (fixture.desk), WEBKIT_TYPE_WEB_VIEW);
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (view));
  stage_wait_for (&fixture, stage_is_said, "The page of the editor stopped");
  stage_wait_for (&fixture, stage_is_stored, "Start then");
  stage_click (GTK_WIDGET (fixture.editor), "_Reload");
  stage_wait_ms (1500);
  stage_focus_text (&fixture);
  stage_type_text (" more");
  stage_wait_for (&fixture, stage_is_stored, "Start then more");
  g_assert_false (stage_is_said (&fixture, "The page of the editor stopped"));
  stage_tear_down (&fixture);
}

static gboolean
write_elsewhere (IgnyStep     *step,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  const IgnyAssignment values[] = { { "html_content", "<p>Theirs</p>" } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_edit_set (step, &igny_content_entity, *(gint64 *) data, values, 1, errors, error);
}

static void
change_elsewhere (EditorStage *fixture)
{
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->data.store, IGNY_STEP_DO, "Elsewhere", write_elsewhere,
                    &fixture->data.content, NULL,
                    &error);
  g_assert_no_error (error);
}

static void
test_conflict (void)
{
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Mine</p>", FALSE);
  change_elsewhere (&fixture);
  stage_wait_for (&fixture, stage_is_in_canvas, "Theirs");
  stage_focus_text (&fixture);
  stage_type_text (" and mine");
  stage_wait_for (&fixture, stage_is_stored, "Theirs and mine");

  stage_focus_text (&fixture);
  stage_type_text (" again");
  change_elsewhere (&fixture);
  stage_wait_for (&fixture, stage_is_said, "changed elsewhere");
  stage_wait_ms (2500);
  g_assert_true (stage_is_stored (&fixture, "<p>Theirs</p>"));
  stage_click (GTK_WIDGET (fixture.editor), "_Keep Mine");
  stage_wait_for (&fixture, stage_is_stored, "Theirs and mine again");
  stage_tear_down (&fixture);
}

static void
test_field_error (void)
{
  EditorStage      fixture = { 0 };
  g_autofree char *title = NULL;
  GtkTextView     *view;

  stage_set_up (&fixture, "<p>Text</p>", FALSE);
  view = GTK_TEXT_VIEW (stage_find (
      stage_find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_TITLE), GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "", 0);
  stage_wait_for (&fixture, stage_is_said, "Not saved:");
  title = igny_editor_fixture_dup (&fixture.data, "title");
  g_assert_true (g_str_has_prefix (title, "Best hiking boots"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "Another title", -1);
  stage_wait_for (&fixture, stage_is_said, "Saved");
  stage_wait_ms (200);
  g_free (title);
  title = igny_editor_fixture_dup (&fixture.data, "title");
  g_assert_cmpstr (title, ==, "Another title");
  stage_tear_down (&fixture);
}

static void
test_leave (void)
{
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Stay</p>", FALSE);
  stage_focus_text (&fixture);
  stage_type_text (" or leave");
  stage_press ("Escape");
  stage_wait_for (&fixture, stage_is_closed, "the signal");
  g_assert_true (stage_is_stored (&fixture, "Stay or leave"));

  /* And when the widget goes without a word. */
  stage_focus_text (&fixture);
  stage_type_text (" at once");
  stage_wait_for (&fixture, stage_is_said, "Not saved yet");
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  stage_wait_for (&fixture, stage_is_stored, "Stay or leave at once");
  igny_editor_fixture_clear (&fixture.data);
}

static void
test_addresses (void)
{
  static const char *const pairs[][2] = {
    { "https://example.com/a?b#c", "https://example.com/a?b#c" },
    { " example.com ", "https://example.com" },
    { "www.example.com/a", "https://www.example.com/a" },
    { "ann@example.com", "mailto:ann@example.com" },
    { "mailto:ann@example.com", "mailto:ann@example.com" },
    { "tel:+49123", "tel:+49123" },
    { "/boots", "/boots" },
    { "#size", "#size" },
    { "//evil.example", NULL },
    { "javascript:alert(1)", NULL },
    { "data:text/html,x", NULL },
    { "file:///etc/passwd", NULL },
    { "boots", NULL },
    { "two words.com", NULL },
    { "https://", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *address = igny_editor_link_check (pairs[i][0]);

      g_assert_cmpstr (address, ==, pairs[i][1]);
    }
}

static void
tell_time_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gint64     before = g_get_monotonic_time ();
  GtkWidget *canvas = igny_editor_module_create_finish (result, &error);

  g_assert_no_error (error);
  g_test_message ("first canvas made in %" G_GINT64_FORMAT " ms on the main thread",
                  (g_get_monotonic_time () - before) / 1000);
  g_object_unref (g_object_ref_sink (canvas));
  *(gboolean *) user_data = TRUE;
}

static void
test_module (void)
{
  gint64   before = g_get_monotonic_time ();
  gboolean done = FALSE;

  igny_editor_module_create_async (NULL, tell_time_cb, &done);
  g_test_message ("asking took %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - before);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("all of it %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - before) / 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/editor/addresses", test_addresses);
  g_test_add_func ("/editor/module", test_module);
  g_test_add_func ("/editor/type-and-undo", test_type_and_undo);
  g_test_add_func ("/editor/commands", test_commands);
  g_test_add_func ("/editor/without-module", test_without_module);
  g_test_add_func ("/editor/dead-page", test_dead_page);
  g_test_add_func ("/editor/conflict", test_conflict);
  g_test_add_func ("/editor/field-error", test_field_error);
  g_test_add_func ("/editor/leave", test_leave);
  return g_test_run ();
}
