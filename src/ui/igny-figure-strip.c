/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-figure-strip.h"

#include "igny-style.h"

static GtkWidget *
create_figure (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *value = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "figure");
  gtk_widget_add_css_class (value, "title-3");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_set_valign (detail, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (GTK_BOX (line), detail);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
set_tone (GtkWidget *value,
          IgnyTone   tone)
{
  for (guint i = 0; i < IGNY_N_TONES; i++)
    if (i != IGNY_TONE_NEUTRAL)
      gtk_widget_remove_css_class (value, igny_style_tone_class (i));
  if (tone != IGNY_TONE_NEUTRAL)
    gtk_widget_add_css_class (value, igny_style_tone_class (tone));
}

static void
fill_figure (GtkWidget        *box,
             const IgnyFigure *figure)
{
  GtkWidget *line = gtk_widget_get_first_child (box);
  GtkWidget *value = gtk_widget_get_first_child (line);
  GtkWidget *detail = gtk_widget_get_last_child (line);

  gtk_label_set_label (GTK_LABEL (value), figure->value);
  set_tone (value, figure->tone);
  gtk_label_set_label (GTK_LABEL (detail), figure->detail != NULL ? figure->detail : "");
  gtk_widget_set_visible (detail, figure->detail != NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), figure->label);
}

/* The widgets stay: the figures follow each key of a search. */
void
igny_figure_strip_show (GtkBox    *box,
                        GPtrArray *figures)
{
  GtkWidget *child = NULL;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (figures != NULL);

  for (guint i = 0; i < figures->len; i++)
    {
      child = i == 0 ? gtk_widget_get_first_child (GTK_WIDGET (box))
                     : gtk_widget_get_next_sibling (child);
      if (child == NULL)
        {
          child = create_figure ();
          gtk_box_append (box, child);
        }
      fill_figure (child, figures->pdata[i]);
    }
  while (gtk_widget_get_last_child (GTK_WIDGET (box)) != child)
    gtk_box_remove (box, gtk_widget_get_last_child (GTK_WIDGET (box)));
}
