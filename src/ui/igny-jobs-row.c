/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-jobs-row.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-function.h"
#include "igny-status-pill.h"

typedef struct
{
  IgnyQueueChange change;
  const char     *icon_name;
  const char     *label;
} Button;

/* clang-format off */
static const Button buttons[] = {
  { IGNY_QUEUE_FIRST,  "go-top-symbolic",               N_("Do First") },
  { IGNY_QUEUE_LAST,   "go-bottom-symbolic",            N_("Do Last") },
  { IGNY_QUEUE_PAUSE,  "media-playback-pause-symbolic", N_("Pause") },
  { IGNY_QUEUE_RESUME, "media-playback-start-symbolic", N_("Resume") },
  { IGNY_QUEUE_RETRY,  "view-refresh-symbolic",         N_("Try Again") },
  { IGNY_QUEUE_CANCEL, "window-close-symbolic",         N_("Cancel") },
};
/* clang-format on */

struct _IgnyJobsRow
{
  GtkListBoxRow parent_instance;

  guint      place;
  GtkWidget *title;
  GtkWidget *pill;
  GtkWidget *bar;
  GtkWidget *text;
  GtkWidget *buttons[G_N_ELEMENTS (buttons)];
};

G_DEFINE_FINAL_TYPE (IgnyJobsRow, igny_jobs_row, GTK_TYPE_LIST_BOX_ROW)

static void
igny_jobs_row_class_init (IgnyJobsRowClass *klass)
{
}

static GtkWidget *
create_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_words (IgnyJobsRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = create_label (NULL);
  self->pill = igny_status_pill_new ("", IGNY_TONE_NEUTRAL);
  self->bar = gtk_progress_bar_new ();
  self->text = create_label ("caption");
  gtk_widget_add_css_class (self->text, "dim-label");
  /* As wide and high as its place, whatever it says; the last words are the news. */
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->text), 1);
  gtk_label_set_single_line_mode (GTK_LABEL (self->text), TRUE);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->pill);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
igny_jobs_row_init (IgnyJobsRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_box_append (GTK_BOX (box), create_words (self));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      self->buttons[i] = gtk_button_new_from_icon_name (buttons[i].icon_name);
      gtk_widget_set_valign (self->buttons[i], GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (self->buttons[i], _ (buttons[i].label));
      gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_widget_add_css_class (self->buttons[i], "circular");
      gtk_box_append (GTK_BOX (box), self->buttons[i]);
    }
  gtk_widget_add_css_class (box, "job");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
igny_jobs_row_new (gint64 batch)
{
  IgnyJobsRow *self = g_object_new (IGNY_TYPE_JOBS_ROW, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->buttons[i]), "jobs.change");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->buttons[i]), "(xi)", batch,
                                        (int) buttons[i].change);
    }
  return GTK_WIDGET (self);
}

static gboolean
can_change (const IgnyQueueCount *count,
            IgnyQueueChange       change)
{
  switch (change)
    {
    case IGNY_QUEUE_PAUSE:
      return count->waiting > count->paused;

    case IGNY_QUEUE_RESUME:
      return count->paused > 0;

    case IGNY_QUEUE_CANCEL:
      return count->running + count->waiting + count->unsure > 0;

    case IGNY_QUEUE_RETRY:
      return count->failed + count->cancelled + count->unsure > 0;

    case IGNY_QUEUE_FIRST:
    case IGNY_QUEUE_LAST:
      return count->waiting > 0;

    case IGNY_QUEUE_CLEAR:
    default:
      return FALSE;
    }
}

static const char *
describe_state (const IgnyQueueCount *count,
                gboolean              held,
                IgnyTone             *tone)
{
  *tone = IGNY_TONE_NEUTRAL;
  if (count->running > 0)
    {
      *tone = IGNY_TONE_ACCENT;
      return _ ("Running");
    }
  if (count->unsure > 0)
    {
      *tone = IGNY_TONE_WARNING;
      return _ ("May Have Been Paid");
    }
  if (count->waiting > 0)
    return count->paused == count->waiting || held ? _ ("Paused") : _ ("Waiting");
  if (count->failed > 0)
    {
      *tone = IGNY_TONE_ERROR;
      return _ ("Failed");
    }
  if (count->cancelled > 0)
    return _ ("Canceled");
  *tone = IGNY_TONE_SUCCESS;
  return _ ("Done");
}

static char *
describe_batch (const IgnyJobsBatch *batch)
{
  g_autofree char *done = igny_format_number (batch->count.done);
  g_autofree char *total = igny_format_number (batch->count.total);
  g_autoptr(GString) text = g_string_new (NULL);

  /* Translators: numbers of pieces of work */
  g_string_append_printf (text, _ ("%s of %s done"), done, total);
  if (batch->count.failed > 0)
    g_string_append_printf (text, _ (" · %u failed"), batch->count.failed);
  if (batch->message != NULL && batch->count.running > 0)
    g_string_append_printf (text, " · %s", batch->message);
  else if (batch->error != NULL)
    g_string_append_printf (text, " · %s", batch->error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The name of the work; an item's own title where there is only one. */
static const char *
get_title (const IgnyJobsBatch *batch)
{
  for (guint i = 0; i < igny_n_functions_of_ai && batch->count.total > 1; i++)
    if (g_str_equal (igny_functions_of_ai[i].name, batch->function))
      return _ (igny_functions_of_ai[i].title);
  return batch->title;
}

static void
name_buttons (IgnyJobsRow *self,
              const char  *title)
{
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_autofree char *spoken = g_strdup_printf ("%s: %s", _ (buttons[i].label), title);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}

void
igny_jobs_row_show (IgnyJobsRow         *self,
                    const IgnyJobsBatch *batch,
                    guint                place,
                    gboolean             held)
{
  const char      *title;
  const char      *state;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  IgnyTone         tone;

  g_return_if_fail (IGNY_IS_JOBS_ROW (self) && batch != NULL);

  title = get_title (batch);
  state = describe_state (&batch->count, held, &tone);
  text = describe_batch (batch);
  spoken = g_strdup_printf ("%s: %s, %s", title, state, text);
  self->place = place;
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_widget_set_tooltip_text (self->text, batch->error);
  igny_status_pill_set (IGNY_STATUS_PILL (self->pill), state, tone);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MIN (batch->percent, 100) / 100.0);
  gtk_widget_set_visible (self->bar, batch->count.running + batch->count.waiting > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  name_buttons (self, title);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_visible (self->buttons[i], can_change (&batch->count, buttons[i].change));
}

guint
igny_jobs_row_get_place (IgnyJobsRow *self)
{
  g_return_val_if_fail (IGNY_IS_JOBS_ROW (self), 0);

  return self->place;
}
