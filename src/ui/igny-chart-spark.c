/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chart-spark.h"

#include "igny-style.h"

#define WIDTH 72
#define HEIGHT 28

struct _IgnyChartSpark
{
  GtkWidget parent_instance;

  gint64     *values;
  guint       n_values;
  IgnyPalette palette;
};

G_DEFINE_FINAL_TYPE (IgnyChartSpark, igny_chart_spark, GTK_TYPE_WIDGET)

static void
find_range (IgnyChartSpark *self,
            gint64         *low,
            gint64         *high)
{
  *low = *high = self->values[0];
  for (guint i = 1; i < self->n_values; i++)
    {
      *low = MIN (*low, self->values[i]);
      *high = MAX (*high, self->values[i]);
    }
}

/* The line, from the side where reading begins; returns where it ends. */
static double
trace (IgnyChartSpark *self,
       cairo_t        *cr,
       double          width,
       double          height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gint64   low;
  gint64   high;
  double   x = 0;

  find_range (self, &low, &high);
  for (guint i = 0; i < self->n_values; i++)
    {
      double share = high > low ? (double) (self->values[i] - low) / (double) (high - low) : 0.5;

      x = 1.5 + (double) i * (width - 3) / (double) (self->n_values - 1);
      if (mirrored)
        x = width - x;
      cairo_line_to (cr, x, height - 2 - share * (height - 4));
    }
  return x;
}

static void
igny_chart_spark_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  IgnyChartSpark *self = IGNY_CHART_SPARK (widget);
  float           width = (float) gtk_widget_get_width (widget);
  float           height = (float) gtk_widget_get_height (widget);
  GdkRGBA         shade = self->palette.mark;
  cairo_t        *cr;
  double          end;

  if (self->n_values < 2 || width < 4)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  end = trace (self, cr, width, height);
  cairo_line_to (cr, end, height);
  cairo_line_to (cr, width - end, height);
  cairo_close_path (cr);
  shade.alpha = 0.12f;
  gdk_cairo_set_source_rgba (cr, &shade);
  cairo_fill (cr);
  trace (self, cr, width, height);
  gdk_cairo_set_source_rgba (cr, &self->palette.mark);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
igny_chart_spark_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH / 2 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
igny_chart_spark_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (igny_chart_spark_parent_class)->css_changed (widget, change);
  igny_palette_load (&IGNY_CHART_SPARK (widget)->palette, widget);
  gtk_widget_queue_draw (widget);
}

static void
igny_chart_spark_finalize (GObject *object)
{
  g_free (IGNY_CHART_SPARK (object)->values);

  G_OBJECT_CLASS (igny_chart_spark_parent_class)->finalize (object);
}

static void
igny_chart_spark_class_init (IgnyChartSparkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = igny_chart_spark_finalize;
  widget_class->snapshot = igny_chart_spark_snapshot;
  widget_class->measure = igny_chart_spark_measure;
  widget_class->css_changed = igny_chart_spark_css_changed;

  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
igny_chart_spark_init (IgnyChartSpark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
igny_chart_spark_new (const gint64 *values,
                      guint         n_values)
{
  IgnyChartSpark *self;

  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  self = g_object_new (IGNY_TYPE_CHART_SPARK, NULL);
  self->values = n_values > 0 ? g_memdup2 (values, n_values * sizeof *values) : NULL;
  self->n_values = n_values;
  return GTK_WIDGET (self);
}
