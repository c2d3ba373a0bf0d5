/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-rewrite.h"

#include <glib/gi18n.h>

#include "igny-cost-words.h"
#include "igny-diff-marks.h"
#include "igny-diff.h"
#include "igny-escape.h"
#include "igny-form-words.h"
#include "igny-html.h"
#include "igny-rewrite.h"

#define WIDTH 620
#define HEIGHT 560

struct _IgnyEditorRewrite
{
  AdwWindow parent_instance;

  IgnyStore    *store;
  GCancellable *cancellable;
  char         *html;   /* the passage as it is */
  char         *answer; /* and as it could be; or NULL */
  gboolean      able;   /* there are a passage and a model */
  gboolean      asking;
  GtkWidget    *wish;
  GtkWidget    *cost;
  GtkWidget    *ask;
  GtkWidget    *spinner;
  GtkWidget    *result;
  GtkLabel     *before;
  GtkLabel     *after;
  GtkWidget    *accept;
};

/* What a thread is given, and what it finds out. */
typedef struct
{
  char    *html;
  char    *wish;
  char    *host;
  char    *model;
  IgnyCost cost;
} Question;

static guint accepted_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorRewrite, igny_editor_rewrite, ADW_TYPE_WINDOW)

static const char *
get_wish (IgnyEditorRewrite *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->wish));
}

static gboolean
is_closed (IgnyEditorRewrite *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->html);
  g_free (question->wish);
  g_free (question->host);
  g_free (question->model);
  g_free (question);
}

static Question *
question_new (IgnyEditorRewrite *self)
{
  Question *question = g_new0 (Question, 1);

  question->html = g_strdup (self->html);
  question->wish = g_strdup (get_wish (self));
  return question;
}

static void
update (IgnyEditorRewrite *self)
{
  gtk_widget_set_sensitive (self->ask, self->able && !self->asking && *get_wish (self) != '\0');
  gtk_widget_set_visible (self->spinner, self->asking);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->asking);
  gtk_widget_set_visible (self->result, self->answer != NULL);
  gtk_widget_set_visible (self->accept, self->answer != NULL);
  gtk_widget_set_sensitive (self->accept, !self->asking);
}

static void
typed_cb (IgnyEditorRewrite *self)
{
  update (self);
}

static void
say (IgnyEditorRewrite *self,
     const char        *words,
     gboolean           wrong)
{
  gtk_label_set_label (GTK_LABEL (self->cost), words);
  if (wrong)
    gtk_widget_add_css_class (self->cost, "error");
  else
    gtk_widget_remove_css_class (self->cost, "error");
}

static void
fail (IgnyEditorRewrite *self,
      const GError      *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);

  say (self, words, TRUE);
}

static void
start (IgnyEditorRewrite  *self,
       GTaskThreadFunc     func,
       GAsyncReadyCallback callback)
{
  g_autoptr(GTask) task = g_task_new (self->store, self->cancellable, callback,
                                       g_object_ref (self));

  g_task_set_task_data (task, question_new (self), question_free);
  g_task_run_in_thread (task, func);
}

static void
estimate_thread (GTask        *task,
                 gpointer      store,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Question *question = data;
  GError   *error = NULL;

  if (igny_rewrite_estimate (store, question->html, question->wish, &question->cost,
                             &question->host, &question->model, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IgnyEditorRewrite) self = user_data;
  const Question  *question = g_task_get_task_data (G_TASK (result));
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (is_closed (self))
    return;
  if (!done)
    {
      fail (self, error);
      return;
    }
  words = igny_cost_words_new (&question->cost, question->model, question->host);
  say (self, words, FALSE);
  self->able = *question->model != '\0';
  update (self);
}

static void
ask_thread (GTask        *task,
            gpointer      store,
            gpointer      data,
            GCancellable *cancellable)
{
  const Question *question = data;
  IgnyRun         run = { .store = store, .cancellable = cancellable };
  GError         *error = NULL;
  char           *answer = igny_rewrite_ask (&run, question->html, question->wish, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, g_free);
  else
    g_task_return_error (task, error);
}

static void
mark (GtkLabel     *label,
      const char   *text,
      const GArray *ranges,
      gboolean      added)
{
  PangoAttrList *marks = igny_diff_marks_new (ranges, added);

  gtk_label_set_label (label, text);
  gtk_label_set_attributes (label, marks);
  pango_attr_list_unref (marks);
}

/* As a person reads both: elements are not shown, but they are kept. */
static void
show_answer (IgnyEditorRewrite *self)
{
  g_autofree char *before = igny_html_to_text (self->html, NULL);
  g_autofree char *after = igny_html_to_text (self->answer, NULL);
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));

  if (before == NULL || after == NULL)
    return;
  igny_diff_words (before, after, removed, added);
  mark (self->before, before, removed, FALSE);
  mark (self->after, after, added, TRUE);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyEditorRewrite) self = user_data;
  g_autoptr(GError) error = NULL;
  char *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (is_closed (self))
    {
      g_free (answer);
      return;
    }
  self->asking = FALSE;
  if (answer == NULL)
    {
      fail (self, error);
      update (self);
      return;
    }
  g_free (self->answer);
  self->answer = answer;
  show_answer (self);
  update (self);
  gtk_widget_grab_focus (self->accept);
}

