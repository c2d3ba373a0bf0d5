/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-walk-window.h"

#define STEP_MS 20
#define CALM_MS 160 /* without a frame: what was asked for is there */
#define LONGEST_MS 4000

static gboolean
set_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
igny_walk_pass (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
painted_cb (GdkFrameClock *clock,
            gint64        *last)
{
  *last = g_get_monotonic_time ();
}

void
igny_walk_settle (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64         began = g_get_monotonic_time ();
  gint64         last = began;
  gulong         handler = 0;

  if (clock != NULL)
    handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &last);
  while (g_get_monotonic_time () - last < CALM_MS * 1000 &&
         g_get_monotonic_time () - began < LONGEST_MS * 1000)
    igny_walk_pass (STEP_MS);
  if (clock != NULL)
    g_signal_handler_disconnect (clock, handler);
}

static IgnyWindow *
find_window (void)
{
  g_autoptr(GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (IGNY_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* The window is at work when the actions of its workspace are there. */
IgnyWindow *
igny_walk_wait_for_window (void)
{
  IgnyWindow *window = find_window ();

  for (guint i = 0; i < 3000 && (window == NULL || !g_action_group_has_action (
                                                       G_ACTION_GROUP (window), "welcome"));
       i++)
    {
      igny_walk_pass (STEP_MS / 2);
      window = find_window ();
    }
  g_assert (window != NULL);
  return window;
}

/* A window that an action opened; the newest is the first. */
GtkWidget *
igny_walk_find_opened (IgnyWindow *window)
{
  g_autoptr(GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (l->data != (gpointer) window && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

GtkWidget *
igny_walk_wait_for_opened (IgnyWindow *window)
{
  GtkWidget *opened = igny_walk_find_opened (window);

  for (guint i = 0; i < 100 && opened == NULL; i++)
    {
      igny_walk_pass (STEP_MS);
      opened = igny_walk_find_opened (window);
    }
  return opened;
}

void
igny_walk_close_opened (IgnyWindow *window)
{
  GtkWidget *opened;

  while ((opened = igny_walk_find_opened (window)) != NULL)
    {
      gtk_window_close (GTK_WINDOW (opened));
      igny_walk_pass (STEP_MS);
      if (igny_walk_find_opened (window) == opened)
        gtk_window_destroy (GTK_WINDOW (opened));
    }
}
