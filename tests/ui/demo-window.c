/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window filled with made-up data, to look at without a store:
 *   demo-window [--page=ID] [--width=N] [--height=N] [--empty] */
#include <glib/gi18n.h>
#include <locale.h>

#include "igny-application.h"
#include "igny-dashboard-view.h"
#include "igny-demo-source.h"
#include "igny-form-dialog.h"
#include "igny-kpi-card.h"
#include "igny-system-view.h"
#include "igny-table-view.h"

static char    *page;
static int      width = 1240;
static int      height = 820;
static gboolean empty;
static gboolean dialog;

static const GOptionEntry entries[] = {
  { "page", 0, 0, G_OPTION_ARG_STRING, &page, "The page to show", "ID" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width", "N" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height", "N" },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "Without data", NULL },
  { "dialog", 0, 0, G_OPTION_ARG_NONE, &dialog, "Open the add dialog", NULL },
  { NULL },
};

static const IgnyTableAction actions[] = {
  { "cluster", N_ ("Cluster"), FALSE },
  { "ideas", N_ ("Ideas"), FALSE },
  { "status", N_ ("Set Status…"), TRUE },
  { "delete", N_ ("Delete"), TRUE },
  { NULL },
};

static const IgnyTableText text = {
  .search = N_ ("Search keywords…"),
  .icon_name = "system-search-symbolic",
  .empty_title = N_ ("No Keywords Yet"),
  .empty_text = N_ ("Drop a keyword export here, or import a list."),
  .empty_label = N_ ("Import Keywords…"),
  .empty_id = "import",
  .actions = actions,
};

static const IgnyChoice tones[] = {
  { "friendly", N_ ("Friendly"), IGNY_TONE_NEUTRAL, NULL },
  { "technical", N_ ("Technical"), IGNY_TONE_NEUTRAL, NULL },
  { NULL },
};

static const IgnyFormField fields[] = {
  { "name", N_ ("Name"), NULL, IGNY_FORM_TEXT, NULL, FALSE },
  { "url", N_ ("Address"), N_ ("Where the site is found"), IGNY_FORM_TEXT, NULL, TRUE },
  { "words", N_ ("Words per article"), NULL, IGNY_FORM_NUMBER, NULL, TRUE },
  { "tone", N_ ("Tone"), N_ ("How articles speak to their readers"), IGNY_FORM_CHOICE, tones,
    FALSE },
  { "auto", N_ ("Approve by itself"), N_ ("Content whose checks all pass needs no person"),
    IGNY_FORM_SWITCH, NULL, TRUE },
  { "prompt", N_ ("Added to every prompt"), NULL, IGNY_FORM_LONG_TEXT, NULL, TRUE },
};

static const IgnyFormField key = { "key", N_ ("API key"), NULL, IGNY_FORM_SECRET, NULL, TRUE };
static const IgnyFormField password = { "password", N_ ("Application password"), NULL,
                                        IGNY_FORM_SECRET, NULL, TRUE };
static const IgnyFormField test = { "test", N_ ("Connection"), N_ ("Not tested yet"),
                                    IGNY_FORM_TEST, NULL, TRUE };

static GPtrArray *
create_items (const char *const *labels,
              const gint64      *values,
              const IgnyTone    *tone,
              guint              n)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chart_item_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, values[i]);

      g_ptr_array_add (items, igny_chart_item_new (labels[i], values[i], number,
                                                   tone != NULL ? tone[i] : IGNY_TONE_ACCENT));
    }
  return items;
}

static void
add_charts (IgnyDashboardView *view)
{
  static const char *const intents[] = { "Informational", "Commercial", "Transactional",
                                         "Navigational" };
  static const gint64      intent_values[] = { 8120, 5210, 2904, 1372 };
  static const char *const statuses[] = { "Queued", "In progress", "Draft", "Review", "Published" };
  static const gint64      status_values[] = { 34, 6, 21, 12, 57 };
  static const IgnyTone    status_tones[] = { IGNY_TONE_NEUTRAL, IGNY_TONE_ACCENT,
                                              IGNY_TONE_WARNING,
                                              IGNY_TONE_ERROR, IGNY_TONE_SUCCESS };
  static const char *const clusters[] = { "Hiking boots", "Trail running shoes for women", "Tents",
                                          "Sleeping bags",
                                          "Backpacks", "Rain jackets", "Camp stoves", "Headlamps",
                                          "Water filters", "Trekking poles" };
  static const gint64      cluster_values[] = { 201400, 165000, 98400, 71200, 70100, 54000, 31900,
                                                22300, 12100, 9900 };
  static const char *const days[] = { "3 Nov", "4", "5", "6", "7", "8", "9", "10", "11", "12",
                                      "13", "14", "15", "16 Nov" };
  static const gint64      day_values[] = { 12, 40, 0, 9, 88, 61, 20, 0, 0, 43, 37, 90, 12, 51 };
  g_autoptr(GPtrArray) a = create_items (intents, intent_values, NULL, empty ? 0 : 4);
  g_autoptr(GPtrArray) b = create_items (statuses, status_values, status_tones, empty ? 0 : 5);
  g_autoptr(GPtrArray) c = create_items (clusters, cluster_values, NULL, empty ? 0 : 10);
  g_autoptr(GPtrArray) d = create_items (days, day_values, NULL, empty ? 0 : 14);

  igny_dashboard_view_set_chart (view, "Keywords by Intent", IGNY_CHART_BARS, a);
  igny_dashboard_view_set_chart (view, "Tasks by Status", IGNY_CHART_STACK, b);
  igny_dashboard_view_set_chart (view, "Volume by Cluster", IGNY_CHART_BARS, c);
  igny_dashboard_view_set_chart (view, "Spend by Day", IGNY_CHART_DAYS, d);
}

