/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-header.h"

#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 36
#define GRIP 6

struct _IgnyTableHeader
{
  GtkWidget parent_instance;

  IgnyTableLayout *layout;
  GtkAdjustment   *adjustment;
  GtkWidget       *check;
  GPtrArray       *buttons; /* by column number */
  GtkWidget       *menu;
  char            *sort;
  gboolean         descending;
  gboolean         updating;
  int              drag;   /* the nth shown column that is dragged, or -1 */
  gboolean         resize; /* its edge, not itself */
  int              drag_width;
  double           drag_x;
};

enum
{
  SORT,
  TOGGLE_PAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableHeader, igny_table_header, GTK_TYPE_WIDGET)

static int
get_total (IgnyTableHeader *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)),
              igny_table_layout_get_min_width (self->layout));
}

static void
get_area (IgnyTableHeader *self,
          guint            nth,
          int             *x,
          int             *width)
{
  int total = get_total (self);

  igny_table_layout_get_place (self->layout, nth, total, x, width);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    *x = total - *x - *width;
  *x -= (int) gtk_adjustment_get_value (self->adjustment);
}

static void
igny_table_header_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  IgnyTableHeader *self = IGNY_TABLE_HEADER (widget);
  int              least = HEIGHT;

  for (guint i = 0; i < self->buttons->len; i++)
    {
      int height;

      gtk_widget_measure (self->buttons->pdata[i], orientation, -1, &height, NULL, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        least = MAX (least, height);
    }
  gtk_widget_measure (self->check, orientation, -1, NULL, NULL, NULL, NULL);
  /* Sideways it may become as narrow as the window: it scrolls with the rows. */
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? least : 1;
}

static void
place_children (IgnyTableHeader *self,
                int              height)
{
  gboolean       rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int            offset = (int) gtk_adjustment_get_value (self->adjustment);
  GtkRequisition size;
  int            x;

  gtk_widget_get_preferred_size (self->check, &size, NULL);
  x = (IGNY_TABLE_CHECK_WIDTH - size.width) / 2 + 2;
  if (rtl)
    x = get_total (self) - x - size.width;
  gtk_widget_size_allocate (self->check,
                            &(GtkAllocation){ x - offset, (height - size.height) / 2,
                                              size.width, size.height },
                            -1);
  for (guint i = 0; i < igny_table_layout_get_n_shown (self->layout); i++)
    {
      int w;

      get_area (self, i, &x, &w);
      gtk_widget_size_allocate (self->buttons->pdata[igny_table_layout_get_shown (self->layout, i)],
                                &(GtkAllocation){ x, 0, w, height }, -1);
    }
}

/* At once: rows that find their place only while all is allocated scroll then, and
 * what is asked for after its turn is not allocated before it is drawn. */
static void
scrolled_cb (IgnyTableHeader *self)
{
  if (gtk_widget_get_height (GTK_WIDGET (self)) > 0)
    place_children (self, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
igny_table_header_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  IgnyTableHeader *self = IGNY_TABLE_HEADER (widget);

  place_children (self, height);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
igny_table_header_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  IgnyTableHeader   *self = IGNY_TABLE_HEADER (widget);
  const IgnyPalette *palette = igny_table_layout_get_palette (self->layout);
  int                height = gtk_widget_get_height (widget);

  GTK_WIDGET_CLASS (igny_table_header_parent_class)->snapshot (widget, snapshot);
  for (guint i = 0; i < igny_table_layout_get_n_shown (self->layout); i++)
    {
      int x;
      int width;

      get_area (self, i, &x, &width);
      gtk_snapshot_append_color (snapshot, &palette->faint,
                                 &GRAPHENE_RECT_INIT ((float) (x + width - 1), 10, 1,
                                                      (float) (height - 20)));
    }
}

static GtkWidget *
get_arrow (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "arrow");
}

static void
update_arrows (IgnyTableHeader *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget  *button = self->buttons->pdata[i];
      const char *id = igny_table_layout_get_column (self->layout, i)->id;
      gboolean    sorted = g_strcmp0 (id, self->sort) == 0;

      gtk_widget_set_visible (get_arrow (button), sorted);
      gtk_image_set_from_icon_name (GTK_IMAGE (get_arrow (button)),
                                    self->descending ? "pan-down-symbolic" : "pan-up-symbolic");
      if (sorted)
        gtk_widget_add_css_class (button, "sorted");
      else
        gtk_widget_remove_css_class (button, "sorted");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_SORT,
                                      !sorted            ? GTK_ACCESSIBLE_SORT_NONE
                                      : self->descending ? GTK_ACCESSIBLE_SORT_DESCENDING
                                                         : GTK_ACCESSIBLE_SORT_ASCENDING,
                                      -1);
    }
}

