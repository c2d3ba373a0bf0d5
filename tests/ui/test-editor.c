/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor on a display, with real keys. */
#include "igny-editor.h"

#include <adwaita.h>
#include <webkit/webkit.h>

#include "igny-article-maker.h"
#include "igny-content.h"
#include "igny-diff.h"
#include "igny-edit.h"
#include "igny-editor-banner.h"
#include "igny-editor-compare.h"
#include "igny-editor-desk.h"
#include "igny-editor-find.h"
#include "igny-editor-fixture.h"
#include "igny-editor-header.h"
#include "igny-editor-inspector.h"
#include "igny-editor-link.h"
#include "igny-editor-module.h"
#include "igny-editor-panes.h"
#include "igny-editor-picture.h"
#include "igny-editor-rewrite.h"
#include "igny-editor-sheet.h"
#include "igny-editor-title.h"
#include "igny-editor-versions.h"
#include "igny-settings.h"
#include "igny-test-folder.h"
#include "igny-test-server.h"

#define PATIENCE_S 20
#define NO_SANDBOX "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"

typedef struct
{
  IgnyEditorFixture data;
  GtkWidget        *window;
  IgnyEditor       *editor;
  IgnyEditorDesk   *desk;
  guint             closed;
} Fixture;

typedef gboolean (*Question) (Fixture    *fixture,
                              const char *text);

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the program until the answer is yes; fails when it never is. */
static void
wait_for (Fixture    *fixture,
          Question    question,
          const char *text)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint  timer = g_timeout_add (50, wake_cb, NULL);

  while (!question (fixture, text))
    {
      if (g_get_monotonic_time () > end)
        {
          g_autofree char *html = igny_editor_desk_dup_last (fixture->desk);

          g_error ("waited in vain for “%s”; the text is “%s”", text, html);
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
}

static void
wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  guint  timer = g_timeout_add (20, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_said (Fixture    *fixture,
         const char *text)
{
  return has_label (GTK_WIDGET (fixture->editor), text);
}

static gboolean
is_stored (Fixture    *fixture,
           const char *text)
{
  g_autofree char *html = igny_editor_fixture_dup (&fixture->data, "html_content");

  return html != NULL && strstr (html, text) != NULL;
}

static gboolean
is_in_canvas (Fixture    *fixture,
              const char *text)
{
  g_autofree char *html = igny_editor_desk_dup_last (fixture->desk);

  return html != NULL && strstr (html, text) != NULL;
}

static gboolean
is_gone_from_canvas (Fixture    *fixture,
                     const char *text)
{
  return !is_in_canvas (fixture, text);
}

static gboolean
is_shown (Fixture    *fixture,
          const char *text)
{
  return igny_editor_desk_get_canvas (fixture->desk) != NULL &&
         gtk_widget_get_mapped (GTK_WIDGET (igny_editor_desk_get_canvas (fixture->desk)));
}

static gboolean
is_source (Fixture    *fixture,
           const char *text)
{
  return igny_editor_desk_get_source (fixture->desk);
}

static gboolean
is_page (Fixture    *fixture,
         const char *text)
{
  return is_shown (fixture, text) && !igny_editor_desk_get_source (fixture->desk);
}

static gboolean
is_closed (Fixture    *fixture,
           const char *text)
{
  return fixture->closed > 0;
}

static gboolean
is_active (Fixture    *fixture,
           const char *text)
{
  return gtk_window_is_active (GTK_WINDOW (fixture->window));
}

static void
close_cb (Fixture *fixture)
{
  fixture->closed++;
}

static void
set_up (Fixture    *fixture,
        const char *html,
        gboolean    is_brief)
{
  igny_editor_fixture_init (&fixture->data, html, is_brief);
  fixture->editor = IGNY_EDITOR (igny_editor_new (fixture->data.store));
  fixture->desk = IGNY_EDITOR_DESK (find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_DESK));
  fixture->window = adw_window_new ();
  g_signal_connect_swapped (fixture->editor, "close", G_CALLBACK (close_cb), fixture);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  igny_editor_load (fixture->editor, fixture->data.content);
  wait_for (fixture, is_shown, "the canvas");
  wait_for (fixture, is_said, "Saved");
  wait_for (fixture, is_active, "the focus of the window");
  wait_ms (700);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_ms (100);
  igny_editor_fixture_clear (&fixture->data);
}

static void
press (const char *key)
{
  const char *argv[] = { "xdotool", "key", "--delay", "20", key, NULL };
  g_autoptr(GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  wait_ms (150);
}

static void
type_text (const char *text)
{
  const char *argv[] = { "xdotool", "type", "--delay", "20", text, NULL };
  g_autoptr(GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  wait_ms (150);
}

static void
focus_text (Fixture *fixture)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->desk));
  wait_ms (300);
  press ("ctrl+End");
}

static void
run (Fixture          *fixture,
     IgnyEditorCommand command,
     const char       *argument)
{
  igny_editor_canvas_run (igny_editor_desk_get_canvas (fixture->desk), command, argument);
  wait_ms (200);
}

