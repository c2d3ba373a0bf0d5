/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chart.h"

#include <math.h>

#include "igny-chart-copy.h"
#include "igny-csv-writer.h"
#include "igny-table-cell.h"

#define LINE 28
#define BAR 10
#define STACK 18
#define GAP 12
#define LABELS 150
#define VALUES 64
#define DAYS_HEIGHT 132

struct _IgnyChart
{
  GtkWidget parent_instance;

  IgnyChartKind kind;
  GPtrArray    *items;
  IgnyPalette   palette;
};

G_DEFINE_FINAL_TYPE (IgnyChart, igny_chart, GTK_TYPE_WIDGET)

IgnyChartItem *
igny_chart_item_new (const char *label,
                     gint64      value,
                     const char *text,
                     IgnyTone    tone)
{
  IgnyChartItem *self = g_new0 (IgnyChartItem, 1);

  self->label = g_strdup (label);
  self->text = g_strdup (text);
  self->value = value;
  self->tone = tone;
  return self;
}

void
igny_chart_item_free (IgnyChartItem *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

/* A line of text with its room. */
static float
get_line (IgnyChart *self)
{
  PangoContext     *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               height = pango_font_metrics_get_height (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return (float) MAX (LINE, height + 8);
}

static const IgnyChartItem *
get_item (IgnyChart *self,
          guint      n)
{
  return self->items->pdata[n];
}

static gint64
get_value (IgnyChart *self,
           guint      n)
{
  return MAX (get_item (self, n)->value, 0);
}

static gint64
get_largest (IgnyChart *self)
{
  gint64 largest = 1;

  for (guint i = 0; i < self->items->len; i++)
    largest = MAX (largest, get_value (self, i));
  return largest;
}

static const GdkRGBA *
get_color (IgnyChart *self,
           guint      n)
{
  IgnyTone tone = get_item (self, n)->tone;

  return tone == IGNY_TONE_ACCENT ? &self->palette.mark : &self->palette.tone_solid[tone];
}

static gboolean
is_mirrored (IgnyChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* All drawing is as if from left to right, and turned around here. */
static void
draw_box (IgnyChart      *self,
          GtkSnapshot    *snapshot,
          graphene_rect_t box,
          float           radius,
          const GdkRGBA  *color)
{
  if (is_mirrored (self))
    box.origin.x = (float) gtk_widget_get_width (GTK_WIDGET (self)) - box.origin.x - box.size.width;
  if (radius > 0)
    igny_table_cell_snapshot_box (snapshot, &box, radius, color);
  else
    gtk_snapshot_append_color (snapshot, color, &box);
}

static PangoLayout *
create_text (IgnyChart  *self,
             const char *words)
{
  PangoLayout *text = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.92));
  pango_layout_set_attributes (text, attributes);
  return text;
}

/* A cut number is a wrong number. */
static float
get_values_width (IgnyChart *self)
{
  int widest = VALUES;

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr(PangoLayout) text = create_text (self, get_item (self, i)->text);
      int width;

      pango_layout_get_pixel_size (text, &width, NULL);
      widest = MAX (widest, width + 1);
    }
  return (float) widest;
}