static void
ask_cb (IgnyEditorRewrite *self)
{
  if (!gtk_widget_get_sensitive (self->ask))
    return;
  self->asking = TRUE;
  gtk_widget_remove_css_class (self->cost, "error");
  update (self);
  start (self, ask_thread, answered_cb);
}

static void
accept_cb (IgnyEditorRewrite *self)
{
  if (self->answer != NULL)
    g_signal_emit (self, accepted_signal, 0, self->answer);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_cb (IgnyEditorRewrite *self)
{
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
igny_editor_rewrite_dispose (GObject *object)
{
  g_cancellable_cancel (IGNY_EDITOR_REWRITE (object)->cancellable);

  G_OBJECT_CLASS (igny_editor_rewrite_parent_class)->dispose (object);
}

static void
igny_editor_rewrite_finalize (GObject *object)
{
  IgnyEditorRewrite *self = IGNY_EDITOR_REWRITE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_free (self->html);
  g_free (self->answer);

  G_OBJECT_CLASS (igny_editor_rewrite_parent_class)->finalize (object);
}

static void
igny_editor_rewrite_class_init (IgnyEditorRewriteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_rewrite_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_editor_rewrite_finalize;

  accepted_signal = g_signal_new ("accepted", IGNY_TYPE_EDITOR_REWRITE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkLabel *
add_text (GtkWidget  *box,
          const char *title)
{
  GtkWidget *head = gtk_label_new (title);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "heading");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  return GTK_LABEL (text);
}

static GtkWidget *
create_result (IgnyEditorRewrite *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->before = add_text (box, _ ("As It Is"));
  self->after = add_text (box, _ ("Rewritten"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
create_body (IgnyEditorRewrite *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();

  self->wish = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wish),
                                 _ ("What should be different"));
  g_signal_connect_object (self->wish, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wish, "entry-activated", G_CALLBACK (ask_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->wish);
  self->cost = gtk_label_new (_ ("Counting what it would cost…"));
  gtk_label_set_wrap (GTK_LABEL (self->cost), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->cost), 0);
  self->result = create_result (self);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->cost);
  gtk_box_append (GTK_BOX (box), self->result);
  return box;
}

static GtkWidget *
create_header (IgnyEditorRewrite *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->ask = gtk_button_new_with_mnemonic (_ ("_Ask the Model"));
  self->spinner = gtk_spinner_new ();
  self->accept = gtk_button_new_with_mnemonic (_ ("_Accept"));
  gtk_widget_add_css_class (self->accept, "suggested-action");
  g_signal_connect_object (self->ask, "clicked", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (accept_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->ask);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->spinner);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->accept);
  return header;
}

static void
igny_editor_rewrite_init (IgnyEditorRewrite *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = create_header (self);

  self->cancellable = g_cancellable_new ();
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), create_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Rewrite with AI"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  g_signal_connect (self, "close-request", G_CALLBACK (close_cb), NULL);
  igny_escape_add (GTK_WIDGET (self));
  update (self);
}

GtkWidget *
igny_editor_rewrite_new (IgnyStore  *store,
                         const char *html,
                         GtkWindow  *over)
{
  IgnyEditorRewrite *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && html != NULL, NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_REWRITE, NULL);
  self->store = g_object_ref (store);
  self->html = g_strdup (html);
  gtk_window_set_transient_for (GTK_WINDOW (self), over);
  if (*html == '\0')
    say (self, _ ("Select the words that should be rewritten first."), TRUE);
  else
    start (self, estimate_thread, estimated_cb);
  return GTK_WIDGET (self);
}
