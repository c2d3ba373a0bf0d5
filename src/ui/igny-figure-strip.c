/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-figure-strip.h"

#include "igny-style.h"

static GtkWidget *
create_figure (const IgnyFigure *figure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *value = gtk_label_new (figure->value);
  GtkWidget *label = gtk_label_new (figure->label);

  gtk_widget_add_css_class (box, "figure");
  gtk_widget_add_css_class (value, "title-3");
  gtk_widget_add_css_class (value, "numeric");
  if (figure->tone != IGNY_TONE_NEUTRAL)
    gtk_widget_add_css_class (value, igny_style_tone_class (figure->tone));
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), value);
  if (figure->detail != NULL)
    {
      GtkWidget *detail = gtk_label_new (figure->detail);

      gtk_widget_add_css_class (detail, "caption");
      gtk_widget_add_css_class (detail, "dim-label");
      gtk_widget_set_valign (detail, GTK_ALIGN_BASELINE);
      gtk_box_append (GTK_BOX (line), detail);
    }
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

void
igny_figure_strip_show (GtkBox    *box,
                        GPtrArray *figures)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (figures != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < figures->len; i++)
    gtk_box_append (box, create_figure (figures->pdata[i]));
}
