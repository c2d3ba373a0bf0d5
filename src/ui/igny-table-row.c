/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-row.h"

#include <glib/gi18n.h>

#include "igny-table-cell.h"
#include "igny-table-shape.h"

#define MIN_HEIGHT 38
#define CHECK 20

struct _IgnyTableRow
{
  GtkWidget parent_instance;

  IgnyTableLayout *layout;
  IgnyTableRecord *record;
  PangoLayout    **texts; /* by column number, made when first drawn */
  GtkWidget       *editor;
  guint            editor_nth;
  gboolean         selected;
};

enum
{
  TOGGLED,
  OPENED,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableRow, igny_table_row, GTK_TYPE_WIDGET)

static void
drop_texts (IgnyTableRow *self)
{
  guint n_columns = igny_table_layout_get_n_columns (self->layout);

  for (guint i = 0; i < n_columns; i++)
    g_clear_object (&self->texts[i]);
}

static PangoLayout *
ensure_text (IgnyTableRow *self,
             guint         column)
{
  const IgnyTableColumn *what = igny_table_layout_get_column (self->layout, column);

  if (self->texts[column] == NULL)
    {
      self->texts[column] = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->texts[column], PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->texts[column], TRUE);
      igny_table_cell_prepare (self->texts[column], what, self->record->values + column,
                               igny_table_layout_get_now (self->layout));
    }
  return self->texts[column];
}

void
igny_table_row_get_cell (IgnyTableRow *self,
                         guint         nth,
                         GdkRectangle *area)
{
  int x;
  int width;
  int total;

  g_return_if_fail (IGNY_IS_TABLE_ROW (self) && area != NULL);

  total = gtk_widget_get_width (GTK_WIDGET (self));
  igny_table_layout_get_place (self->layout, nth, total, &x, &width);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = total - x - width;
  *area = (GdkRectangle){ x, 0, width, gtk_widget_get_height (GTK_WIDGET (self)) };
}

/* What a screen reader says: "Keyword: hiking boots, Volume: 12,100, …". */
static void
update_label (IgnyTableRow *self)
{
  g_autoptr(GString) label = g_string_new (NULL);

  for (guint i = 0; self->record != NULL && i < igny_table_layout_get_n_shown (self->layout); i++)
    {
      guint                  number = igny_table_layout_get_shown (self->layout, i);
      const IgnyTableColumn *column = igny_table_layout_get_column (self->layout, number);
      g_autofree char       *value = NULL;

      value = igny_table_column_format (column, self->record->values + number,
                                        igny_table_layout_get_now (self->layout));
      if (i == 0)
        g_string_append (label, value);
      else
        g_string_append_printf (label, ", %s: %s", _ (column->title), value);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->len > 0 ? label->str : _ ("Loading"), -1);
}

static void
snapshot_check (IgnyTableRow      *self,
                GtkSnapshot       *snapshot,
                const IgnyPalette *palette)
{
  int             height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean        rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int             x = (IGNY_TABLE_CHECK_WIDTH - CHECK) / 2 + 2;
  graphene_rect_t box;
  GdkRGBA         line = palette->text;

  graphene_rect_init (&box, rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - CHECK : x,
                      (height - CHECK) / 2, CHECK, CHECK);
  if (self->selected)
    {
      igny_table_shape_snapshot (snapshot, IGNY_SHAPE_CHECK, &box, 6, palette->scale,
                                 &palette->accent, &palette->on_accent);
      return;
    }
  line.alpha = 0.22f;
  igny_table_shape_snapshot (snapshot, IGNY_SHAPE_RING, &box, 6, palette->scale, &line, NULL);
}

/* In the padding below, and not as a border of the list's row: that is a path to
 * fill in each frame. */
static void
snapshot_line (IgnyTableRow      *self,
               GtkSnapshot       *snapshot,
               const IgnyPalette *palette)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_snapshot_append_color (snapshot, &palette->line,
                             &GRAPHENE_RECT_INIT (0, (float) height, (float) width, 1));
}