/* A press of the button that has these words; what holds it may be gone then. */
static gboolean
click (GtkWidget  *widget,
       const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    {
      g_signal_emit_by_name (widget, "clicked");
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (click (child, label))
      return TRUE;
  return FALSE;
}

static void
test_type_and_undo (void)
{
  Fixture  fixture = { 0 };
  IgnyUndo undo = { 0 };
  g_autoptr(GError) error = NULL;

  set_up (&fixture, "<p>One line.</p>", TRUE);
  g_assert_true (is_said (&fixture, "This is a brief"));
  focus_text (&fixture);
  type_text (" Two more words");
  wait_for (&fixture, is_said, "Not saved yet");
  wait_for (&fixture, is_stored, "<p>One line. Two more words</p>");
  wait_for (&fixture, is_said, "5 words");

  g_assert_true (igny_store_undo (fixture.data.store, FALSE, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (undo.label, ==,
                   "Edit “Best hiking boots for wide feet: 14 pairs, tested on the trail”");
  igny_undo_clear (&undo);
  g_assert_false (is_stored (&fixture, "Two more"));
  wait_for (&fixture, is_gone_from_canvas, "Two more");
  wait_ms (2500);
  g_assert_false (is_stored (&fixture, "Two more"));

  /* There and back again is no change, and so no step. */
  type_text ("x");
  press ("BackSpace");
  wait_for (&fixture, is_said, "Saving…");
  wait_for (&fixture, is_said, "Saved");
  g_assert_true (igny_store_undo (fixture.data.store, TRUE, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (undo.step, !=, 0);
  igny_undo_clear (&undo);
  wait_for (&fixture, is_in_canvas, "Two more");

  click (GTK_WIDGET (fixture.editor), "_Mark as Article");
  wait_ms (500);
  g_assert_false (is_said (&fixture, "This is a brief"));
  tear_down (&fixture);
}

static void
test_commands (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Alpha</p>", FALSE);
  focus_text (&fixture);
  press ("Return");
  press ("ctrl+alt+2");
  type_text ("Beta");
  press ("Return");
  press ("ctrl+b");
  type_text ("Gamma");
  press ("ctrl+b");
  press ("Return");
  run (&fixture, IGNY_EDITOR_COMMAND_BULLETS, NULL);
  type_text ("Delta");
  press ("Return");
  press ("Return");
  run (&fixture, IGNY_EDITOR_COMMAND_LINK, "https://example.com/x");
  press ("ctrl+s");
  wait_for (&fixture, is_stored, "<h2>Beta</h2>");
  g_assert_true (is_stored (&fixture, "<b>Gamma</b>") ||
                 is_stored (&fixture, "<strong>Gamma</strong>"));
  g_assert_true (is_stored (&fixture, "<ul><li>Delta</li></ul>"));
  g_assert_true (is_stored (&fixture, "<a href=\"https://example.com/x\">"));
  wait_for (&fixture, is_said, "Beta");

  run (&fixture, IGNY_EDITOR_COMMAND_TABLE, NULL);
  type_text ("Head");
  press ("Tab");
  type_text ("Next");
  press ("ctrl+s");
  wait_for (&fixture, is_stored, "<th>Head</th><th>Next</th>");
  press ("ctrl+z");
  press ("ctrl+z");
  press ("ctrl+z");
  press ("ctrl+s");
  wait_ms (500);
  g_assert_false (is_stored (&fixture, "<th>Head</th><th>Next</th>"));
  tear_down (&fixture);
}

static void
answer_cb (const IgnyTestRequest *request,
           IgnyTestReply         *reply,
           gpointer               user_data)
{
  igny_test_server_reply (reply, 200, NULL, "ok");
}

static char *
make_evil (IgnyTestServer *server)
{
  g_autofree char *url = igny_test_server_make_url (server, "/evil");

  return g_strdup_printf (
      "<link rel=\"stylesheet\" href=\"%1$s/a\"><link rel=\"preload\" as=\"image\" href=\"%1$s/b\">"
      "<link rel=\"dns-prefetch\" href=\"%1$s\"><meta http-equiv=\"refresh\" "
      "content=\"0;url=%1$s/c\">"
      "<style>@import url(%1$s/d); p { background: url(%1$s/e) }</style>"
      "<script>document.body.append('pwned'); fetch('%1$s/f')</script><script "
      "src=\"%1$s/g\"></script>"
      "<img src=\"%1$s/h\" onerror=\"document.body.append('pwned')\" srcset=\"%1$s/i 2x\">"
      "<img src=\"data:image/png;base64,AAAA\" "
      "onerror=\"document.getElementById('text').append('pwned')\">"
      "<svg onload=\"document.body.append('pwned')\"><image href=\"%1$s/j\"/></svg>"
      "<iframe src=\"%1$s/k\"></iframe><object data=\"%1$s/l\"></object><embed src=\"%1$s/m\">"
      "<video src=\"%1$s/n\" poster=\"%1$s/o\" autoplay></video><audio src=\"%1$s/p\" "
      "autoplay></audio>"
      "<form action=\"%1$s/q\"><input autofocus onfocus=\"document.body.append('pwned')\"></form>"
      "<a href=\"javascript:document.body.append('pwned')\" ping=\"%1$s/r\">link</a>"
      "<p style=\"background:url(%1$s/s)\" "
      "onmouseover=\"document.body.append('pwned')\">Innocent</p>",
      url);
}

/* The same in a view without our care, so that the test can fail. */
static void
test_evil_is_evil (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  GtkWidget       *window = gtk_window_new ();
  g_autoptr(WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  GtkWidget *view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, NULL);

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), evil, NULL);
  wait_ms (3000);
  g_assert_cmpuint (igny_test_server_get_n_requests (server), >, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_evil_is_stored (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  Fixture          fixture = { 0 };

  set_up (&fixture, evil, FALSE);
  wait_for (&fixture, is_page, "the page");
  focus_text (&fixture);
  type_text ("Typed");
  wait_for (&fixture, is_stored, "Typed");
  wait_ms (1000);
  g_assert_true (is_stored (&fixture, "Innocent"));
  g_assert_false (is_stored (&fixture, "pwned"));
  g_assert_false (is_stored (&fixture, "script"));
  g_assert_cmpuint (igny_test_server_get_n_connections (server), ==, 0);
  tear_down (&fixture);
}

/* Past the sanitizer: what the page itself holds back. */
static void
test_evil_in_page (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  Fixture          fixture = { 0 };

  set_up (&fixture, "<p>Clean</p>", FALSE);
  igny_editor_canvas_set_html (igny_editor_desk_get_canvas (fixture.desk), evil);
  wait_ms (1500);
  focus_text (&fixture);
  type_text ("Typed");
  wait_for (&fixture, is_in_canvas, "Typed");
  wait_ms (1000);
  g_assert_true (is_in_canvas (&fixture, "Innocent"));
  g_assert_cmpuint (igny_test_server_get_n_connections (server), ==, 0);
  wait_for (&fixture, is_stored, "Typed");
  g_assert_false (is_stored (&fixture, "pwned"));
  g_assert_false (is_stored (&fixture, "onmouseover"));
  tear_down (&fixture);
}

static void
test_paste (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  g_autofree char *html = g_strconcat ("<h3 style=\"color:red\">Pasted</h3>", evil, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  GdkContentProvider *provider = gdk_content_provider_new_for_bytes ("text/html", bytes);
  Fixture             fixture = { 0 };

  set_up (&fixture, "<p>Before</p>", FALSE);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (fixture.window), provider);
  focus_text (&fixture);
  press ("Return");
  press ("ctrl+v");
  wait_for (&fixture, is_stored, "Pasted");
  g_assert_true (is_stored (&fixture, "<h3>Pasted</h3>"));
  g_assert_true (is_stored (&fixture, "Innocent"));
  g_assert_false (is_stored (&fixture, "pwned"));
  g_assert_false (is_stored (&fixture, "<img"));
  g_assert_cmpuint (igny_test_server_get_n_connections (server), ==, 0);
  g_object_unref (provider);
  tear_down (&fixture);
}

static void
test_checks (void)
{
  Fixture    fixture = { 0 };
  GtkWidget *inspector;

  set_up (&fixture, "<p>Alpha</p>", FALSE);
  g_object_set (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_PANES), "show-end", TRUE, NULL);
  inspector = find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_INSPECTOR);
  gtk_stack_set_visible_child_name (GTK_STACK (find (inspector, GTK_TYPE_STACK)), "checks");
  wait_for (&fixture, is_said, "things to do");
  wait_for (&fixture, is_said, "No other content of the site has this title.");
  tear_down (&fixture);
}

static GtkWidget *
get_versions (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (IGNY_IS_EDITOR_VERSIONS (window))
        return window;
    }
  return NULL;
}

static gboolean
is_in_versions (Fixture    *fixture,
                const char *text)
{
  return get_versions () != NULL && has_label (get_versions (), text);
}

static gboolean
are_versions_gone (Fixture    *fixture,
                   const char *text)
{
  return get_versions () == NULL;
}

static void
test_versions (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Dry boots.</p><h2>Why</h2><p>Feet blister when they are wet.</p>", FALSE);
  focus_text (&fixture);
  type_text (" Carry a second pair.");
  press ("ctrl+shift+h");
  wait_for (&fixture, is_stored, "Carry a second pair.");
  wait_for (&fixture, is_in_versions, "Feet blister when they are wet.");
  g_assert_true (is_in_versions (&fixture, "Feet blister when they are wet. Carry a second pair."));
  g_assert_true (is_in_versions (&fixture, "Edit “Best hiking boots"));
  click (get_versions (), "_Restore");
  wait_for (&fixture, are_versions_gone, "the window of the versions");
  wait_for (&fixture, is_gone_from_canvas, "Carry a second pair.");
  press ("ctrl+s");
  wait_for (&fixture, is_said, "Saved");
  g_assert_false (is_stored (&fixture, "Carry"));

  press ("ctrl+shift+h");
  wait_for (&fixture, is_in_versions, "Compared with the text as it is now");
  press ("Escape");
  wait_for (&fixture, are_versions_gone, "Escape");
  tear_down (&fixture);
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GListStore **) user_data = igny_editor_compare_finish (result, NULL, NULL);
}

/* A word in the midst of a long article is one pair, found at once. */
static void
test_compare (void)
{
  g_autofree char *before = igny_article_maker_make (2, 10000);
  g_autofree char *middle = g_strdup_printf ("%s<p>One boot is dry.</p>", before);
  g_autofree char *after = g_strdup_printf ("%s<p>One shoe is dry.</p><p>New.</p>", before);
  g_autoptr(GListStore) pairs = NULL;
  g_autoptr(IgnyEditorPair) changed = NULL;
  g_autoptr(IgnyEditorPair) added = NULL;
  gint64 start = g_get_monotonic_time ();

  igny_editor_compare_async (middle, after, NULL, count_cb, &pairs);
  while (pairs == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("10,000 words: %.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pairs)), ==, 4);
  changed = g_list_model_get_item (G_LIST_MODEL (pairs), 2);
  added = g_list_model_get_item (G_LIST_MODEL (pairs), 3);
  g_assert_cmpint (changed->kind, ==, IGNY_EDITOR_PAIR_CHANGED);
  g_assert_cmpstr (changed->before, ==, "One boot is dry.");
  g_assert_cmpuint (changed->removed->len, ==, 1);
  g_assert_cmpuint (g_array_index (changed->removed, IgnyDiffRange, 0).start, ==, 4);
  g_assert_cmpuint (g_array_index (changed->removed, IgnyDiffRange, 0).end, ==, 8);
  g_assert_cmpint (added->kind, ==, IGNY_EDITOR_PAIR_ADDED);
  g_assert_cmpstr (added->after, ==, "New.");
}

static void
test_source (void)
{
  Fixture      fixture = { 0 };
  GtkTextView *view;

  set_up (&fixture, "<p>One &amp; two</p>", FALSE);
  g_object_set (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_SHEET), "source", TRUE, NULL);
  wait_for (&fixture, is_source, "the source");
  g_assert_true (is_in_canvas (&fixture, "<p>One &amp; two</p>"));
  wait_ms (2300);
  g_assert_true (is_said (&fixture, "Saved"));
  view = GTK_TEXT_VIEW (find (GTK_WIDGET (igny_editor_desk_get_canvas (fixture.desk)),
                              GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view),
                            "<h2>Written</h2><p onclick=\"x()\">by <em>hand</em></p>"
                            "<script>1</script>",
                            -1);
  g_object_set (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_SHEET), "source", FALSE, NULL);
  wait_for (&fixture, is_page, "the page");
  wait_for (&fixture, is_stored, "<h2>Written</h2>");
  g_assert_true (is_in_canvas (&fixture, "<p>by <em>hand</em></p>"));
  g_assert_false (is_stored (&fixture, "onclick"));
  g_assert_false (is_stored (&fixture, "script"));
  wait_for (&fixture, is_said, "Written");
  tear_down (&fixture);
}

static void
add_pair (const char *question,
          const char *answer)
{
  press ("ctrl+alt+q");
  wait_ms (300);
  type_text (question);
  press ("Return");
  type_text (answer);
  press ("Return");
  press ("Return");
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
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Alpha</p>", FALSE);
  focus_text (&fixture);
  add_pair ("How long do they last?", "Two years.");
  add_pair ("Are they dry?", "Yes & no.");
  type_text ("Omega");
  press ("ctrl+s");
  wait_for (&fixture, is_stored, "Omega");
  wait_for (&fixture, is_stored, html);

  /* There and back through the source, nothing is another. */
  g_object_set (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_SHEET), "source", TRUE, NULL);
  wait_for (&fixture, is_source, "the source");
  g_object_set (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_SHEET), "source", FALSE, NULL);
  wait_for (&fixture, is_page, "the page");
  focus_text (&fixture);
  type_text ("!");
  wait_for (&fixture, is_stored, "<p>Omega!</p>");
  g_assert_true (is_stored (&fixture, "<details><summary>Are they dry?</summary>"));
  tear_down (&fixture);
}

