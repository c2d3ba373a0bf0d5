/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor with one article, to look at:
 *   demo-editor [--width=N] [--height=N] [--brief] [--empty] */
#include <adwaita.h>
#include <locale.h>

#include "igny-editor-fixture.h"
#include "igny-editor.h"

static int      width = 1200;
static int      height = 820;
static gboolean brief;
static gboolean empty;

static const GOptionEntry entries[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width", "N" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height", "N" },
  { "brief", 0, 0, G_OPTION_ARG_NONE, &brief, "A brief instead of an article", NULL },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "Without text", NULL },
  { NULL },
};

static void
toast_cb (AdwToastOverlay *overlay,
          const char      *words)
{
  adw_toast_overlay_add_toast (overlay, adw_toast_new (words));
}

static void
undo_cb (GSimpleAction     *action,
         GVariant          *parameter,
         IgnyEditorFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo = { 0 };

  igny_store_undo (fixture->store, FALSE, &undo, &error);
  g_assert_no_error (error);
  g_print ("undone: %s\n", undo.label);
  igny_undo_clear (&undo);
}

static void
activate_cb (GtkApplication    *app,
             IgnyEditorFixture *fixture)
{
  static const char *const keys[] = { "<Control><Alt>u", NULL };
  GtkWidget               *window = adw_application_window_new (app);
  GtkWidget               *overlay = adw_toast_overlay_new ();
  GtkWidget               *editor;
  g_autoptr(GSimpleAction) undo = g_simple_action_new ("undo", NULL);

  igny_editor_fixture_init (fixture, empty ? "" : NULL, brief);
  editor = igny_editor_new (fixture->store);
  g_signal_connect_swapped (editor, "toast", G_CALLBACK (toast_cb), overlay);
  g_signal_connect_swapped (editor, "close", G_CALLBACK (gtk_window_close), window);
  g_signal_connect (undo, "activate", G_CALLBACK (undo_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (app), G_ACTION (undo));
  gtk_application_set_accels_for_action (app, "app.undo", keys);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), editor);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_title (GTK_WINDOW (window), "Editor");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  igny_editor_load (IGNY_EDITOR (editor), fixture->content);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GApplication) app = NULL;
  IgnyEditorFixture fixture = { 0 };
  int               status;

  setlocale (LC_ALL, "");
  app = g_object_new (ADW_TYPE_APPLICATION, "application-id", "com.igny8.Igny8", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);
  g_application_add_main_option_entries (app, entries);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &fixture);
  status = g_application_run (app, argc, argv);
  if (fixture.store != NULL)
    igny_editor_fixture_clear (&fixture);
  return status;
}
