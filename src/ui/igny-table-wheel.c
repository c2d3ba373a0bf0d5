/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-wheel.h"

#include <math.h>

typedef struct
{
  GtkAdjustment *vertical;
  double         turns; /* not scrolled by yet */
  gboolean       ticking;
} Wheel;

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Wheel *wheel = user_data;
  /* As far as GTK goes for one turn. */
  double step = pow (gtk_adjustment_get_page_size (wheel->vertical), 2.0 / 3.0);
  double value = gtk_adjustment_get_value (wheel->vertical) + wheel->turns * step;

  wheel->turns = 0;
  wheel->ticking = FALSE;
  gtk_adjustment_set_value (wheel->vertical, value);
  return G_SOURCE_REMOVE;
}

/* A touchpad counts as a wheel too where the system does not tell them apart, but
 * it goes on by itself when the fingers leave it: GTK does that. */
static gboolean
is_mouse (GtkEventController *controller)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_MOUSE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           Wheel                    *wheel)
{
  GtkEventController *base = GTK_EVENT_CONTROLLER (controller);
  GdkModifierType     modifiers = gtk_event_controller_get_current_event_state (base);

  if (gtk_event_controller_scroll_get_unit (controller) != GDK_SCROLL_UNIT_WHEEL || dx != 0 ||
      !is_mouse (base) || (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0 ||
      gtk_adjustment_get_upper (wheel->vertical) <= gtk_adjustment_get_page_size (wheel->vertical))
    return GDK_EVENT_PROPAGATE;
  wheel->turns += dy;
  if (!wheel->ticking)
    gtk_widget_add_tick_callback (gtk_event_controller_get_widget (base), tick_cb, wheel, NULL);
  wheel->ticking = TRUE;
  return GDK_EVENT_STOP;
}

void
igny_table_wheel_attach (GtkScrolledWindow *scrolled)
{
  GtkEventController *controller;
  Wheel              *wheel;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scrolled));

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  wheel = g_new0 (Wheel, 1);
  wheel->vertical = gtk_scrolled_window_get_vadjustment (scrolled);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), wheel);
  gtk_widget_add_controller (GTK_WIDGET (scrolled), controller);
  g_object_set_data_full (G_OBJECT (scrolled), "wheel", wheel, g_free);
}