static GtkWidget *
get_picture_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (IGNY_IS_EDITOR_PICTURE (window))
        return window;
    }
  return NULL;
}

static gboolean
is_in_picture_window (Fixture    *fixture,
                      const char *text)
{
  return get_picture_window () != NULL && has_label (get_picture_window (), text);
}

static gboolean
is_picture_window_gone (Fixture    *fixture,
                        const char *text)
{
  return get_picture_window () == NULL;
}

static gboolean
can_insert (Fixture    *fixture,
            const char *text)
{
  return get_picture_window () != NULL &&
         gtk_widget_get_sensitive (find (get_picture_window (), ADW_TYPE_ACTION_ROW));
}

/* A file of the fixture's folder, as a person would have chosen it. */
static void
choose_file (Fixture      *fixture,
             const guchar *bytes,
             gsize         size)
{
  g_autofree char *path = g_build_filename (fixture->data.folder, "boots.png", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes, (gssize) size, &error);
  g_assert_no_error (error);
  press ("ctrl+alt+p");
  wait_for (fixture, can_insert, "the window of the pictures");
  igny_editor_picture_set_file (IGNY_EDITOR_PICTURE (get_picture_window ()), file);
  wait_ms (300);
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, &error);
  g_assert_no_error (error);
  *(double *) user_data = jsc_value_to_double (value);
}

