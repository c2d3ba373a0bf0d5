/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-program.h"

#include <glib/gi18n.h>

#include "igny-access.h"
#include "igny-command-service.h"
#include "igny-confirm.h"
#include "igny-format.h"
#include "igny-forward.h"
#include "igny-http-curl.h"
#include "igny-import-sheet.h"
#include "igny-queue-shelf.h"
#include "igny-upkeep.h"
#include "igny-workspace-pages.h"

#define RETRY_MS 500

struct _IgnyProgram
{
  IgnyApplication parent_instance;

  char               *folder;
  IgnyEnv             env;
  IgnyHttp           *http;
  IgnyStore          *store;
  IgnyCommandService *service;
  IgnyUpkeep         *upkeep;
  IgnyQueueShelf     *shelf;
  IgnyWorkspace      *workspace;
  GSettings          *settings;
  IgnyWindow         *window;
  GFile              *file; /* to be imported once there is a workspace */
  guint               retry;
  gboolean            waits;
  gboolean            may_close;
};

G_DEFINE_FINAL_TYPE (IgnyProgram, igny_program, IGNY_TYPE_APPLICATION)

static char *
get_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "igny8", NULL);
}

/* One window a data folder: another folder is another application to the
 * desktop. */
static void
set_folder (IgnyProgram *self,
            const char  *folder)
{
  g_autofree char *standard = get_default_folder ();
  g_autofree char *sum = NULL;
  g_autofree char *id = NULL;

  self->folder = g_canonicalize_filename (folder != NULL ? folder : standard, NULL);
  if (g_str_equal (self->folder, standard))
    return;
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->folder, -1);
  id = g_strdup_printf ("%s.f%.12s", IGNY_APP_ID, sum);
  g_application_set_application_id (G_APPLICATION (self), id);
}

static int
igny_program_handle_local_options (GApplication *app,
                                   GVariantDict *options)
{
  g_autofree char *folder = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("igny8 %s\n", IGNY_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "data-dir", "^ay", &folder);
  set_folder (IGNY_PROGRAM (app), folder);
  return -1;
}

/* A program that was not installed may be without its schema; it works then and
 * remembers nothing. */
static GSettings *
create_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, IGNY_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
igny_program_startup (GApplication *app)
{
  IgnyProgram *self = IGNY_PROGRAM (app);

  G_APPLICATION_CLASS (igny_program_parent_class)->startup (app);

  self->env = *igny_env_get_system ();
  self->http = igny_http_curl_new (&self->env);
  self->env.http = self->http;
  self->settings = create_settings ();
  if (self->settings != NULL)
    adw_style_manager_set_color_scheme (
        adw_style_manager_get_default (),
        (AdwColorScheme) g_settings_get_enum (self->settings, "color-scheme"));
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/com/igny8/Igny8/icons");
  gtk_window_set_default_icon_name (IGNY_APP_ID);
}

static GtkWidget *
create_cover (const char *icon_name,
              const char *title,
              const char *words)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *header = adw_header_bar_new ();
  GtkWidget       *page = adw_status_page_new ();
  g_autofree char *sentence = igny_format_sentence (words);
  g_autofree char *safe = g_markup_escape_text (sentence, -1);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("IGNY8", NULL));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), safe);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  adw_status_page_set_child (ADW_STATUS_PAGE (page),
                             gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  g_object_set_data (G_OBJECT (box), "buttons", adw_status_page_get_child (ADW_STATUS_PAGE (page)));
  return box;
}

static void
add_cover_button (GtkWidget  *cover,
                  const char *label,
                  GCallback   callback,
                  gpointer    user_data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", callback, user_data, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (g_object_get_data (G_OBJECT (cover), "buttons")), button);
}

static void
import_file (IgnyProgram *self)
{
  g_autoptr(GFile) file = g_steal_pointer (&self->file);

  if (file != NULL && self->workspace != NULL)
    igny_import_sheet_present_file (self->workspace, file);
}

static void
start_work (IgnyProgram *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (G_APPLICATION (self));
  g_autoptr(GError) error = NULL;

  if (connection != NULL)
    self->service = igny_command_service_new (connection, self->store, NULL, &error);
  if (error != NULL)
    g_message ("serve igny8ctl: %s", error->message);
  self->upkeep = igny_upkeep_new (self->store);
  igny_window_set_cover (self->window, NULL);
  self->workspace = igny_workspace_new (self->window, self->store, self->settings);
  self->shelf = igny_queue_shelf_new (self->store, self->window);
  import_file (self);
}

static gboolean
open_store (IgnyProgram *self,
            GError     **error)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));
  const char      *name = g_application_get_application_id (G_APPLICATION (self));
  g_autofree char *owner = NULL;

  self->store = igny_access_open (&self->env, self->folder, bus != NULL ? name : NULL, &owner,
                                  error);
  /* A worker in the background puts its work down for the window. */
  if (self->store == NULL && bus != NULL && owner != NULL && *owner != '\0')
    igny_forward_ask_way (bus, owner);
  return self->store != NULL;
}

static void
show_failure (IgnyProgram  *self,
              const GError *error)
{
  GtkWidget *cover = create_cover ("dialog-error-symbolic", _ ("Your Data Cannot Be Opened"),
                                                               error->message);

  add_cover_button (cover, _ ("_Quit"), G_CALLBACK (gtk_window_close), self->window);
  igny_window_set_cover (self->window, cover);
}

