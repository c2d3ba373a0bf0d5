/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chart-card.h"

#include <glib/gi18n.h>

#include "igny-chart-copy.h"

struct _IgnyChartCard
{
  GtkBox parent_instance;

  GtkLabel  *heading;
  GtkWidget *stack;
  GtkWidget *chart;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (IgnyChartCard, igny_chart_card, GTK_TYPE_BOX)

static void
igny_chart_card_class_init (IgnyChartCardClass *klass)
{
}

static void
igny_chart_card_init (IgnyChartCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "chart-card");
}

static void
create_heading (IgnyChartCard *self,
                const char    *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->heading = GTK_LABEL (gtk_label_new (title));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_ellipsize (self->heading, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (line), self->copy);
  gtk_box_append (GTK_BOX (self), line);
}

GtkWidget *
igny_chart_card_new (const char   *title,
                     IgnyChartKind kind)
{
  IgnyChartCard *self;
  GtkWidget     *empty;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (IGNY_TYPE_CHART_CARD, NULL);
  self->chart = igny_chart_new (kind);
  self->copy = igny_chart_copy_button_new (self->chart);
  igny_chart_copy_add_menu (self->chart, self->copy);
  create_heading (self, title);
  empty = gtk_label_new (_("Nothing to show yet"));
  gtk_widget_add_css_class (empty, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->chart, "chart");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_box_append (GTK_BOX (self), self->stack);
  return GTK_WIDGET (self);
}

void
igny_chart_card_set_items (IgnyChartCard *self,
                           GPtrArray     *items)
{
  g_return_if_fail (IGNY_IS_CHART_CARD (self));
  g_return_if_fail (items != NULL);

  igny_chart_set_items (IGNY_CHART (self->chart), gtk_label_get_label (self->heading), items);
  gtk_widget_set_visible (self->copy, items->len > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), items->len > 0 ? "chart" : "empty");
}
