/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that show the whole program, on a real store in a folder:
 *   demo-home --folder=DIR [--sample] [--page=ID] [--width=N] [--height=N]
 *     [--dialog=TABLE|site|sector] [--edit] */
#include <locale.h>

#include "igny-application.h"
#include "igny-entities.h"
#include "igny-home-page.h"
#include "igny-http-curl.h"
#include "igny-record-dialog.h"
#include "igny-sample.h"
#include "igny-settings-page.h"
#include "igny-site-dialog.h"
#include "igny-status-page.h"

static char    *folder;
static char    *page;
static char    *dialog;
static int      width = 1240;
static int      height = 820;
static gboolean sample;
static gboolean edit;

static const GOptionEntry entries[] = {
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "The data folder", "DIR" },
  { "page", 0, 0, G_OPTION_ARG_STRING, &page, "The page to show", "ID" },
  { "dialog", 0, 0, G_OPTION_ARG_STRING, &dialog, "A dialog to open", "TABLE" },
  { "edit", 0, 0, G_OPTION_ARG_NONE, &edit, "Edit the first record", NULL },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width", "N" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height", "N" },
  { "sample", 0, 0, G_OPTION_ARG_NONE, &sample, "Make the sample project first", NULL },
  { NULL },
};

typedef struct
{
  IgnyEnv    env;
  IgnyStore *store;
  IgnyScope  scope;
  GtkWidget *home;
} Demo;

static void
say_cb (GtkWidget  *widget,
        const char *id)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  g_print ("action %s\n", id);
  if (g_str_equal (id, "show-settings") || g_str_equal (id, "show-sites"))
    igny_window_show_page (IGNY_WINDOW (root), "settings");
}

static void
toast_cb (GtkWidget  *widget,
          const char *title,
          gboolean    undo)
{
  igny_window_toast (IGNY_WINDOW (gtk_widget_get_root (widget)), title, undo ? "Undo" : NULL,
                     undo ? "win.undo" : NULL);
}

static void
scope_cb (GtkWidget *widget,
          gint64     site,
          gint64     sector,
          Demo      *demo)
{
  igny_home_page_set_scope (IGNY_HOME_PAGE (demo->home), site, sector);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_print ("undo\n");
}

static void
saved_cb (gint64      row,
          const char *words,
          gpointer    user_data)
{
  g_print ("saved %" G_GINT64_FORMAT ": %s\n", row, words);
}

static void
open_dialog (Demo      *demo,
             GtkWindow *window)
{
  if (dialog == NULL)
    return;
  if (g_str_equal (dialog, "site"))
    igny_site_dialog_present (window, demo->store, NULL, NULL, NULL);
  else if (g_str_equal (dialog, "sector"))
    igny_site_dialog_present_sector (window, demo->store, demo->scope.site, NULL, NULL, NULL);
  else
    igny_record_dialog_present (window, demo->store, igny_entities_find (dialog), edit ? 1 : 0,
                                &demo->scope, saved_cb, NULL, NULL);
}

static void
fill (Demo       *demo,
      IgnyWindow *window)
{
  static const GActionEntry actions[] = { { "undo", undo_cb } };
  GtkWidget                *settings = igny_settings_page_new (demo->store, &demo->env);
  GtkWidget                *status = igny_status_page_new (demo->store);

  demo->home = igny_home_page_new (demo->store, IGNY_HOME_DASHBOARD);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  igny_window_add_page (window, "dashboard", NULL, "Dashboard", "user-home-symbolic", demo->home);
  igny_window_add_page (window, "settings", "SYSTEM", "Settings", "emblem-system-symbolic",
                        settings);
  igny_window_add_page (window, "status", "SYSTEM", "Status", "dialog-information-symbolic",
                        status);
  g_signal_connect (demo->home, "action", G_CALLBACK (say_cb), demo);
  g_signal_connect (demo->home, "toast", G_CALLBACK (toast_cb), demo);
  g_signal_connect (demo->home, "scope-made", G_CALLBACK (scope_cb), demo);
  g_signal_connect (settings, "toast", G_CALLBACK (toast_cb), demo);
  g_signal_connect (settings, "scope-made", G_CALLBACK (scope_cb), demo);
  g_signal_connect (status, "action", G_CALLBACK (say_cb), demo);
  igny_home_page_set_scope (IGNY_HOME_PAGE (demo->home), demo->scope.site, demo->scope.sector);
  igny_settings_page_set_site (IGNY_SETTINGS_PAGE (settings), demo->scope.site);
  igny_window_show_page (window, page != NULL ? page : "dashboard");
}

static void
activate_cb (GtkApplication *app,
             Demo           *demo)
{
  GtkWidget *window = igny_window_new (app);

  fill (demo, IGNY_WINDOW (window));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  open_dialog (demo, GTK_WINDOW (window));
}

static gboolean
prepare_cb (GApplication *app,
            GVariantDict *options,
            Demo         *demo)
{
  g_autoptr(GError) error = NULL;
  IgnyRun run = { 0 };

  demo->env = *igny_env_get_system ();
  demo->env.http = igny_http_curl_new (igny_env_get_system ());
  demo->store = igny_store_open (&demo->env, folder, NULL, NULL, &error);
  g_assert_no_error (error);
  run.store = demo->store;
  if (sample && !igny_sample_build (&run, &demo->scope, NULL, &error))
    g_error ("%s", error->message);
  return -1;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GApplication) app = NULL;
  Demo demo = { 0 };
  int  status;

  setlocale (LC_ALL, "");
  app = g_object_new (IGNY_TYPE_APPLICATION, "application-id", "com.igny8.Igny8", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);
  g_application_add_main_option_entries (app, entries);
  g_signal_connect (app, "handle-local-options", G_CALLBACK (prepare_cb), &demo);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &demo);
  status = g_application_run (app, argc, argv);
  igny_store_close (demo.store);
  g_clear_object (&demo.store);
  return status;
}