static void
clicked_cb (GtkWidget       *button,
            IgnyTableHeader *self)
{
  guint                  number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button),
                                                                       "number"));
  const IgnyTableColumn *column = igny_table_layout_get_column (self->layout, number);
  gboolean               descending;

  if (column->unsorted)
    return;
  /* The first click shows the largest numbers and the first words. */
  if (g_strcmp0 (self->sort, column->id) == 0)
    descending = !self->descending;
  else
    descending = igny_table_column_is_number (column) || column->kind == IGNY_CELL_TIME;
  igny_table_header_set_sort (self, column->id, descending);
  g_signal_emit (self, signals[SORT], 0, column->id, descending);
}

static GtkWidget *
create_button (IgnyTableHeader *self,
               guint            number)
{
  const IgnyTableColumn *column = igny_table_layout_get_column (self->layout, number);
  GtkWidget             *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget             *label = gtk_label_new (_ (column->title));
  GtkWidget             *arrow = gtk_image_new ();
  gboolean               number_cell = igny_table_column_is_number (column);
  GtkWidget             *button;

  button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
                         "child", box, NULL);
  if (column->hint != NULL)
    gtk_widget_set_tooltip_text (button, _ (column->hint));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "column");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (box, number_cell ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), arrow);
  if (number_cell)
    gtk_box_reorder_child_after (GTK_BOX (box), arrow, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (column->title), -1);
  g_object_set_data (G_OBJECT (button), "arrow", arrow);
  g_object_set_data (G_OBJECT (button), "number", GUINT_TO_POINTER (number));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
check_cb (IgnyTableHeader *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[TOGGLE_PAGE], 0);
}

static void
layout_changed_cb (IgnyTableHeader *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_child_visible (self->buttons->pdata[i],
                                  igny_table_layout_is_visible (self->layout, i));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The shown column whose right edge is near x, or -1. */
static int
pick_edge (IgnyTableHeader *self,
           double           x)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < igny_table_layout_get_n_shown (self->layout); i++)
    {
      int start;
      int width;

      get_area (self, i, &start, &width);
      if (fabs (x - (rtl ? start : start + width)) <= GRIP)
        return (int) i;
    }
  return -1;
}

static int
pick (IgnyTableHeader *self,
      double           x)
{
  for (guint i = 0; i < igny_table_layout_get_n_shown (self->layout); i++)
    {
      int start;
      int width;

      get_area (self, i, &start, &width);
      if (x >= start && x < start + width)
        return (int) i;
    }
  return -1;
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           IgnyTableHeader          *self)
{
  gboolean edge = self->drag >= 0 ? self->resize : pick_edge (self, x) >= 0;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), edge ? "col-resize" : NULL);
}

static void
drag_begin_cb (GtkGestureDrag  *gesture,
               double           x,
               double           y,
               IgnyTableHeader *self)
{
  int edge = pick_edge (self, x);
  int start;

  self->resize = edge >= 0;
  self->drag = edge >= 0 ? edge : pick (self, x);
  self->drag_x = x;
  if (self->drag < 0)
    return;
  get_area (self, (guint) self->drag, &start, &self->drag_width);
  if (self->resize)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (GtkGestureDrag  *gesture,
                double           dx,
                double           dy,
                IgnyTableHeader *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int      target;

  if (self->drag < 0 || (!self->resize && fabs (dx) < 12))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->resize)
    {
      igny_table_layout_set_width (self->layout,
                                   igny_table_layout_get_shown (self->layout, (guint) self->drag),
                                   self->drag_width + (int) (rtl ? -dx : dx));
      return;
    }
  target = pick (self, self->drag_x + dx);
  if (target < 0 || target == self->drag)
    return;
  igny_table_layout_move (self->layout, (guint) self->drag, (guint) target);
  self->drag = target;
}

static void
drag_end_cb (GtkGestureDrag  *gesture,
             double           dx,
             double           dy,
             IgnyTableHeader *self)
{
  self->drag = -1;
}