/* Another program has the folder, for as long as it runs. */
static void
show_waiting (IgnyProgram  *self,
              const GError *error)
{
  GtkWidget *cover;
  GtkWidget *spinner;

  if (self->waits)
    return;
  self->waits = TRUE;
  cover = create_cover ("content-loading-symbolic", _ ("Waiting for Another Program"),
                                                       error->message);
  spinner = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (g_object_get_data (G_OBJECT (cover), "buttons")), spinner);
  add_cover_button (cover, _ ("_Quit"), G_CALLBACK (gtk_window_close), self->window);
  igny_window_set_cover (self->window, cover);
}

static gboolean
open_cb (gpointer user_data)
{
  IgnyProgram *self = user_data;
  g_autoptr(GError) error = NULL;

  self->retry = 0;
  if (self->window == NULL)
    return G_SOURCE_REMOVE;
  if (open_store (self, &error))
    start_work (self);
  else if (g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_OWNED))
    {
      show_waiting (self, error);
      self->retry = g_timeout_add (RETRY_MS, open_cb, self);
    }
  else
    show_failure (self, error);
  return G_SOURCE_REMOVE;
}

static void
close_for_good (IgnyProgram *self)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyProgram) self = user_data;
  g_autoptr(GError) error = NULL;

  /* What is wrong stands in the editor, and nothing is lost by staying. */
  if (igny_editor_save_finish (IGNY_EDITOR (object), result, &error) && self->window != NULL)
    close_for_good (self);
}

static gboolean
is_editing (IgnyProgram *self)
{
  IgnyEditor *editor = igny_workspace_get_editor (self->workspace);

  return editor != NULL && igny_editor_get_row (editor) > 0;
}

static void
save_and_close (IgnyProgram *self)
{
  if (is_editing (self))
    igny_editor_save_async (igny_workspace_get_editor (self->workspace), saved_cb,
                            g_object_ref (self));
  else
    close_for_good (self);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IgnyProgram) self = user_data;

  if (igny_confirm_finish (result, NULL) && self->window != NULL)
    save_and_close (self);
}

static gboolean
close_cb (IgnyProgram *self)
{
  const char *heading = _ ("Stop the Work That Is Running?");
  const char *body = _ ("What is not finished is left as it was before.");
  const char *verb = _ ("_Stop and Quit");
  guint       n_running;

  if (self->may_close || self->workspace == NULL)
    return FALSE;
  n_running = igny_runner_get_n_running (igny_workspace_get_runner (self->workspace)) +
              igny_queue_shelf_get_n_running (self->shelf);
  /* A window that is about to close does not hear that it may. */
  if (n_running == 0 && !is_editing (self))
    return FALSE;
  if (n_running == 0)
    save_and_close (self);
  else
    igny_confirm_async (GTK_WINDOW (self->window), heading, body, verb, TRUE, NULL, confirmed_cb,
                        g_object_ref (self));
  return TRUE;
}

static void
remember_size (IgnyProgram *self)
{
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "window-width", self->window, "default-width",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self->window, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self->window, "maximized",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
igny_program_fill_window (IgnyApplication *app,
                          IgnyWindow      *window)
{
  IgnyProgram *self = IGNY_PROGRAM (app);

  g_set_weak_pointer (&self->window, window);
  remember_size (self);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_cb), self,
                           G_CONNECT_SWAPPED);
  open_cb (self);
}

static void
igny_program_open (GApplication *app,
                   GFile       **files,
                   int           n_files,
                   const char   *hint)
{
  IgnyProgram *self = IGNY_PROGRAM (app);

  g_set_object (&self->file, files[0]);
  g_application_activate (app);
  import_file (self);
}

static void
igny_program_shutdown (GApplication *app)
{
  IgnyProgram *self = IGNY_PROGRAM (app);

  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->workspace != NULL)
    igny_runner_stop (igny_workspace_get_runner (self->workspace));
  g_clear_pointer (&self->shelf, igny_queue_shelf_free);
  g_clear_pointer (&self->upkeep, igny_upkeep_free);
  g_clear_pointer (&self->service, igny_command_service_free);
  g_clear_object (&self->workspace);
  if (self->store != NULL)
    igny_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->http);

  G_APPLICATION_CLASS (igny_program_parent_class)->shutdown (app);
}

static void
igny_program_finalize (GObject *object)
{
  IgnyProgram *self = IGNY_PROGRAM (object);

  g_free (self->folder);
  g_clear_object (&self->file);
  g_clear_object (&self->settings);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (igny_program_parent_class)->finalize (object);
}

static void
igny_program_class_init (IgnyProgramClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = igny_program_finalize;
  app_class->handle_local_options = igny_program_handle_local_options;
  app_class->startup = igny_program_startup;
  app_class->open = igny_program_open;
  app_class->shutdown = igny_program_shutdown;
  IGNY_APPLICATION_CLASS (klass)->fill_window = igny_program_fill_window;
}

static void
igny_program_init (IgnyProgram *self)
{
  static const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("The data folder; else ~/.local/share/igny8"), N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

IgnyProgram *
igny_program_new (void)
{
  return g_object_new (IGNY_TYPE_PROGRAM, "application-id", IGNY_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/com/igny8/Igny8", NULL);
}