static GtkWidget *
create_dashboard (void)
{
  static const IgnyPipelineStep steps[] = {
    { "Site", 1, 0, NULL, NULL, NULL },
    { "Keywords", 17606, 2422, "Cluster", "win.import", "win.page::keywords" },
    { "Clusters", 412, 316, "Ideas", "win.import", "win.page::clusters" },
    { "Ideas", 96, 40, "Queue", "win.import", "win.page::ideas" },
    { "Tasks", 130, 34, "Write", "win.import", "win.page::tasks" },
    { "Content", 96, 21, "Review", "win.import", "win.page::content" },
    { "Images", 64, 0, NULL, NULL, NULL },
    { "Published", 57, 12, "Publish", "win.import", NULL },
  };
  static const gint64 trend[] = { 3, 4, 4, 6, 9, 8, 12, 15 };
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget         *widget = igny_dashboard_view_new ();
  IgnyDashboardView *view = IGNY_DASHBOARD_VIEW (widget);

  g_array_append_vals (values, trend, G_N_ELEMENTS (trend));
  igny_dashboard_view_add_card (view,
                                igny_kpi_card_new ("Keywords", "17.6K",
                                                   "▲ 641 in a month", IGNY_TONE_SUCCESS, values));
  igny_dashboard_view_add_card (view,
                                igny_kpi_card_new ("Clustered", "86 %",
                                                   "▲ 12 points", IGNY_TONE_SUCCESS, values));
  igny_dashboard_view_add_card (view,
                                igny_kpi_card_new ("Published", "57", "Same as last month",
                                                   IGNY_TONE_NEUTRAL, NULL));
  igny_dashboard_view_add_card (view,
                                igny_kpi_card_new ("Spend this month", "$14.20",
                                                   "▼ $3.10", IGNY_TONE_NEUTRAL, values));
  igny_pipeline_set_steps (igny_dashboard_view_get_pipeline (view), steps, G_N_ELEMENTS (steps));
  add_charts (view);
  igny_dashboard_view_add_activity (view, "Imported 17,606 keywords", "5 min ago", "win.undo");
  igny_dashboard_view_add_activity (view, "Clustered 1,204 keywords into 86", "2 min ago",
                                    "win.undo");
  igny_dashboard_view_add_activity (view, "Published “Best hiking boots for wide feet”",
                                    "yesterday", NULL);
  return widget;
}

static char *
check_cb (const IgnyFormField *field,
          const char          *value,
          gpointer             user_data)
{
  if (g_str_equal (field->id, "words") && *value != '\0' && g_ascii_strtoll (value, NULL, 10) < 100)
    return g_strdup ("Type a number from 100 to 10,000, or leave it empty.");
  if (g_str_equal (field->id, "url") && *value != '\0' && !g_str_has_prefix (value, "https://"))
    return g_strdup ("Begin with https://, as in https://outdoor-gear.com.");
  return NULL;
}

