/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-prompts-trial.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-cost-words.h"
#include "igny-escape.h"
#include "igny-form-words.h"
#include "igny-prompt-trial.h"

typedef struct
{
  IgnyStore    *store;
  char         *type;
  char         *text;
  GtkWidget    *window; /* keeps this */
  GtkWidget    *cost;
  GtkWidget    *question;
  GtkWidget    *answer;
  GtkWidget    *answer_card;
  GtkWidget    *spinner;
  GtkWidget    *go;
  GCancellable *cancellable;
  gboolean      closed;
} Trial;

/* What is found out before anything is sent. */
typedef struct
{
  char    *asked;
  char    *host;
  char    *model;
  IgnyCost cost;
} Plan;

static void
trial_free (gpointer data)
{
  Trial *self = data;

  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  g_free (self->type);
  g_free (self->text);
  g_free (self);
}

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->asked);
  g_free (plan->host);
  g_free (plan->model);
  g_free (plan);
}

static Trial *
get_trial (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), "trial");
}

typedef struct
{
  gint64           account;
  IgnyPromptVoices voices;
} Voices;

static gboolean
read_voices (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Voices *voices = data;

  return igny_prompt_voices_read (db, voices->account, &voices->voices, error);
}

static void
plan_thread (GTask        *task,
             gpointer      window,
             gpointer      data,
             GCancellable *cancellable)
{
  const Trial *self = data;
  Voices       voices = { igny_store_get_account (self->store), { 0 } };
  Plan        *plan = g_new0 (Plan, 1);
  GError      *error = NULL;
  g_autoptr(IgnyPrompt) prompt = NULL;
  gboolean good = igny_store_read (self->store, read_voices, &voices, cancellable, &error);

  if (good)
    {
      const IgnyChatMessage *messages;

      prompt = igny_prompt_trial_new (&voices.voices, self->type, self->text);
      good = igny_prompt_trial_estimate (self->store, self->type, prompt, &plan->cost,
                                         &plan->host, &plan->model, &error);
      messages = igny_prompt_get_messages (prompt);
      plan->asked = g_strdup_printf ("%s\n\n%s", messages[0].content, messages[1].content);
      igny_prompt_voices_clear (&voices.voices);
    }
  if (good)
    g_task_return_pointer (task, plan, plan_free);
  else
    {
      plan_free (plan);
      g_task_return_error (task, error);
    }
}

static void
set_text (GtkWidget  *view,
          const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
fail (Trial        *self,
      const GError *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);

  gtk_label_set_label (GTK_LABEL (self->cost), words);
  gtk_widget_add_css_class (self->cost, "error");
}

static void
planned_cb (GObject      *window,
            GAsyncResult *result,
            gpointer      user_data)
{
  Trial           *self = get_trial (window);
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;
  Plan *plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->closed)
    {
      g_clear_pointer (&plan, plan_free);
      return;
    }
  if (plan == NULL)
    {
      fail (self, error);
      return;
    }
  words = igny_cost_words_new (&plan->cost, plan->model, plan->host);
  gtk_label_set_label (GTK_LABEL (self->cost), words);
  set_text (self->question, plan->asked);
  gtk_widget_set_sensitive (self->go, *plan->model != '\0');
  plan_free (plan);
}

static void
ask_thread (GTask        *task,
            gpointer      window,
            gpointer      data,
            GCancellable *cancellable)
{
  const Trial *self = data;
  IgnyRun      run = { .store = self->store, .cancellable = cancellable };
  GError      *error = NULL;
  char        *answer = igny_prompt_trial_ask (&run, self->type, self->text, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, g_free);
  else
    g_task_return_error (task, error);
}

static void
set_asking (Trial   *self,
            gboolean asking)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), asking);
  gtk_widget_set_visible (self->spinner, asking);
  gtk_widget_set_sensitive (self->go, !asking);
}

static void
answered_cb (GObject      *window,
             GAsyncResult *result,
             gpointer      user_data)
{
  Trial *self = get_trial (window);
  g_autoptr(GError) error = NULL;
  g_autofree char *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->closed)
    return;
  set_asking (self, FALSE);
  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  set_text (self->answer, answer);
  gtk_widget_set_visible (self->answer_card, TRUE);
}

/* The window lives until the task has ended, and so does the trial. */
static void
start (Trial              *self,
       GTaskThreadFunc     func,
       GAsyncReadyCallback callback)
{
  g_autoptr(GTask) task = g_task_new (self->window, self->cancellable, callback, NULL);

  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, func);
}

static void
go_cb (Trial *self)
{
  gtk_widget_remove_css_class (self->cost, "error");
  set_asking (self, TRUE);
  start (self, ask_thread, answered_cb);
}

static void
closed_cb (Trial *self)
{
  self->closed = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static GtkWidget *
create_text (const char *title,
             GtkWidget **view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *view = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (*view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (*view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (*view), FALSE);
  gtk_widget_add_css_class (*view, "prompt-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 160);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GtkWidget *
create_body (Trial *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cost = gtk_label_new (_ ("Counting what it would cost…"));
  gtk_label_set_wrap (GTK_LABEL (self->cost), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->cost), 0);
  self->answer_card = create_text (_ ("Answer"), &self->answer);
  gtk_widget_set_visible (self->answer_card, FALSE);
  gtk_widget_add_css_class (box, "prompts-editor");
  gtk_box_append (GTK_BOX (box), self->cost);
  gtk_box_append (GTK_BOX (box), create_text (_ ("What Is Sent"), &self->question));
  gtk_box_append (GTK_BOX (box), self->answer_card);
  return box;
}

static GtkWidget *
create_header (Trial *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->go = gtk_button_new_with_mnemonic (_ ("_Ask the Model"));
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_sensitive (self->go, FALSE);
  gtk_widget_add_css_class (self->go, "suggested-action");
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->go);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->spinner);
  return header;
}

void
igny_prompts_trial_present (GtkWindow  *parent,
                            IgnyStore  *store,
                            const char *type,
                            const char *text)
{
  const char *title = _ ("Test the Prompt");
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Trial      *self;

  g_return_if_fail (GTK_IS_WINDOW (parent) && IGNY_IS_STORE (store));
  g_return_if_fail (type != NULL && text != NULL);

  self = g_new0 (Trial, 1);
  self->store = g_object_ref (store);
  self->type = g_strdup (type);
  self->text = g_strdup (text);
  self->cancellable = g_cancellable_new ();
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE,
                               "transient-for", parent,
                               "default-width", 680, "default-height", 640, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "trial", self, trial_free);
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), create_body (self));
  adw_window_set_content (ADW_WINDOW (self->window), box);
  igny_escape_add (self->window);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (closed_cb), self);
  start (self, plan_thread, planned_cb);
  gtk_window_present (GTK_WINDOW (self->window));
}
