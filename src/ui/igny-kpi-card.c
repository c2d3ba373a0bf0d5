/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-kpi-card.h"

#include "igny-chart-spark.h"

struct _IgnyKpiCard
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (IgnyKpiCard, igny_kpi_card, GTK_TYPE_BOX)

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
                   const char *detail,
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
    gtk_box_append (GTK_BOX (line),
                    igny_chart_spark_new ((const gint64 *) (gpointer) trend->data, trend->len));
  gtk_box_append (GTK_BOX (self), create_label (label, "caption-heading", "dim-label"));
  gtk_box_append (GTK_BOX (self), line);
  if (detail != NULL)
    gtk_box_append (GTK_BOX (self), create_label (detail, "caption", "dim-label"));
  style = tone != IGNY_TONE_NEUTRAL ? igny_style_tone_class (tone) : "dim-label";
  gtk_box_append (GTK_BOX (self), create_label (change != NULL ? change : "", "caption", style));
  return GTK_WIDGET (self);
}
