/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hostile text does not reach: the store, the network, the program. */
#include "editor-stage.h"

#include <adwaita.h>
#include <webkit/webkit.h>

#include "igny-test-folder.h"
#include "igny-test-server.h"

#define NO_SANDBOX "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"

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
  stage_wait_ms (3000);
  g_assert_cmpuint (igny_test_server_get_n_requests (server), >, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_evil_is_stored (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  EditorStage      fixture = { 0 };

  stage_set_up (&fixture, evil, FALSE);
  stage_wait_for (&fixture, stage_is_page, "the page");
  stage_focus_text (&fixture);
  stage_type_text ("Typed");
  stage_wait_for (&fixture, stage_is_stored, "Typed");
  stage_wait_ms (1000);
  g_assert_true (stage_is_stored (&fixture, "Innocent"));
  g_assert_false (stage_is_stored (&fixture, "pwned"));
  g_assert_false (stage_is_stored (&fixture, "script"));
  g_assert_cmpuint (igny_test_server_get_n_connections (server), ==, 0);
  stage_tear_down (&fixture);
}

/* Past the sanitizer: what the page itself holds back. */
static void
test_evil_in_page (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  EditorStage      fixture = { 0 };

  stage_set_up (&fixture, "<p>Clean</p>", FALSE);
  igny_editor_canvas_set_html (igny_editor_desk_get_canvas (fixture.desk), evil);
  stage_wait_ms (1500);
  stage_focus_text (&fixture);
  stage_type_text ("Typed");
  stage_wait_for (&fixture, stage_is_in_canvas, "Typed");
  stage_wait_ms (1000);
  g_assert_true (stage_is_in_canvas (&fixture, "Innocent"));
  g_assert_cmpuint (igny_test_server_get_n_connections (server), ==, 0);
  stage_wait_for (&fixture, stage_is_stored, "Typed");
  g_assert_false (stage_is_stored (&fixture, "pwned"));
  g_assert_false (stage_is_stored (&fixture, "onmouseover"));
  stage_tear_down (&fixture);
}

static void
test_paste (void)
{
  g_autoptr(IgnyTestServer) server = igny_test_server_new (answer_cb, NULL, NULL, NULL);
  g_autofree char *evil = make_evil (server);
  g_autofree char *html = g_strconcat ("<h3 style=\"color:red\">Pasted</h3>", evil, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  GdkContentProvider *provider = gdk_content_provider_new_for_bytes ("text/html", bytes);
  EditorStage         fixture = { 0 };

  stage_set_up (&fixture, "<p>Before</p>", FALSE);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (fixture.window), provider);
  stage_focus_text (&fixture);
  stage_press ("Return");
  stage_press ("ctrl+v");
  stage_wait_for (&fixture, stage_is_stored, "Pasted");
  g_assert_true (stage_is_stored (&fixture, "<h3>Pasted</h3>"));
  g_assert_true (stage_is_stored (&fixture, "Innocent"));
  g_assert_false (stage_is_stored (&fixture, "pwned"));
  g_assert_false (stage_is_stored (&fixture, "<img"));
  g_assert_cmpuint (igny_test_server_get_n_connections (server), ==, 0);
  g_object_unref (provider);
  stage_tear_down (&fixture);
}

/* A program named bwrap that fails stands for a system without namespaces. */
static void
test_without_sandbox (void)
{
  EditorStage      fixture = { 0 };
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
  stage_set_up (&fixture, "<p>Plain</p>", FALSE);
  g_setenv ("PATH", path, TRUE);
  if (switched_off != NULL)
    g_setenv (NO_SANDBOX, switched_off, TRUE);
  g_assert_true (stage_is_source (&fixture, NULL));
  g_assert_true (stage_is_said (&fixture, "allows no sandbox"));
  stage_tear_down (&fixture);
  igny_test_folder_free (g_steal_pointer (&folder));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/editor/evil-is-evil", test_evil_is_evil);
  g_test_add_func ("/editor/evil-is-stored", test_evil_is_stored);
  g_test_add_func ("/editor/evil-in-page", test_evil_in_page);
  g_test_add_func ("/editor/paste", test_paste);
  g_test_add_func ("/editor/without-sandbox", test_without_sandbox);
  return g_test_run ();
}
