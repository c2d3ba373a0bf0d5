/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with one table of made-up keywords, to look at and to measure:
 *   demo-table [--rows=N] [--delay=MS] [--broken] [--bench] */
#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "igny-demo-source.h"
#include "igny-table-view.h"

static int      n_rows = 17606;
static int      delay;
static gboolean broken;
static gboolean bench;

static const GOptionEntry entries[] = {
  { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, "How many rows", "N" },
  { "delay", 0, 0, G_OPTION_ARG_INT, &delay, "Milliseconds before an answer", "MS" },
  { "broken", 0, 0, G_OPTION_ARG_NONE, &broken, "Loading fails", NULL },
  { "bench", 0, 0, G_OPTION_ARG_NONE, &bench, "Measure, print and quit", NULL },
  { NULL },
};

static const IgnyTableAction actions[] = {
  { "cluster", N_ ("Cluster"), FALSE },
  { "ideas", N_ ("Ideas"), FALSE },
  { "status", N_ ("Set Status…"), TRUE },
  { "export", N_ ("Export…"), TRUE },
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

typedef struct
{
  IgnyTableGrid *grid;
  GMainLoop     *loop;
  gint64         start;
  gint64         loaded;
  guint          step;
} Bench;

static const struct
{
  const char *name;
  const char *search;
  const char *sort;
  gboolean    descending;
} steps[] = {
  { "sort by volume, falling", NULL, "volume", TRUE },
  { "sort by volume, rising", NULL, "volume", FALSE },
  { "sort by difficulty", NULL, "difficulty", TRUE },
  { "search “b”", "b", "volume", TRUE },
  { "search “boots”", "boots", "volume", TRUE },
  { "search “boots for”", "boots for", "volume", TRUE },
  { "search nothing", NULL, "volume", TRUE },
  { "own order", NULL, NULL, FALSE },
};

static gboolean
next_step_cb (gpointer user_data)
{
  Bench          *self = user_data;
  IgnyTableQuery *query = igny_table_query_new ();

  query->search = g_strdup (steps[self->step].search);
  query->sort = g_strdup (steps[self->step].sort);
  query->descending = steps[self->step].descending;
  self->start = g_get_monotonic_time ();
  self->loaded = 0;
  igny_table_grid_take_query (self->grid, query);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->loaded == 0)
    return;
  g_print ("%-26s order %6.1f ms, next frame %6.1f ms, rows %u\n", steps[self->step].name,
           (double) (self->loaded - self->start) / 1000, (double) (now - self->start) / 1000,
           igny_table_grid_get_rows (self->grid)->len);
  self->loaded = 0;
  self->start = 0;
  self->step++;
  if (self->step < G_N_ELEMENTS (steps))
    g_timeout_add (300, next_step_cb, self);
  else
    exit (0);
}

static void
loaded_cb (Bench *self)
{
  if (self->start != 0)
    self->loaded = g_get_monotonic_time ();
}

static gboolean
start_bench_cb (gpointer user_data)
{
  Bench *self = user_data;
  gint64 start = g_get_monotonic_time ();

  igny_table_grid_select_all (self->grid);
  g_print ("select all %.1f ms\n", (double) (g_get_monotonic_time () - start) / 1000);
  igny_table_marks_clear (igny_table_grid_get_marks (self->grid));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self->grid)), "after-paint",
                    G_CALLBACK (after_paint_cb), self);
  return next_step_cb (self);
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget      *window = adw_application_window_new (app);
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  IgnyDemoSource *source = igny_demo_source_new ((guint) n_rows);
  GtkWidget      *view;

  igny_demo_source_set_delay (source, (guint) delay);
  igny_demo_source_set_broken (source, broken);
  view = igny_table_view_new (IGNY_TABLE_SOURCE (source), &text, igny_env_get_system ());
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Keywords");
  gtk_window_set_default_size (GTK_WINDOW (window), 1160, 800);
  gtk_window_present (GTK_WINDOW (window));
  if (bench)
    {
      Bench *self = g_new0 (Bench, 1);

      self->grid = igny_table_view_get_grid (IGNY_TABLE_VIEW (view));
      g_signal_connect_swapped (self->grid, "loaded", G_CALLBACK (loaded_cb), self);
      g_timeout_add (2000, start_bench_cb, self);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) app = adw_application_new ("com.igny8.Igny8", G_APPLICATION_NON_UNIQUE);

  setlocale (LC_ALL, "");
  g_application_add_main_option_entries (G_APPLICATION (app), entries);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
