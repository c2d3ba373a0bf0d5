/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-edge-scroll.h"

#define EDGE 48.0
#define SPEED 900.0 /* pixels a second, at the edge itself */
#define LONGEST 0.1 /* seconds; a late frame is no jump */

typedef struct
{
  GtkScrolledWindow *window; /* has self */
  double             x;
  double             y;
  guint              tick; /* 0: nothing is dragged near an edge */
  gint64             before;
} EdgeScroll;

/* -1 to 1: how much it is drawn to the beginning or the end. */
static double
get_pull (double at,
          int    size)
{
  double edge = MIN (EDGE, size / 4.0);

  if (at < edge)
    return -(edge - MAX (at, 0)) / edge;
  if (at > size - edge)
    return (MIN (at, size) - (size - edge)) / edge;
  return 0;
}

static double
get_pull_x (const EdgeScroll *self)
{
  GtkWidget    *widget = GTK_WIDGET (self->window);
  double        pull = get_pull (self->x, gtk_widget_get_width (widget));
  GtkPolicyType policy;

  gtk_scrolled_window_get_policy (self->window, &policy, NULL);
  if (policy == GTK_POLICY_NEVER)
    return 0;
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -pull : pull;
}

static double
get_pull_y (const EdgeScroll *self)
{
  GtkPolicyType policy;

  gtk_scrolled_window_get_policy (self->window, NULL, &policy);
  if (policy == GTK_POLICY_NEVER)
    return 0;
  return get_pull (self->y, gtk_widget_get_height (GTK_WIDGET (self->window)));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  EdgeScroll    *self = user_data;
  gint64         now = gdk_frame_clock_get_frame_time (clock);
  double         seconds = (double) (now - self->before) / G_USEC_PER_SEC;
  double         way = SPEED * MIN (seconds, LONGEST);
  GtkAdjustment *x = gtk_scrolled_window_get_hadjustment (self->window);
  GtkAdjustment *y = gtk_scrolled_window_get_vadjustment (self->window);

  self->before = now;
  gtk_adjustment_set_value (x, gtk_adjustment_get_value (x) + way * get_pull_x (self));
  gtk_adjustment_set_value (y, gtk_adjustment_get_value (y) + way * get_pull_y (self));
  return G_SOURCE_CONTINUE;
}

static void
stop (EdgeScroll *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
  self->tick = 0;
}

static void
leave_cb (EdgeScroll *self)
{
  stop (self);
}

static void
motion_cb (EdgeScroll *self,
           double      x,
           double      y)
{
  GtkWidget *widget = GTK_WIDGET (self->window);
  gboolean   pulled;

  self->x = x;
  self->y = y;
  pulled = get_pull_x (self) != 0 || get_pull_y (self) != 0;
  if (!pulled)
    stop (self);
  else if (self->tick == 0)
    {
      self->before = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (widget));
      self->tick = gtk_widget_add_tick_callback (widget, tick_cb, self, NULL);
    }
}

static void
free_cb (gpointer  data,
         GClosure *closure)
{
  g_free (data);
}

void
igny_edge_scroll_add (GtkScrolledWindow *window)
{
  EdgeScroll         *self;
  GtkEventController *motion;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (window));

  self = g_new0 (EdgeScroll, 1);
  self->window = window;
  motion = gtk_drop_controller_motion_new ();
  g_signal_connect_data (motion, "enter", G_CALLBACK (motion_cb), self, free_cb, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), motion);
}