/* Draws text at x; align 0 begins there, 1 ends there. */
static void
draw_text (IgnyChart     *self,
           GtkSnapshot   *snapshot,
           const char    *words,
           const GdkRGBA *color,
           float          x,
           float          middle,
           float          align,
           float          room)
{
  g_autoptr(PangoLayout) text = create_text (self, words);
  int width;
  int height;

  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (text, (int) (room * PANGO_SCALE));
  /* Words of the other direction would stand at the other end of the room. */
  pango_layout_set_auto_dir (text, FALSE);
  pango_layout_get_pixel_size (text, &width, &height);
  if (is_mirrored (self))
    {
      x = (float) gtk_widget_get_width (GTK_WIDGET (self)) - x;
      align = 1 - align;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (floorf (x - align * (float) width),
                                                          floorf (middle - (float) height / 2)));
  gtk_snapshot_append_layout (snapshot, text, color);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_bars (IgnyChart   *self,
               GtkSnapshot *snapshot,
               float        width)
{
  float  line = get_line (self);
  float  labels = MIN (LABELS * line / LINE, width * 0.4f);
  float  values = get_values_width (self);
  float  room = MAX (width - labels - values - 2 * GAP, 1);
  gint64 largest = get_largest (self);

  for (guint i = 0; i < self->items->len; i++)
    {
      float           middle = (float) i * line + line / 2;
      graphene_rect_t bar;

      draw_text (self, snapshot, get_item (self, i)->label, &self->palette.text, 0, middle, 0,
                 labels);
      graphene_rect_init (&bar, labels + GAP, middle - BAR / 2, room, BAR);
      draw_box (self, snapshot, bar, BAR / 2, &self->palette.faint);
      bar.size.width = MAX (room * (float) get_value (self, i) / (float) largest,
                            get_value (self, i) > 0 ? 4 : 0);
      draw_box (self, snapshot, bar, BAR / 2, get_color (self, i));
      draw_text (self, snapshot, get_item (self, i)->text, &self->palette.dim, width, middle, 1,
                 values);
    }
}

static void
snapshot_legend (IgnyChart   *self,
                 GtkSnapshot *snapshot,
                 float        width)
{
  float half = floorf (width / 2);
  float line = get_line (self);
  float values = get_values_width (self);

  for (guint i = 0; i < self->items->len; i++)
    {
      float           x = i % 2 == 0 ? 0 : half;
      float           middle = STACK + GAP + (float) (i / 2) * line + line / 2;
      graphene_rect_t dot;

      graphene_rect_init (&dot, x, middle - 5, 10, 10);
      draw_box (self, snapshot, dot, 5, get_color (self, i));
      draw_text (self, snapshot, get_item (self, i)->label, &self->palette.text, x + 18, middle, 0,
                 half - 18 - values - 6);
      draw_text (self, snapshot, get_item (self, i)->text, &self->palette.dim, x + half - 24,
                 middle, 1, values);
    }
}

static void
snapshot_stack (IgnyChart   *self,
                GtkSnapshot *snapshot,
                float        width)
{
  GskRoundedRect  rounded;
  graphene_rect_t all;
  gint64          sum = 0;
  float           x = 0;

  for (guint i = 0; i < self->items->len; i++)
    sum += get_value (self, i);
  graphene_rect_init (&all, 0, 0, width, STACK);
  gsk_rounded_rect_init_from_rect (&rounded, &all, STACK / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &self->palette.faint, &all);
  for (guint i = 0; i < self->items->len && sum > 0; i++)
    {
      float part = width * (float) get_value (self, i) / (float) sum;

      draw_box (self, snapshot, GRAPHENE_RECT_INIT (x, 0, MAX (part - 2, 0), STACK), 0,
                get_color (self, i));
      x += part;
    }
  gtk_snapshot_pop (snapshot);
  snapshot_legend (self, snapshot, width);
}

static void
snapshot_days (IgnyChart   *self,
               GtkSnapshot *snapshot,
               float        width)
{
  guint  n = self->items->len;
  float  step = width / (float) MAX (n, 1);
  float  thick = MIN (step - 3, 22);
  gint64 largest = get_largest (self);
  float  line = get_line (self);
  float  whole = MAX (DAYS_HEIGHT, (float) gtk_widget_get_height (GTK_WIDGET (self)) - line);

  for (guint i = 0; i < n; i++)
    {
      float           height = whole * (float) get_value (self, i) / (float) largest;
      graphene_rect_t bar;

      if (get_value (self, i) > 0)
        height = MAX (height, 3);
      graphene_rect_init (&bar, floorf ((float) i * step + (step - thick) / 2),
                          whole - height,
                          MAX (thick, 1), height);
      draw_box (self, snapshot, bar, 3, get_color (self, i));
    }
  draw_box (self, snapshot, GRAPHENE_RECT_INIT (0, whole, width, 1), 0,
            &self->palette.faint);
  if (n > 0)
    {
      draw_text (self, snapshot, get_item (self, 0)->label, &self->palette.dim, 0,
                 whole + line / 2, 0, width / 2);
      draw_text (self, snapshot, get_item (self, n - 1)->label, &self->palette.dim, width,
                 whole + line / 2, 1, width / 2);
    }
}

static void
igny_chart_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  IgnyChart *self = IGNY_CHART (widget);
  float      width = (float) gtk_widget_get_width (widget);

  switch (self->kind)
    {
    case IGNY_CHART_STACK:
      snapshot_stack (self, snapshot, width);
      break;
    case IGNY_CHART_DAYS:
      snapshot_days (self, snapshot, width);
      break;
    case IGNY_CHART_BARS:
    default:
      snapshot_bars (self, snapshot, width);
      break;
    }
}