static void
menu_cb (GtkGestureClick *gesture,
         int              n_press,
         double           x,
         double           y,
         IgnyTableHeader *self)
{
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = igny_table_header_create_menu (self->layout);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
igny_table_header_dispose (GObject *object)
{
  IgnyTableHeader *self = IGNY_TABLE_HEADER (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->sort, g_free);

  G_OBJECT_CLASS (igny_table_header_parent_class)->dispose (object);
}

static void
igny_table_header_class_init (IgnyTableHeaderClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = igny_table_header_dispose;

  widget_class->measure = igny_table_header_measure;
  widget_class->size_allocate = igny_table_header_size_allocate;
  widget_class->snapshot = igny_table_header_snapshot;

  signals[SORT] = g_signal_new ("sort", IGNY_TYPE_TABLE_HEADER, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[TOGGLE_PAGE] = g_signal_new ("toggle-page", IGNY_TYPE_TABLE_HEADER, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "tableheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
add_controllers (IgnyTableHeader *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *secondary = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "released", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
igny_table_header_init (IgnyTableHeader *self)
{
  self->buttons = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->drag = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"), -1);
  self->check = gtk_check_button_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Select all rows"), -1);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (check_cb), self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}

GtkWidget *
igny_table_header_new (IgnyTableLayout *layout,
                       GtkAdjustment   *adjustment)
{
  IgnyTableHeader *self;

  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (layout), NULL);
  g_return_val_if_fail (GTK_IS_ADJUSTMENT (adjustment), NULL);

  self = g_object_new (IGNY_TYPE_TABLE_HEADER, NULL);
  self->layout = g_object_ref (layout);
  self->adjustment = g_object_ref (adjustment);
  for (guint i = 0; i < igny_table_layout_get_n_columns (layout); i++)
    g_ptr_array_add (self->buttons, create_button (self, i));
  update_arrows (self);
  layout_changed_cb (self);
  g_signal_connect_object (layout, "changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (layout, "repaint", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
igny_table_header_set_sort (IgnyTableHeader *self,
                            const char      *column,
                            gboolean         descending)
{
  g_return_if_fail (IGNY_IS_TABLE_HEADER (self));

  if (column != self->sort)
    {
      g_free (self->sort);
      self->sort = g_strdup (column);
    }
  self->descending = descending;
  update_arrows (self);
}

void
igny_table_header_set_marked (IgnyTableHeader *self,
                              guint            n_marked,
                              guint            n_rows)
{
  GtkCheckButton *check;

  g_return_if_fail (IGNY_IS_TABLE_HEADER (self));

  check = GTK_CHECK_BUTTON (self->check);
  self->updating = TRUE;
  gtk_check_button_set_active (check, n_marked > 0 && n_marked >= n_rows);
  gtk_check_button_set_inconsistent (check, n_marked > 0 && n_marked < n_rows);
  self->updating = FALSE;
}

static void
visible_cb (GtkCheckButton  *check,
            IgnyTableLayout *layout)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "number"));

  igny_table_layout_set_visible (layout, number, gtk_check_button_get_active (check));
  gtk_check_button_set_active (check, igny_table_layout_is_visible (layout, number));
}

GtkWidget *
igny_table_header_create_menu (IgnyTableLayout *layout)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (_ ("Columns"));

  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (layout), NULL);

  gtk_widget_add_css_class (popover, "columns");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_halign (heading, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "menu-checks");
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; i < igny_table_layout_get_n_columns (layout); i++)
    {
      const char *title = _ (igny_table_layout_get_column (layout, i)->title);
      GtkWidget  *check = gtk_check_button_new_with_label (title);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   igny_table_layout_is_visible (layout, i));
      g_object_set_data (G_OBJECT (check), "number", GUINT_TO_POINTER (i));
      g_signal_connect_object (check, "toggled", G_CALLBACK (visible_cb), layout, 0);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, igny_table_header_create_menu (user_data));
}

void
igny_table_header_attach_menu (GtkMenuButton   *button,
                               IgnyTableLayout *layout)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && IGNY_IS_TABLE_LAYOUT (layout));

  gtk_menu_button_set_create_popup_func (button, create_menu_cb, g_object_ref (layout),
                                         g_object_unref);
}