static void
fill_form (IgnyFormView *form)
{
  igny_form_view_set_check (form, check_cb, NULL, NULL);
  igny_form_view_add_group (form, "Site", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    igny_form_view_add_field (form, fields + i);
  igny_form_view_set_value (form, "name", "outdoor-gear.com");
}

static GtkWidget *
create_settings (void)
{
  GtkWidget    *widget = igny_form_view_new (TRUE);
  IgnyFormView *form = IGNY_FORM_VIEW (widget);
  IgnyFormRow  *row;

  fill_form (form);
  igny_form_view_set_value (form, "url", "outdoor-gear.com");
  g_signal_emit_by_name (igny_form_view_find (form, "url"), "typed");
  igny_form_view_add_group (form, "OpenAI", "Keywords and drafts are sent to api.openai.com.");
  igny_form_row_set_stored (igny_form_view_add_field (form, &key), TRUE);
  igny_form_view_add_field (form, &password);
  row = igny_form_view_add_field (form, &test);
  igny_form_row_set_result (row, IGNY_TONE_SUCCESS, "Answered in 412 ms, model gpt-5-mini");
  return widget;
}

static GtkWidget *
create_system (void)
{
  GtkWidget      *widget = igny_system_view_new ();
  IgnySystemView *view = IGNY_SYSTEM_VIEW (widget);

  igny_system_view_set_status (view, "store", "Database", "412 MB, checked an hour ago.",
                               IGNY_TONE_SUCCESS, NULL, NULL);
  igny_system_view_set_status (view, "backup", "Backups", "The last one is 9 days old.",
                               IGNY_TONE_WARNING, "Back Up Now", "win.import");
  igny_system_view_set_status (view, "key", "OpenAI", "The key was refused. Put in a new one.",
                               IGNY_TONE_ERROR, "Open Settings", "win.page::settings");
  igny_system_view_add_log (view, "Cluster keywords",
                            "gpt-5-mini · $0.0123 · 8.1 s", "Done", IGNY_TONE_SUCCESS, "Prompt\n…");
  igny_system_view_add_log (view, "Write article", "gpt-5-mini · 2.0 s", "Failed", IGNY_TONE_ERROR,
                            "The provider answered 429: too many requests.");
  return widget;
}

static void
add_table (IgnyWindow *window,
           const char *id,
           const char *section,
           const char *title,
           const char *icon,
           guint       n_rows)
{
  g_autoptr(IgnyDemoSource) source = igny_demo_source_new (empty ? 0 : n_rows);
  GtkWidget     *view = igny_table_view_new (IGNY_TABLE_SOURCE (source), &text,
                                             igny_env_get_system ());
  IgnyPageFrame *frame = igny_window_add_page (window, id, section, title, icon, view);

  igny_window_set_count (window, id, empty ? 0 : n_rows);
  igny_page_frame_add_button (frame, "_Import…", "document-open-symbolic", "win.import", TRUE);
  igny_page_frame_add_button (frame, "_Add", "list-add-symbolic", "win.add", FALSE);
}

static void
nothing_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  igny_window_toast (user_data, "Clustered 1,204 keywords into 86", "Undo", "win.undo");
}

static void
fill (IgnyWindow *window)
{
  static const GActionEntry window_actions[] = {
    { "import", nothing_cb },
    { "add", nothing_cb },
    { "undo", nothing_cb },
    { "redo", nothing_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), window_actions,
                                   G_N_ELEMENTS (window_actions), window);
  igny_window_add_page (window, "dashboard", NULL, "Dashboard", "user-home-symbolic",
                        create_dashboard ());
  add_table (window, "keywords", "PLANNER", "Keywords", "system-search-symbolic", 17606);
  add_table (window, "clusters", "PLANNER", "Clusters", "view-grid-symbolic", 412);
  add_table (window, "ideas", "PLANNER", "Ideas", "starred-symbolic", 96);
  add_table (window, "tasks", "WRITER", "Tasks", "view-list-symbolic", 130);
  add_table (window, "content", "WRITER", "Content", "text-x-generic-symbolic", 96);
  igny_window_add_page (window, "settings", "SYSTEM", "Settings", "emblem-system-symbolic",
                        create_settings ());
  igny_window_add_page (window, "status", "SYSTEM", "Status", "dialog-information-symbolic",
                        create_system ());
  igny_window_add_site (window, 1, "outdoor-gear.com");
  igny_window_add_site (window, 2, "camping-kitchen.com");
  igny_window_set_site (window, 1);
  igny_window_add_sector (window, 0, "All sectors");
  igny_window_add_sector (window, 7, "Hiking");
  igny_window_set_sector (window, 7);
  igny_window_set_place (window, "outdoor-gear.com › Hiking");
  igny_window_set_job (window, "1", "Writing 12 of 40", "Asking gpt-5-mini", 0.3);
  igny_window_show_page (window, page != NULL ? page : "dashboard");
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window = igny_window_new (app);

  fill (IGNY_WINDOW (window));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  if (dialog)
    {
      GtkWidget *form = igny_form_dialog_new (GTK_WINDOW (window), "Add Site", "_Add");

      fill_form (igny_form_dialog_get_form (IGNY_FORM_DIALOG (form)));
      gtk_window_present (GTK_WINDOW (form));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GApplication) app = NULL;

  setlocale (LC_ALL, "");
  app = g_object_new (IGNY_TYPE_APPLICATION, "application-id", "com.igny8.Igny8", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);
  g_application_add_main_option_entries (app, entries);
  G_APPLICATION_GET_CLASS (app)->activate = (void (*) (GApplication *)) activate_cb;
  return g_application_run (app, argc, argv);
}