/* What script says of the page: a number. */
static double
measure (Fixture    *fixture,
         const char *script)
{
  GtkWidget *view = find (GTK_WIDGET (fixture->desk), WEBKIT_TYPE_WEB_VIEW);
  double     number = -1;

  webkit_web_view_evaluate_javascript (WEBKIT_WEB_VIEW (view), script, -1, "measure", NULL, NULL,
                                       measured_cb, &number);
  while (number < 0)
    g_main_context_iteration (NULL, TRUE);
  return number;
}

/* Of the text, in the page's pixels. */
static double
measure_text (Fixture *fixture)
{
  return measure (fixture, "document.getElementById('text').getBoundingClientRect().width");
}

/* text: how many of them. */
static gboolean
are_pictures_seen (Fixture    *fixture,
                   const char *text)
{
  return measure (fixture, "[...document.images].filter (i => i.naturalWidth === 40 &&"
                           " i.naturalHeight === 20).length") == g_ascii_strtod (text, NULL);
}

/* A file of the computer, then the same picture of the article once more. */
static void
test_picture (void)
{
  Fixture                  fixture = { 0 };
  static const char *const base64 = /* 40 × 20 pixels */
      "iVBORw0KGgoAAAANSUhEUgAAACgAAAAUCAIAAABwJOjsAAAAJElEQVR42mOQqbs2IIhh1OJRi0ctHrV41OJR"
      "i0ctHrV45FgMAI6afj1u8kJtAAAAAElFTkSuQmCC";
  gsize              size = 0;
  g_autofree guchar *png = g_base64_decode (base64, &size);

  set_up (&fixture, "<p>Alpha</p>", FALSE);
  focus_text (&fixture);
  choose_file (&fixture, (const guchar *) "no picture", strlen ("no picture"));
  click (get_picture_window (), "_Insert");
  wait_for (&fixture, is_in_picture_window, "picture");
  press ("Escape");
  wait_for (&fixture, is_picture_window_gone, "Escape");

  focus_text (&fixture);
  choose_file (&fixture, png, size);
  type_text ("Boots & \"mud\"");
  press ("Return");
  wait_for (&fixture, is_picture_window_gone, "what is inserted");
  wait_for (&fixture, is_stored, "<p>Alpha</p><figure><img src=\"igny8-media:");
  g_assert_true (is_stored (&fixture, "alt=\"Boots &amp; &quot;mud&quot;\"") ||
                 is_stored (&fixture, "alt=\"Boots &amp; \"mud\"\""));
  wait_for (&fixture, are_pictures_seen, "1");

  focus_text (&fixture);
  type_text ("Omega");
  press ("ctrl+alt+p");
  wait_for (&fixture, is_in_picture_window, "Boots & \"mud\"");
  press ("Down");
  click (get_picture_window (), "_Insert");
  wait_for (&fixture, is_picture_window_gone, "the second one");
  wait_for (&fixture, is_stored, "<p>Omega</p><figure><img src=\"igny8-media:");
  wait_for (&fixture, are_pictures_seen, "2");
  tear_down (&fixture);
}

