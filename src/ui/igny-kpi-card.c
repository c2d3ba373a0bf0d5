/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-kpi-card.h"

struct _IgnyKpiCard
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (IgnyKpiCard, igny_kpi_card, GTK_TYPE_BOX)

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  GArray     *trend = user_data;
  IgnyPalette palette;
  gint64      low = G_MAXINT64;
  gint64      high = G_MININT64;

  for (guint i = 0; i < trend->len; i++)
    {
      low = MIN (low, g_array_index (trend, gint64, i));
      high = MAX (high, g_array_index (trend, gint64, i));
    }
  if (trend->len < 2)
    return;
  igny_palette_load (&palette, GTK_WIDGET (area));
  for (guint i = 0; i < trend->len; i++)
    {
      double x = 1.5 + (double) i * (width - 3) / (double) (trend->len - 1);
      double share = high > low ? (double) (g_array_index (trend, gint64,
                                                           i) -
                                            low) /
                                      (double) (high - low)
                                : 0.5;

      cairo_line_to (cr, x, height - 2 - share * (height - 4));
    }
  gdk_cairo_set_source_rgba (cr, &palette.mark);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
}

static void
igny_kpi_card_class_init (IgnyKpiCardClass *klass)
{
}

static void
igny_kpi_card_init (IgnyKpiCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "kpi");
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
  gtk_widget_add_css_class (label, second);
  return label;
}

GtkWidget *
igny_kpi_card_new (const char *label,
                   const char *value,
                   const char *change,
                   IgnyTone    tone,
                   GArray     *trend)
{
  IgnyKpiCard *self;
  GtkWidget   *line;
  const char  *style;

  g_return_val_if_fail (label != NULL && value != NULL, NULL);

  self = g_object_new (IGNY_TYPE_KPI_CARD, NULL);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (line), create_label (value, "title-1", "numeric"));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (line), TRUE);
  if (trend != NULL)
    {
      GtkWidget *area = gtk_drawing_area_new ();

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 72);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 28);
      gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, g_array_ref (trend),
                                      (GDestroyNotify) g_array_unref);
      gtk_box_append (GTK_BOX (line), area);
    }
  gtk_box_append (GTK_BOX (self), create_label (label, "caption-heading", "dim-label"));
  gtk_box_append (GTK_BOX (self), line);
  style = change != NULL ? igny_style_tone_class (tone) : "dim-label";
  gtk_box_append (GTK_BOX (self), create_label (change != NULL ? change : "", "caption", style));
  return GTK_WIDGET (self);
}