static int
get_height (IgnyChart *self)
{
  int n = (int) self->items->len;
  int line = (int) get_line (self);

  if (self->kind == IGNY_CHART_BARS)
    return n * line;
  if (self->kind == IGNY_CHART_DAYS)
    return DAYS_HEIGHT + line;
  return STACK + GAP + (n + 1) / 2 * line;
}

static void
igny_chart_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 220;
      *natural = 420;
    }
  else
    *minimum = *natural = get_height (IGNY_CHART (widget));
}

/* Which item is under the pointer, or -1. */
static int
pick (IgnyChart *self,
      int        x,
      int        y)
{
  int n = (int) self->items->len;
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  int line = (int) get_line (self);
  int item;

  if (is_mirrored (self))
    x = width - 1 - x;
  if (self->kind == IGNY_CHART_BARS)
    item = y / line;
  else if (self->kind == IGNY_CHART_DAYS)
    item = x * n / width;
  else
    item = y < STACK + GAP ? -1 : (y - STACK - GAP) / line * 2 + (x > width / 2 ? 1 : 0);
  return item < n ? item : -1;
}

static gboolean
igny_chart_query_tooltip (GtkWidget  *widget,
                          int         x,
                          int         y,
                          gboolean    keyboard,
                          GtkTooltip *tooltip)
{
  IgnyChart       *self = IGNY_CHART (widget);
  int              item = keyboard ? -1 : pick (self, x, y);
  g_autofree char *text = NULL;

  if (item < 0)
    return FALSE;
  text = g_strdup_printf ("%s: %s", get_item (self, (guint) item)->label,
                          get_item (self, (guint) item)->text);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
igny_chart_css_changed (GtkWidget         *widget,
                        GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (igny_chart_parent_class)->css_changed (widget, change);
  igny_palette_load (&IGNY_CHART (widget)->palette, widget);
  gtk_widget_queue_resize (widget);
}

static char *
dup_csv (IgnyChart *self)
{
  g_autoptr(IgnyCsvWriter) writer = igny_csv_writer_new (NULL, ',');

  for (guint i = 0; i < self->items->len; i++)
    {
      igny_csv_writer_add (writer, get_item (self, i)->label);
      igny_csv_writer_add_number (writer, get_item (self, i)->value, get_item (self, i)->digits);
      igny_csv_writer_end_row (writer, NULL, NULL);
    }
  return igny_csv_writer_end (writer);
}

static void
copy_picture_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  igny_chart_copy_picture (widget);
}

static void
copy_table_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  g_autofree char *csv = dup_csv (IGNY_CHART (widget));

  igny_chart_copy_table (widget, csv);
}

static void
igny_chart_finalize (GObject *object)
{
  g_ptr_array_unref (IGNY_CHART (object)->items);

  G_OBJECT_CLASS (igny_chart_parent_class)->finalize (object);
}

static void
igny_chart_class_init (IgnyChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = igny_chart_finalize;
  widget_class->snapshot = igny_chart_snapshot;
  widget_class->measure = igny_chart_measure;
  widget_class->query_tooltip = igny_chart_query_tooltip;
  widget_class->css_changed = igny_chart_css_changed;

  gtk_widget_class_install_action (widget_class, "picture.copy", NULL, copy_picture_action);
  gtk_widget_class_install_action (widget_class, "picture.copy-table", NULL, copy_table_action);
  igny_chart_copy_bind (widget_class, TRUE);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
igny_chart_init (IgnyChart *self)
{
  self->items = g_ptr_array_new ();
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
igny_chart_new (IgnyChartKind kind)
{
  IgnyChart *self = g_object_new (IGNY_TYPE_CHART, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
igny_chart_set_items (IgnyChart  *self,
                      const char *title,
                      GPtrArray  *items)
{
  g_autoptr(GString) label = g_string_new (title);

  g_return_if_fail (IGNY_IS_CHART (self));
  g_return_if_fail (items != NULL);

  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_ref (items);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (label, "%s %s: %s", i > 0 ? "," : ":", get_item (self, i)->label,
                            get_item (self, i)->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