static GtkWidget *
get_rewrite (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (IGNY_IS_EDITOR_REWRITE (window))
        return window;
    }
  return NULL;
}

static gboolean
is_in_rewrite (Fixture    *fixture,
               const char *text)
{
  return get_rewrite () != NULL && has_label (get_rewrite (), text);
}

static gboolean
is_rewrite_gone (Fixture    *fixture,
                 const char *text)
{
  return get_rewrite () == NULL;
}

/* A model that has one answer; it counts the questions that are as they should be. */
static void
model_cb (const IgnyTestRequest *request,
          IgnyTestReply         *reply,
          gpointer               user_data)
{
  static const char answer[] =
      "{\"id\":\"x\",\"object\":\"chat.completion\",\"model\":\"luna\",\"choices\":[{\"index\":0,"
      "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
      "\"```html\\n<p>Dry boots <script>x</script>matter most.</p>\\n```\"}}],"
      "\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":9,\"total_tokens\":99}}";
  static const char *const headers[] = { "Content-Type", "application/json", NULL };
  g_autofree char         *body = g_strndup (g_bytes_get_data (request->body, NULL),
                                             g_bytes_get_size (request->body));

  if (strstr (body, "Wet boots") != NULL && strstr (body, "more cheerful") != NULL)
    g_atomic_int_inc ((gint *) user_data);
  igny_test_server_reply (reply, 200, headers, answer);
}

static gboolean
set_model (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_settings_set (step, "openai.base-url", data, error) &&
         igny_settings_set (step, "openai.model", "luna", error);
}

static void
choose_model (Fixture        *fixture,
              IgnyTestServer *server)
{
  g_autofree char *url = igny_test_server_make_url (server, "/v1");
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->data.store, IGNY_STEP_SYSTEM, "A model", set_model, url, NULL, &error);
  g_assert_no_error (error);
}

