/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-calendar-day.h"

#include <glib/gi18n.h>

#include "igny-calendar-chip.h"

/* The ms at which a day begins, and the next one. */
static void
get_span (GDateTime *day,
          gint64    *from,
          gint64    *until)
{
  g_autoptr(GDateTime) next = g_date_time_add_days (day, 1);

  *from = g_date_time_to_unix (day) * 1000;
  *until = g_date_time_to_unix (next) * 1000;
}

/* Of IgnyPlannedPost, borrowed. */
static GPtrArray *
list_posts (IgnyCalendarData *data,
            GDateTime        *day)
{
  GPtrArray *posts = g_ptr_array_new ();
  gint64     from;
  gint64     until;

  get_span (day, &from, &until);
  for (guint i = 0; i < data->posts->len; i++)
    {
      IgnyPlannedPost *post = data->posts->pdata[i];

      if (post->at >= from && post->at < until)
        g_ptr_array_add (posts, post);
    }
  return posts;
}

static gboolean
is_today (IgnyCalendarData *data,
          GDateTime        *day)
{
  gint64 from;
  gint64 until;

  get_span (day, &from, &until);
  return data->now >= from && data->now < until;
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return gtk_widget_activate_action (widget, "calendar.to-day", "(xi)", g_value_get_int64 (value),
                                     GPOINTER_TO_INT (user_data));
}

static gboolean
dropped_on_place_cb (GtkDropTarget *target,
                     const GValue  *value,
                     double         x,
                     double         y,
                     gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  gint64    *at = user_data;

  return gtk_widget_activate_action (widget, "calendar.to-time", "(xx)", g_value_get_int64 (value),
                                     *at);
}

static GtkWidget *
create_place (IgnyCalendarData *data,
              gint64            at)
{
  GtkDropTarget   *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);
  g_autofree char *time = igny_calendar_chip_dup_time (at, data->zone);
  g_autofree char *words = g_strdup_printf (_("%s free"), time);
  GtkWidget       *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "calendar-place");
  gtk_widget_add_css_class (label, "numeric");
  g_signal_connect_data (target, "drop", G_CALLBACK (dropped_on_place_cb),
                         g_memdup2 (&at, sizeof at), (GClosureNotify) (GCallback) g_free, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (target));
  return label;
}

static void
append_places (IgnyCalendarData *data,
               GDateTime        *day,
               GtkWidget        *cell,
               guint             room)
{
  gint64 from;
  gint64 until;

  get_span (day, &from, &until);
  for (guint i = 0; i < data->places->len && room > 0; i++)
    {
      gint64 at = g_array_index (data->places, gint64, i);

      if (at < from || at >= until)
        continue;
      gtk_box_append (GTK_BOX (cell), create_place (data, at));
      room--;
    }
}

/* All contents of a day, in a popover. */
static GtkWidget *
create_more (IgnyCalendarData *data,
             GPtrArray        *posts)
{
  GtkWidget       *button = gtk_menu_button_new ();
  GtkWidget       *popover = gtk_popover_new ();
  GtkWidget       *scrolled = gtk_scrolled_window_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  guint            n = posts->len - (IGNY_CALENDAR_CELL - 1);
  g_autofree char *words = g_strdup_printf (ngettext ("%u more", "%u more", n), n);

  for (guint i = 0; i < posts->len; i++)
    gtk_box_append (GTK_BOX (box), igny_calendar_chip_new (posts->pdata[i], data->zone));
  gtk_widget_set_size_request (box, 260, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), words);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "calendar-more");
  return button;
}

static GtkWidget *
create_number (IgnyCalendarData *data,
               GDateTime        *day,
               gboolean          inside)
{
  g_autofree char *number = g_date_time_format (day, "%-d");
  g_autofree char *name = g_date_time_format (day, "%A, %-d %B");
  GtkWidget       *label = gtk_label_new (number);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "calendar-number");
  gtk_widget_add_css_class (label, "numeric");
  if (is_today (data, day))
    gtk_widget_add_css_class (label, "today");
  else if (!inside)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return label;
}

GtkWidget *
igny_calendar_day_new_cell (IgnyCalendarData *data,
                            GDateTime        *day,
                            int               n,
                            gboolean          inside)
{
  GtkWidget     *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);
  g_autoptr(GPtrArray) posts = NULL;
  guint shown;

  g_return_val_if_fail (data != NULL && day != NULL, NULL);

  posts = list_posts (data, day);
  shown = posts->len > IGNY_CALENDAR_CELL ? IGNY_CALENDAR_CELL - 1 : posts->len;
  gtk_box_append (GTK_BOX (cell), create_number (data, day, inside));
  for (guint i = 0; i < shown; i++)
    gtk_box_append (GTK_BOX (cell), igny_calendar_chip_new (posts->pdata[i], data->zone));
  if (shown < posts->len)
    gtk_box_append (GTK_BOX (cell), create_more (data, posts));
  else
    append_places (data, day, cell, IGNY_CALENDAR_CELL - shown);
  gtk_widget_add_css_class (cell, "calendar-day");
  if (!inside)
    gtk_widget_add_css_class (cell, "outside");
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), GINT_TO_POINTER (n));
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (target));
  return cell;
}

GtkWidget *
igny_calendar_day_new_lines (IgnyCalendarData *data,
                             GDateTime        *day)
{
  GtkWidget *box;
  GtkWidget *label;
  g_autoptr(GPtrArray) posts = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (data != NULL && day != NULL, NULL);

  posts = list_posts (data, day);
  if (posts->len == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  name = g_date_time_format (day, "%A, %-d %B");
  label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  if (is_today (data, day))
    gtk_widget_add_css_class (label, "accent");
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < posts->len; i++)
    gtk_box_append (GTK_BOX (box), igny_calendar_chip_new (posts->pdata[i], data->zone));
  return box;
}