/* A gray bar where text will be; of differing lengths, as text is. */
static void
snapshot_bar (GtkSnapshot        *snapshot,
              const IgnyPalette  *palette,
              const GdkRectangle *area,
              guint               seed)
{
  float           share = 0.45f + (float) (seed * 37 % 40) / 100;
  graphene_rect_t bar;

  graphene_rect_init (&bar, (float) area->x + IGNY_TABLE_CELL_PAD,
                      (float) area->y + (float) area->height / 2 - 5,
                      MIN ((float) (area->width - 2 * IGNY_TABLE_CELL_PAD) * share, 280), 10);
  igny_table_cell_snapshot_box (snapshot, &bar, 5, &palette->faint);
}

static gboolean
shows_cursor (IgnyTableRow *self,
              guint         nth)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  return self->editor == NULL && item != NULL && gtk_widget_has_visible_focus (item) &&
         igny_table_layout_get_cursor (self->layout) == nth;
}

static void
snapshot_cursor (GtkSnapshot           *snapshot,
                 const IgnyPalette     *palette,
                 const graphene_rect_t *area)
{
  graphene_rect_t inner;
  GskRoundedRect  rounded;
  GdkRGBA         color = palette->accent;
  const float     widths[4] = { 2, 2, 2, 2 };
  GdkRGBA         colors[4];

  color.alpha = 0.8f;
  for (guint i = 0; i < 4; i++)
    colors[i] = color;
  graphene_rect_inset_r (area, 1, 3, &inner);
  gsk_rounded_rect_init_from_rect (&rounded, &inner, 6);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

static void
snapshot_cell (IgnyTableRow      *self,
               GtkSnapshot       *snapshot,
               const IgnyPalette *palette,
               guint              nth)
{
  guint           number = igny_table_layout_get_shown (self->layout, nth);
  GdkRectangle    cell;
  graphene_rect_t area;

  igny_table_row_get_cell (self, nth, &cell);
  graphene_rect_init (&area, (float) cell.x, (float) cell.y, (float) cell.width,
                      (float) cell.height);
  if (self->record == NULL)
    {
      if (igny_table_layout_get_skeleton (self->layout))
        snapshot_bar (snapshot, palette, &cell, nth * 7 + (guint) cell.x);
      return;
    }
  gtk_snapshot_push_clip (snapshot, &area);
  igny_table_cell_snapshot (snapshot, igny_table_layout_get_column (self->layout, number),
                            self->record->values + number, ensure_text (self, number),
                            palette, &area);
  gtk_snapshot_pop (snapshot);
  if (shows_cursor (self, nth))
    snapshot_cursor (snapshot, palette, &area);
}

static void
igny_table_row_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  IgnyTableRow      *self = IGNY_TABLE_ROW (widget);
  const IgnyPalette *palette = igny_table_layout_get_palette (self->layout);

  snapshot_line (self, snapshot, palette);
  snapshot_check (self, snapshot, palette);
  for (guint i = 0; i < igny_table_layout_get_n_shown (self->layout); i++)
    if (self->editor == NULL || i != self->editor_nth)
      snapshot_cell (self, snapshot, palette, i);
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}

static void
igny_table_row_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  IgnyTableRow     *self = IGNY_TABLE_ROW (widget);
  PangoContext     *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics;
  int               text;

  if (self->editor != NULL)
    gtk_widget_measure (self->editor, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = igny_table_layout_get_min_width (self->layout);
      return;
    }
  metrics = pango_context_get_metrics (context, NULL, NULL);
  text = PANGO_PIXELS (pango_font_metrics_get_ascent (metrics) +
                       pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
  *minimum = *natural = MAX (MIN_HEIGHT, text + 16);
}

static void
igny_table_row_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  IgnyTableRow *self = IGNY_TABLE_ROW (widget);
  GdkRectangle  cell;

  if (self->editor == NULL)
    return;
  igny_table_row_get_cell (self, self->editor_nth, &cell);
  cell.y += 1;
  cell.height -= 2;
  gtk_widget_size_allocate (self->editor, &cell, -1);
}