static void
ask_for_rewrite (Fixture *fixture)
{
  press ("ctrl+alt+r");
  wait_for (fixture, is_in_rewrite, "Sent to luna at 127.0.0.1.");
  type_text ("more cheerful");
  press ("Return");
  wait_for (fixture, is_in_rewrite, "Dry boots matter most.");
  g_assert_true (is_in_rewrite (fixture, "Wet boots are bad."));
  g_assert_true (is_in_canvas (fixture, "<p>Wet boots are bad.</p>"));
}

/* It is said what it costs, shown what would change, and done or not. */
static void
test_rewrite (void)
{
  gint n_asked = 0;
  g_autoptr(IgnyTestServer) server = igny_test_server_new (model_cb, &n_asked, NULL, NULL);
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Wet boots are bad.</p><p>Omega</p>", FALSE);
  focus_text (&fixture);
  press ("ctrl+alt+r");
  wait_for (&fixture, is_in_rewrite, "Select the words");
  press ("Escape");
  wait_for (&fixture, is_rewrite_gone, "Escape");

  focus_text (&fixture);
  press ("ctrl+Home");
  press ("shift+End");
  press ("ctrl+alt+r");
  wait_for (&fixture, is_in_rewrite, "No model is chosen yet");
  press ("Escape");
  wait_for (&fixture, is_rewrite_gone, "Escape");
  g_assert_cmpint (g_atomic_int_get (&n_asked), ==, 0);

  choose_model (&fixture, server);
  ask_for_rewrite (&fixture);
  press ("Escape");
  wait_for (&fixture, is_rewrite_gone, "Escape");
  g_assert_true (is_stored (&fixture, "<p>Wet boots are bad.</p>"));

  ask_for_rewrite (&fixture);
  g_assert_cmpint (g_atomic_int_get (&n_asked), ==, 2);
  click (get_rewrite (), "_Accept");
  wait_for (&fixture, is_stored, "<p>Dry boots matter most.</p><p>Omega</p>");
  focus_text (&fixture);
  press ("ctrl+z");
  wait_for (&fixture, is_stored, "<p>Wet boots are bad.</p><p>Omega</p>");
  tear_down (&fixture);
}

static gboolean
is_phone (Fixture    *fixture,
          const char *text)
{
  return measure_text (fixture) == 375;
}

static gboolean
is_desktop (Fixture    *fixture,
            const char *text)
{
  return measure_text (fixture) > 375;
}

/* The same text as a phone and as a desktop show it, typed on in both. */
static void
test_widths (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Alpha</p>", FALSE);
  focus_text (&fixture);
  g_assert_true (is_desktop (&fixture, NULL));
  press ("ctrl+shift+m");
  wait_for (&fixture, is_phone, "the width of a phone");
  type_text (" Beta");
  wait_for (&fixture, is_stored, "<p>Alpha Beta</p>");
  press ("ctrl+shift+m");
  wait_for (&fixture, is_desktop, "the width of a desktop");
  tear_down (&fixture);
}

static void
replace_by_keys (Fixture    *fixture,
                 const char *wanted,
                 const char *replacement)
{
  focus_text (fixture);
  press ("ctrl+h");
  press ("ctrl+a");
  type_text (wanted);
  press ("Tab");
  while (!GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))))
    press ("Tab");
  press ("ctrl+a");
  press ("BackSpace");
  type_text (replacement);
}

/* One step of undo, whatever the places are in. */
static void
check_replace_all (Fixture    *fixture,
                   const char *before,
                   const char *after)
{
  replace_by_keys (fixture, "boot", "shoe (a+b) $&");
  click (GTK_WIDGET (fixture->editor), "Replace _All");
  wait_for (fixture, is_said, "4 replaced");
  wait_for (fixture, is_in_canvas, after);
  focus_text (fixture);
  press ("ctrl+z");
  wait_for (fixture, is_in_canvas, before);
  press ("ctrl+shift+z");
  wait_for (fixture, is_in_canvas, after);
  press ("ctrl+z");
  wait_for (fixture, is_in_canvas, before);
}

static void
test_replace (void)
{
  static const char before[] = "<p>A Boot and a b<b>oo</b>t, <i>boots</i>.</p>"
                               "<ul><li>reboot</li><li>boo<br>t</li></ul>";
  Fixture           fixture = { 0 };

  set_up (&fixture, before, FALSE);
  check_replace_all (&fixture, before,
                     "<p>A shoe (a+b) $&amp; and a shoe (a+b) $&amp;, "
                     "<i>shoe (a+b) $&amp;s</i>.</p>"
                     "<ul><li>reshoe (a+b) $&amp;</li><li>boo<br>t</li></ul>");

  /* One after the other: the first Return selects, the second replaces. */
  press ("ctrl+Home");
  replace_by_keys (&fixture, "boots", "socks");
  press ("Return");
  press ("Return");
  wait_for (&fixture, is_in_canvas, "<i>socks</i>");
  g_assert_true (is_in_canvas (&fixture, "A Boot and a"));

  replace_by_keys (&fixture, "nothing like it", "x");
  click (GTK_WIDGET (fixture.editor), "Replace _All");
  wait_for (&fixture, is_said, "Nothing found");
  wait_for (&fixture, is_stored, "<i>socks</i>");
  tear_down (&fixture);
}

