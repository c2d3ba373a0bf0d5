/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-calendar-chip.h"

#include <glib/gi18n.h>

#include "igny-style.h"

struct _IgnyCalendarChip
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  gint64     content;
  gboolean   can_move;
};

G_DEFINE_FINAL_TYPE (IgnyCalendarChip, igny_calendar_chip, GTK_TYPE_WIDGET)

static IgnyTone
get_tone (IgnyPlannedStatus status)
{
  switch (status)
    {
    case IGNY_PLANNED_READY:
    case IGNY_PLANNED_SCHEDULED:
      return IGNY_TONE_ACCENT;

    case IGNY_PLANNED_FAILED:
      return IGNY_TONE_ERROR;

    case IGNY_PLANNED_PUBLISHED:
      return IGNY_TONE_SUCCESS;

    case IGNY_PLANNED_WAITS:
    default:
      return IGNY_TONE_WARNING;
    }
}

char *
igny_calendar_chip_dup_time (gint64     at,
                             GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");
}

static void
shift (IgnyCalendarChip *self,
       int               days)
{
  if (self->can_move)
    gtk_widget_activate_action (GTK_WIDGET (self), "calendar.shift", "(xi)", self->content, days);
}

static gboolean
shift_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  int days;

  g_variant_get (arguments, "(i)", &days);
  /* Left and right are where they are seen. */
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL && ABS (days) == 1)
    days = -days;
  shift (IGNY_CALENDAR_CHIP (widget), days);
  return TRUE;
}

static void
free_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyCalendarChip *self = IGNY_CALENDAR_CHIP (widget);

  if (self->can_move)
    gtk_widget_activate_action (widget, "calendar.free", "x", self->content);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IgnyCalendarChip *self = IGNY_CALENDAR_CHIP (widget);

  if (self->can_move)
    gtk_widget_activate_action (widget, "calendar.clear", "x", self->content);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "calendar.open", "x", IGNY_CALENDAR_CHIP (widget)->content);
}

static void
shift_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  shift (IGNY_CALENDAR_CHIP (widget), g_variant_get_int32 (parameter));
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyCalendarChip *self = IGNY_CALENDAR_CHIP (widget);

  if (self->popover == NULL)
    {
      g_autoptr(GMenu) menu = g_menu_new ();
      g_autoptr(GMenu) moves = g_menu_new ();

      g_menu_append (menu, _("_Open"), "chip.open");
      if (self->can_move)
        {
          g_menu_append (moves, _("Move a Day _Earlier"), "chip.shift(-1)");
          g_menu_append (moves, _("Move a Day _Later"), "chip.shift(1)");
          g_menu_append (moves, _("Move to the Next _Free Time"), "chip.free");
          g_menu_append (moves, _("Take off the _Calendar"), "chip.clear");
          g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
        }
      self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_parent (self->popover, widget);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             gpointer         user_data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (user_data, "chip.menu", NULL);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  IgnyCalendarChip *self = user_data;

  return self->can_move ? gdk_content_provider_new_typed (G_TYPE_INT64, self->content) : NULL;
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gpointer       user_data)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (user_data);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static void
igny_calendar_chip_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  IgnyCalendarChip *self = IGNY_CALENDAR_CHIP (widget);

  gtk_widget_size_allocate (self->button, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
igny_calendar_chip_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  gtk_widget_measure (IGNY_CALENDAR_CHIP (widget)->button, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static gboolean
igny_calendar_chip_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (IGNY_CALENDAR_CHIP (widget)->button);
}

static void
igny_calendar_chip_dispose (GObject *object)
{
  IgnyCalendarChip *self = IGNY_CALENDAR_CHIP (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_calendar_chip_parent_class)->dispose (object);
}

static void
igny_calendar_chip_class_init (IgnyCalendarChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_calendar_chip_dispose;
  widget_class->size_allocate = igny_calendar_chip_size_allocate;
  widget_class->measure = igny_calendar_chip_measure;
  widget_class->grab_focus = igny_calendar_chip_grab_focus;

  gtk_widget_class_install_action (widget_class, "chip.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "chip.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "chip.shift", "i", shift_action);
  gtk_widget_class_install_action (widget_class, "chip.free", NULL, free_action);
  gtk_widget_class_install_action (widget_class, "chip.clear", NULL, clear_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, shift_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, shift_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, shift_cb, "(i)", -7);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, shift_cb, "(i)", 7);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "chip.free", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.clear", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chip.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chip.menu",
                                       NULL);
  gtk_widget_class_set_css_name (widget_class, "calendarchip");
}

static void
igny_calendar_chip_init (IgnyCalendarChip *self)
{
  GtkGesture    *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  self->button = gtk_button_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "chip.open");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static GtkWidget *
create_label (const char *text,
              const char *first,
              const char *second)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, first);
  if (second != NULL)
    gtk_widget_add_css_class (label, second);
  return label;
}

GtkWidget *
igny_calendar_chip_new (const IgnyPlannedPost *post,
                        GTimeZone             *zone)
{
  IgnyCalendarChip *self;
  GtkWidget        *box;
  const char       *tone;
  const char       *status;
  g_autofree char  *time = NULL;
  g_autofree char  *line = NULL;
  g_autofree char  *all = NULL;

  g_return_val_if_fail (post != NULL && zone != NULL, NULL);

  self = g_object_new (IGNY_TYPE_CALENDAR_CHIP, NULL);
  self->content = post->content;
  self->can_move = igny_planned_post_can_move (post);
  tone = igny_style_tone_class (get_tone (post->status));
  status = _(igny_planned_status_get_label (post->status));
  time = igny_calendar_chip_dup_time (post->at, zone);
  line = g_strdup_printf ("%s · %s", time, status);
  all = g_strdup_printf ("%s, %s, %s", post->title, time, status);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_label (post->title, "chip-title", NULL));
  gtk_box_append (GTK_BOX (box), create_label (line, "chip-line", "numeric"));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, tone);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, all,
                                  -1);
  return GTK_WIDGET (self);
}

gint64
igny_calendar_chip_get_content (IgnyCalendarChip *self)
{
  g_return_val_if_fail (IGNY_IS_CALENDAR_CHIP (self), 0);

  return self->content;
}
