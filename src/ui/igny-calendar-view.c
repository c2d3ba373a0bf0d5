/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-calendar-view.h"

#include <glib/gi18n.h>

#include "igny-calendar-chip.h"
#include "igny-calendar-day.h"

/* A grid of days needs so many pixels. */
#define GRID_FROM 620
#define NARROWEST 300

struct _IgnyCalendarView
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *scrolled; /* of the list */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (IgnyCalendarView, igny_calendar_view, GTK_TYPE_WIDGET)

static void
igny_calendar_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  IgnyCalendarView *self = IGNY_CALENDAR_VIEW (widget);
  gboolean          wide = width >= GRID_FROM;
  GtkAllocation     all = { 0, 0, width, height };

  gtk_widget_set_child_visible (self->grid, wide);
  gtk_widget_set_child_visible (self->scrolled, !wide);
  gtk_widget_size_allocate (wide ? self->grid : self->scrolled, &all, baseline);
}

static void
igny_calendar_view_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  IgnyCalendarView *self = IGNY_CALENDAR_VIEW (widget);
  int               least;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = NARROWEST;
      *natural = 900;
      return;
    }
  gtk_widget_measure (self->grid, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  *minimum = for_size >= 0 && for_size < GRID_FROM ? 200 : least;
  *natural = MAX (*minimum, 600);
}

static GtkSizeRequestMode
igny_calendar_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
igny_calendar_view_dispose (GObject *object)
{
  IgnyCalendarView *self = IGNY_CALENDAR_VIEW (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_calendar_view_parent_class)->dispose (object);
}

static void
igny_calendar_view_class_init (IgnyCalendarViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_calendar_view_dispose;
  widget_class->size_allocate = igny_calendar_view_size_allocate;
  widget_class->measure = igny_calendar_view_measure;
  widget_class->get_request_mode = igny_calendar_view_get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "monthview");
}

static void
igny_calendar_view_init (IgnyCalendarView *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_overflow (self->grid, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->grid, "calendar-grid");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->list, "calendar-list");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
igny_calendar_view_new (void)
{
  return g_object_new (IGNY_TYPE_CALENDAR_VIEW, NULL);
}

/* The chip that has the focus, or holds what has it. */
static gint64
get_focused (IgnyCalendarView *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *chip = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    chip = gtk_widget_get_ancestor (focus, IGNY_TYPE_CALENDAR_CHIP);
  return chip != NULL ? igny_calendar_chip_get_content (IGNY_CALENDAR_CHIP (chip)) : 0;
}

static gboolean
focus_chip (GtkWidget *widget,
            gint64     content)
{
  if (!gtk_widget_get_child_visible (widget))
    return FALSE;
  if (IGNY_IS_CALENDAR_CHIP (widget))
    return igny_calendar_chip_get_content (IGNY_CALENDAR_CHIP (widget)) == content &&
           gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (focus_chip (child, content))
      return TRUE;
  return FALSE;
}

static void
add_names (IgnyCalendarView *self,
           GDateTime        *first)
{
  for (int i = 0; i < 7; i++)
    {
      g_autoptr(GDateTime) day = g_date_time_add_days (first, i);
      g_autofree char *name = g_date_time_format (day, "%a");
      GtkWidget       *label = gtk_label_new (name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "calendar-weekday");
      gtk_grid_attach (GTK_GRID (self->grid), label, i, 0, 1, 1);
    }
}

static void
add_day (IgnyCalendarView *self,
         IgnyCalendarData *data,
         GDateTime        *day,
         int               n,
         gboolean          inside)
{
  GtkWidget *cell = igny_calendar_day_new_cell (data, day, n, inside);
  GtkWidget *lines = inside ? igny_calendar_day_new_lines (data, day) : NULL;

  gtk_widget_set_vexpand (cell, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), cell, n % 7, 1 + n / 7, 1, 1);
  if (lines != NULL)
    gtk_box_append (GTK_BOX (self->list), lines);
}

static void
clear (IgnyCalendarView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
}

void
igny_calendar_view_set_data (IgnyCalendarView *self,
                             IgnyCalendarData *data,
                             GDateTime        *first,
                             int               n_weeks,
                             GDateTime        *month,
                             gint64            focus)
{
  g_return_if_fail (IGNY_IS_CALENDAR_VIEW (self));
  g_return_if_fail (data != NULL && first != NULL && month != NULL);

  if (focus == 0)
    focus = get_focused (self);
  clear (self);
  add_names (self, first);
  for (int i = 0; i < n_weeks * 7; i++)
    {
      g_autoptr(GDateTime) day = g_date_time_add_days (first, i);

      add_day (self, data, day, i,
               g_date_time_get_month (day) == g_date_time_get_month (month));
    }
  if (gtk_widget_get_first_child (self->list) == NULL)
    {
      GtkWidget *label = gtk_label_new (_("Nothing is planned this month"));

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->list), label);
    }
  if (focus != 0)
    focus_chip (GTK_WIDGET (self), focus);
}
