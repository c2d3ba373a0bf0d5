/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-progress-row.h"

#include <glib/gi18n.h>

#include "igny-ui.h"

struct _IgnyProgressRow
{
  GtkBox parent_instance;

  GtkLabel       *title;
  GtkLabel       *percent;
  GtkProgressBar *bar;
  GtkLabel       *phase;
  GtkWidget      *act;
  GtkWidget      *cancel;
  IgnyJobAct      kind;
  guint           pulse;
};

static guint cancel_signal;
static guint act_signal;

G_DEFINE_FINAL_TYPE (IgnyProgressRow, igny_progress_row, GTK_TYPE_BOX)

static void
cancel_cb (IgnyProgressRow *self)
{
  gtk_widget_set_sensitive (self->cancel, FALSE);
  gtk_label_set_label (self->phase, _ ("Stopping…"));
  g_signal_emit (self, cancel_signal, 0);
}

static void
act_cb (IgnyProgressRow *self)
{
  g_signal_emit (self, act_signal, 0, self->kind);
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (IGNY_PROGRESS_ROW (user_data)->bar);
  return G_SOURCE_CONTINUE;
}

static void
igny_progress_row_dispose (GObject *object)
{
  IgnyProgressRow *self = IGNY_PROGRESS_ROW (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), IGNY_TYPE_PROGRESS_ROW);

  G_OBJECT_CLASS (igny_progress_row_parent_class)->dispose (object);
}

static void
igny_progress_row_class_init (IgnyProgressRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_progress_row_dispose;

  cancel_signal = g_signal_new ("cancel", IGNY_TYPE_PROGRESS_ROW, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  act_signal = g_signal_new ("act", IGNY_TYPE_PROGRESS_ROW, G_SIGNAL_RUN_LAST, 0,
                             NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, IGNY_UI ("igny-progress-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, IgnyProgressRow, title);
  gtk_widget_class_bind_template_child (widget_class, IgnyProgressRow, percent);
  gtk_widget_class_bind_template_child (widget_class, IgnyProgressRow, bar);
  gtk_widget_class_bind_template_child (widget_class, IgnyProgressRow, phase);
  gtk_widget_class_bind_template_child (widget_class, IgnyProgressRow, act);
  gtk_widget_class_bind_template_child (widget_class, IgnyProgressRow, cancel);
}

static void
igny_progress_row_init (IgnyProgressRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->act, "clicked", G_CALLBACK (act_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
}

GtkWidget *
igny_progress_row_new (const char *title)
{
  IgnyProgressRow *self = g_object_new (IGNY_TYPE_PROGRESS_ROW, NULL);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return GTK_WIDGET (self);
}

void
igny_progress_row_set (IgnyProgressRow *self,
                       const char      *phase,
                       double           fraction)
{
  g_autofree char *percent = NULL;

  g_return_if_fail (IGNY_IS_PROGRESS_ROW (self));

  gtk_label_set_label (self->phase, phase != NULL ? phase : "");
  gtk_widget_set_visible (GTK_WIDGET (self->phase), phase != NULL);
  if (fraction < 0)
    {
      gtk_label_set_label (self->percent, "");
      if (self->pulse == 0)
        self->pulse = g_timeout_add (120, pulse_cb, self);
      return;
    }
  g_clear_handle_id (&self->pulse, g_source_remove);
  percent = g_strdup_printf (_ ("%d %%"), (int) (CLAMP (fraction, 0, 1) * 100));
  gtk_label_set_label (self->percent, percent);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
}

void
igny_progress_row_set_cancellable (IgnyProgressRow *self,
                                   gboolean         cancellable)
{
  g_return_if_fail (IGNY_IS_PROGRESS_ROW (self));

  gtk_widget_set_visible (self->cancel, cancellable);
}

void
igny_progress_row_set_act (IgnyProgressRow *self,
                           IgnyJobAct       act)
{
  static const struct
  {
    const char *icon;
    const char *label;
  } acts[] = {
    [IGNY_JOB_ACT_NONE] = { NULL, NULL },
    [IGNY_JOB_ACT_PAUSE] = { "media-playback-pause-symbolic", N_ ("Pause") },
    [IGNY_JOB_ACT_RESUME] = { "media-playback-start-symbolic", N_ ("Resume") },
    [IGNY_JOB_ACT_RETRY] = { "view-refresh-symbolic", N_ ("Ask Again") },
  };
  const char *label;

  g_return_if_fail (IGNY_IS_PROGRESS_ROW (self) && act < G_N_ELEMENTS (acts));

  if (self->kind == act)
    return;
  self->kind = act;
  gtk_widget_set_visible (self->act, act != IGNY_JOB_ACT_NONE);
  if (act == IGNY_JOB_ACT_NONE)
    return;
  label = _ (acts[act].label);
  gtk_button_set_icon_name (GTK_BUTTON (self->act), acts[act].icon);
  gtk_widget_set_tooltip_text (self->act, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->act), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}
