/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-progress-row.h"

#include <adwaita.h>

#include "igny-jobs-row.h"
#include "igny-ui.h"

static void
measure (GtkWidget *row,
         int       *width,
         int       *height)
{
  int minimum;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, width, NULL, NULL);
  *width = MAX (*width, minimum);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, 300, &minimum, height, NULL, NULL);
}

static const char *const phases[] = {
  "…",
  "gpt-5-mini: …that keep your feet dry on a rainy day in the hills, and which ones do not",
  "gpt-5-mini: …長靴の選び方",
  "gpt-5-mini: …می‌خواهم این کفش را",
  "gpt-5-mini: …👟 🥾 ✅",
  "a\nb",
};

static void
check_size (GtkWidget *row,
            int        width,
            int        height,
            guint      phase)
{
  int w = 0;
  int h = 0;

  measure (row, &w, &h);
  g_test_message ("“%s”: %d × %d", phases[phase], w, h);
  g_assert_cmpint (w, ==, width);
  g_assert_cmpint (h, ==, height);
}

/* Whatever a model writes, in whichever script, nothing beside it moves. */
static void
test_size (void)
{
  static const double fractions[] = { -1, 0, 0.07, 0.3, 1 };
  GtkWidget          *window = gtk_window_new ();
  GtkWidget          *row = igny_progress_row_new ("Write articles");
  int                 width = 0;
  int                 height = 0;

  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_present (GTK_WINDOW (window));
  igny_progress_row_set (IGNY_PROGRESS_ROW (row), "Waiting", 0.1);
  measure (row, &width, &height);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fractions); j++)
      {
        igny_progress_row_set (IGNY_PROGRESS_ROW (row), phases[i], fractions[j]);
        check_size (row, width, height, i);
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The same in the list of all jobs. */
static void
test_list (void)
{
  GtkWidget    *window = gtk_window_new ();
  GtkWidget    *list = gtk_list_box_new ();
  GtkWidget    *row = igny_jobs_row_new (1);
  IgnyJobsBatch batch = { .title = (char *) "Hiking Boots", .message = (char *) "Waiting" };
  int           width = 0;
  int           height = 0;

  batch.count.running = batch.count.total = 1;
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  igny_jobs_row_show (IGNY_JOBS_ROW (row), &batch, 0, FALSE);
  measure (row, &width, &height);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      batch.message = (char *) phases[i];
      igny_jobs_row_show (IGNY_JOBS_ROW (row), &batch, 0, FALSE);
      check_size (row, width, height, i);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, IGNY_RESOURCE ("style.css"));
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  g_test_add_func ("/ui/progress-row/size", test_size);
  g_test_add_func ("/ui/progress-row/list", test_list);

  return g_test_run ();
}
