/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-pipeline.h"

#include <glib/gi18n.h>

#include "igny-format.h"

struct _IgnyPipeline
{
  GtkBox parent_instance;

  GtkBox *steps;
};

G_DEFINE_FINAL_TYPE (IgnyPipeline, igny_pipeline, GTK_TYPE_BOX)

static void
igny_pipeline_class_init (IgnyPipelineClass *klass)
{
}

static void
igny_pipeline_init (IgnyPipeline *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->steps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->steps), "pipeline");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->steps));
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
igny_pipeline_new (void)
{
  return g_object_new (IGNY_TYPE_PIPELINE, NULL);
}

/* Never shortened: what has no room is scrolled. */
static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_open (const IgnyPipelineStep *step)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *waiting;
  g_autofree char *count = igny_format_short (step->count);
  g_autofree char *number = igny_format_short (step->waiting);
  g_autofree char *words = g_strdup_printf (_ ("%s waiting"), number);
  g_autofree char *spoken = g_strdup_printf ("%s: %s, %s", step->title, count, words);

  waiting = create_label (step->waiting > 0 ? words : " ", "caption");
  gtk_widget_add_css_class (waiting, step->waiting > 0 ? "accent" : "dim-label");
  gtk_box_append (GTK_BOX (box), create_label (step->title, "caption-heading"));
  gtk_box_append (GTK_BOX (box), create_label (count, "title-2"));
  gtk_box_append (GTK_BOX (box), waiting);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "step");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  if (step->open != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), step->open);
  return button;
}

static GtkWidget *
create_step (const IgnyPipelineStep *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), create_open (step));
  if (step->label != NULL && step->action != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (step->label);

      gtk_widget_add_css_class (button, "small");
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), step->action);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

void
igny_pipeline_set_steps (IgnyPipeline           *self,
                         const IgnyPipelineStep *steps,
                         guint                   n_steps)
{
  GtkWidget *child;

  g_return_if_fail (IGNY_IS_PIPELINE (self));
  g_return_if_fail (steps != NULL || n_steps == 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  for (guint i = 0; i < n_steps; i++)
    {
      if (i > 0)
        {
          GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

          gtk_widget_add_css_class (arrow, "dim-label");
          gtk_widget_set_valign (arrow, GTK_ALIGN_START);
          gtk_widget_add_css_class (arrow, "arrow");
          gtk_box_append (self->steps, arrow);
        }
      gtk_box_append (self->steps, create_step (steps + i));
    }
}
