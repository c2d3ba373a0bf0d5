/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-progress-row.h"

#include <adwaita.h>

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

/* Whatever a model writes, in whichever script, nothing beside it moves. */
static void
test_size (void)
{
  static const char *const phases[] = {
    "…",
    "gpt-5-mini: …that keep your feet dry on a rainy day in the hills, and which ones do not",
    "gpt-5-mini: …長靴の選び方",
    "gpt-5-mini: …می‌خواهم این کفش را",
    "gpt-5-mini: …👟 🥾 ✅",
    "a\nb",
  };
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
        int w = 0;
        int h = 0;

        igny_progress_row_set (IGNY_PROGRESS_ROW (row), phases[i], fractions[j]);
        measure (row, &w, &h);
        g_test_message ("“%s” at %g: %d × %d", phases[i], fractions[j], w, h);
        g_assert_cmpint (w, ==, width);
        g_assert_cmpint (h, ==, height);
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

  return g_test_run ();
}