static void
layout_changed_cb (IgnyTableRow *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            IgnyTableRow    *self)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = total - x;
  if (x < IGNY_TABLE_CHECK_WIDTH)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit (self, signals[TOGGLED], 0);
      return;
    }
  igny_table_layout_set_cursor (self->layout, igny_table_layout_pick (self->layout, total, x));
  if (n_press != 2)
    return;
  /* Claimed, or the list would take the focus back when the button goes up. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
menu_cb (GtkGestureClick *gesture,
         int              n_press,
         double           x,
         double           y,
         IgnyTableRow    *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0, x, y);
}

/* Only the cursor depends on them: what is under the pointer changes with each
 * turn of the wheel. */
static void
parent_flags_cb (GtkWidget    *parent,
                 GtkStateFlags old,
                 IgnyTableRow *self)
{
  const GtkStateFlags focus = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  if (((gtk_widget_get_state_flags (parent) ^ old) & focus) != 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The list item around the row has the focus, so the row listens to it. */
static void
notify_parent_cb (IgnyTableRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL)
    g_signal_connect_object (parent, "state-flags-changed", G_CALLBACK (parent_flags_cb), self, 0);
}

static void
igny_table_row_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  IgnyTableRow *self = IGNY_TABLE_ROW (widget);

  GTK_WIDGET_CLASS (igny_table_row_parent_class)->css_changed (widget, change);
  if (self->layout != NULL)
    drop_texts (self);
}

static void
igny_table_row_dispose (GObject *object)
{
  IgnyTableRow *self = IGNY_TABLE_ROW (object);

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_pointer (&self->record, igny_table_record_unref);
  if (self->layout != NULL)
    drop_texts (self);
  g_clear_pointer (&self->texts, g_free);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (igny_table_row_parent_class)->dispose (object);
}

static void
igny_table_row_class_init (IgnyTableRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = igny_table_row_dispose;

  widget_class->snapshot = igny_table_row_snapshot;
  widget_class->measure = igny_table_row_measure;
  widget_class->size_allocate = igny_table_row_size_allocate;
  widget_class->css_changed = igny_table_row_css_changed;

  signals[TOGGLED] = g_signal_new ("toggled", IGNY_TYPE_TABLE_ROW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", IGNY_TYPE_TABLE_ROW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MENU] = g_signal_new ("menu", IGNY_TYPE_TABLE_ROW, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "tablerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
igny_table_row_init (IgnyTableRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "released", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  g_signal_connect (self, "notify::parent", G_CALLBACK (notify_parent_cb), NULL);
}

GtkWidget *
igny_table_row_new (IgnyTableLayout *layout)
{
  IgnyTableRow *self;

  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (layout), NULL);

  self = g_object_new (IGNY_TYPE_TABLE_ROW, NULL);
  self->layout = g_object_ref (layout);
  self->texts = g_new0 (PangoLayout *, igny_table_layout_get_n_columns (layout));
  g_signal_connect_object (layout, "changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (layout, "repaint", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
igny_table_row_set_record (IgnyTableRow    *self,
                           IgnyTableRecord *record)
{
  g_return_if_fail (IGNY_IS_TABLE_ROW (self));

  if (self->record == record)
    return;
  g_clear_pointer (&self->record, igny_table_record_unref);
  if (record != NULL)
    self->record = igny_table_record_ref (record);
  drop_texts (self);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

IgnyTableRecord *
igny_table_row_get_record (IgnyTableRow *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_ROW (self), NULL);

  return self->record;
}

void
igny_table_row_set_selected (IgnyTableRow *self,
                             gboolean      selected)
{
  g_return_if_fail (IGNY_IS_TABLE_ROW (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
igny_table_row_set_editor (IgnyTableRow *self,
                           GtkWidget    *editor,
                           guint         nth)
{
  g_return_if_fail (IGNY_IS_TABLE_ROW (self));

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  if (editor != NULL)
    {
      self->editor = editor;
      self->editor_nth = nth;
      gtk_widget_set_parent (editor, GTK_WIDGET (self));
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