static void
test_replace_in_source (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>One boot.</p><p>Two boots.</p>", FALSE);
  g_object_set (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_SHEET), "source", TRUE, NULL);
  wait_for (&fixture, is_source, "the source");
  replace_by_keys (&fixture, "boot", "shoe");
  click (GTK_WIDGET (fixture.editor), "Replace _All");
  wait_for (&fixture, is_said, "2 replaced");
  g_assert_true (is_in_canvas (&fixture, "<p>One shoe.</p><p>Two shoes.</p>"));
  focus_text (&fixture);
  press ("ctrl+z");
  g_assert_true (is_in_canvas (&fixture, "<p>One boot.</p><p>Two boots.</p>"));
  press ("ctrl+Home");
  replace_by_keys (&fixture, "boots", "socks");
  press ("Return");
  press ("Return");
  g_assert_true (is_in_canvas (&fixture, "<p>One boot.</p><p>Two socks.</p>"));
  tear_down (&fixture);
}

static void
test_without_module (void)
{
  Fixture          fixture = { 0 };
  g_autofree char *folder = g_strdup (g_getenv ("IGNY8_MODULE_DIR"));

  g_setenv ("IGNY8_MODULE_DIR", "/nowhere", TRUE);
  set_up (&fixture, "<p>Plain</p>", FALSE);
  g_setenv ("IGNY8_MODULE_DIR", folder, TRUE);
  g_assert_true (is_source (&fixture, NULL));
  g_assert_true (is_said (&fixture, "WebKitGTK is not installed"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture.desk));
  press ("ctrl+End");
  type_text ("typed");
  wait_for (&fixture, is_stored, "typed");
  tear_down (&fixture);
}

/* A program named bwrap that fails stands for a system without namespaces. */
static void
test_without_sandbox (void)
{
  Fixture          fixture = { 0 };
  g_autofree char *folder = igny_test_folder_new ();
  g_autofree char *program = g_build_filename (folder, "bwrap", NULL);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *other = g_strconcat (folder, ":", path, NULL);
  g_autofree char *switched_off = g_strdup (g_getenv (NO_SANDBOX));

  g_assert_true (g_file_set_contents_full (program, "#!/bin/sh\nexit 1\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0755,
                                           NULL));
  g_unsetenv (NO_SANDBOX);
  g_setenv ("PATH", other, TRUE);
  set_up (&fixture, "<p>Plain</p>", FALSE);
  g_setenv ("PATH", path, TRUE);
  if (switched_off != NULL)
    g_setenv (NO_SANDBOX, switched_off, TRUE);
  g_assert_true (is_source (&fixture, NULL));
  g_assert_true (is_said (&fixture, "allows no sandbox"));
  tear_down (&fixture);
  igny_test_folder_free (g_steal_pointer (&folder));
}

static void
test_dead_page (void)
{
  Fixture    fixture = { 0 };
  GtkWidget *view;

  set_up (&fixture, "<p>Start</p>", FALSE);
  focus_text (&fixture);
  type_text (" then");
  wait_for (&fixture, is_in_canvas, "Start then");
  view = find (GTK_WIDGET (fixture.desk), WEBKIT_TYPE_WEB_VIEW);
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (view));
  wait_for (&fixture, is_said, "The page of the editor stopped");
  wait_for (&fixture, is_stored, "Start then");
  click (GTK_WIDGET (fixture.editor), "_Reload");
  wait_ms (1500);
  focus_text (&fixture);
  type_text (" more");
  wait_for (&fixture, is_stored, "Start then more");
  g_assert_false (is_said (&fixture, "The page of the editor stopped"));
  tear_down (&fixture);
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
change_elsewhere (Fixture *fixture)
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
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Mine</p>", FALSE);
  change_elsewhere (&fixture);
  wait_for (&fixture, is_in_canvas, "Theirs");
  focus_text (&fixture);
  type_text (" and mine");
  wait_for (&fixture, is_stored, "Theirs and mine");

  focus_text (&fixture);
  type_text (" again");
  change_elsewhere (&fixture);
  wait_for (&fixture, is_said, "changed elsewhere");
  wait_ms (2500);
  g_assert_true (is_stored (&fixture, "<p>Theirs</p>"));
  click (GTK_WIDGET (fixture.editor), "_Keep Mine");
  wait_for (&fixture, is_stored, "Theirs and mine again");
  tear_down (&fixture);
}

static void
test_field_error (void)
{
  Fixture          fixture = { 0 };
  g_autofree char *title = NULL;
  GtkTextView     *view;

  set_up (&fixture, "<p>Text</p>", FALSE);
  view = GTK_TEXT_VIEW (find (find (GTK_WIDGET (fixture.editor), IGNY_TYPE_EDITOR_TITLE),
                              GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "", 0);
  wait_for (&fixture, is_said, "Not saved:");
  title = igny_editor_fixture_dup (&fixture.data, "title");
  g_assert_true (g_str_has_prefix (title, "Best hiking boots"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "Another title", -1);
  wait_for (&fixture, is_said, "Saved");
  wait_ms (200);
  g_free (title);
  title = igny_editor_fixture_dup (&fixture.data, "title");
  g_assert_cmpstr (title, ==, "Another title");
  tear_down (&fixture);
}

static void
test_leave (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "<p>Stay</p>", FALSE);
  focus_text (&fixture);
  type_text (" or leave");
  press ("Escape");
  wait_for (&fixture, is_closed, "the signal");
  g_assert_true (is_stored (&fixture, "Stay or leave"));

  /* And when the widget goes without a word. */
  focus_text (&fixture);
  type_text (" at once");
  wait_for (&fixture, is_said, "Not saved yet");
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  wait_for (&fixture, is_stored, "Stay or leave at once");
  igny_editor_fixture_clear (&fixture.data);
}

static gboolean
is_focus_in (Fixture *fixture,
             gpointer widget)
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
add_palette (Fixture *fixture,
             guint   *n_opened)
{
  static const GActionEntry entries[] = { { "palette", count_action_cb } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, n_opened);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static gboolean
is_in_text (Fixture    *fixture,
            const char *text)
{
  return is_focus_in (fixture, fixture->desk);
}

static gboolean
is_out_of_text (Fixture    *fixture,
                const char *text)
{
  return !is_focus_in (fixture, fixture->desk);
}

static void
check_tab (Fixture *fixture)
{
  focus_text (fixture);
  g_assert_true (is_focus_in (fixture, fixture->desk));
  press ("shift+Tab");
  wait_for (fixture, is_out_of_text, "Shift+Tab");
  press ("Tab");
  wait_for (fixture, is_in_text, "Tab, to the text");
  press ("Tab");
  wait_for (fixture, is_out_of_text, "Tab");
  g_assert_true (is_stored (fixture, "<p>Alpha</p>"));
}

static void
check_areas (Fixture *fixture)
{
  GtkWidget *banner = find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_BANNER);
  GtkWidget *header = find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_HEADER);

  focus_text (fixture);
  press ("F6");
  g_assert_true (is_focus_in (fixture, banner));
  press ("F6");
  g_assert_true (is_focus_in (fixture, header));
  press ("shift+F6");
  g_assert_true (is_focus_in (fixture, banner));
  press ("shift+F6");
  g_assert_true (is_focus_in (fixture, fixture->desk));
  press ("F6");
  press ("space");
  wait_ms (500);
  g_assert_false (is_said (fixture, "This is a brief"));
}

static void
check_escape (Fixture *fixture)
{
  focus_text (fixture);
  press ("ctrl+f");
  type_text ("Alpha");
  focus_text (fixture);
  press ("Escape");
  g_assert_false (has_label (find (GTK_WIDGET (fixture->editor), IGNY_TYPE_EDITOR_FIND),
                             "1 place"));
  press ("ctrl+f");
  press ("Escape");
  g_assert_true (is_focus_in (fixture, fixture->desk));
  wait_ms (500);
  g_assert_cmpuint (fixture->closed, ==, 0);
  press ("Escape");
  wait_for (fixture, is_closed, "Escape");
}

/* Without the pointer, out of the text: the page gets none of these keys. */
static void
test_keyboard (void)
{
  Fixture fixture = { 0 };
  guint   n_opened = 0;

  set_up (&fixture, "<p>Alpha</p>", TRUE);
  add_palette (&fixture, &n_opened);
  check_tab (&fixture);
  check_areas (&fixture);
  focus_text (&fixture);
  press ("ctrl+k");
  g_assert_cmpuint (n_opened, ==, 1);
  check_escape (&fixture);
  fixture.closed = 0;
  focus_text (&fixture);
  type_text (" Beta");
  press ("alt+Left");
  wait_for (&fixture, is_closed, "Alt+Left");
  g_assert_true (is_stored (&fixture, "<p>Alpha Beta</p>"));
  tear_down (&fixture);
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
  static const struct
  {
    const char *name;
    void (*func) (void);
  } tests[] = {
    { "/editor/addresses", test_addresses },
    { "/editor/module", test_module },
    { "/editor/type-and-undo", test_type_and_undo },
    { "/editor/commands", test_commands },
    { "/editor/evil-is-evil", test_evil_is_evil },
    { "/editor/evil-is-stored", test_evil_is_stored },
    { "/editor/evil-in-page", test_evil_in_page },
    { "/editor/paste", test_paste },
    { "/editor/checks", test_checks },
    { "/editor/compare", test_compare },
    { "/editor/versions", test_versions },
    { "/editor/source", test_source },
    { "/editor/faq", test_faq },
    { "/editor/picture", test_picture },
    { "/editor/rewrite", test_rewrite },
    { "/editor/widths", test_widths },
    { "/editor/replace", test_replace },
    { "/editor/replace-in-source", test_replace_in_source },
    { "/editor/without-module", test_without_module },
    { "/editor/without-sandbox", test_without_sandbox },
    { "/editor/dead-page", test_dead_page },
    { "/editor/conflict", test_conflict },
    { "/editor/field-error", test_field_error },
    { "/editor/leave", test_leave },
    { "/editor/keyboard", test_keyboard },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].name, tests[i].func);
  return g_test_run ();
}
