/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-prompts-editor.h"

#include <glib/gi18n.h>

#include "igny-ai-prompt.h"
#include "igny-form-parts.h"
#include "igny-prompt.h"
#include "igny-status-pill.h"

/* More complaints than these say nothing new. */
#define MOST_FAULTS 3

struct _IgnyPromptsEditor
{
  GtkWidget parent_instance;

  char      *type;
  char      *stored;
  gboolean   updating;
  gboolean   good;
  GtkWidget *back;
  GtkWidget *title;
  GtkWidget *pill;
  GtkWidget *reset;
  GtkWidget *test;
  GtkWidget *save;
  GtkWidget *view;
  GtkWidget *faults;
  GtkWidget *names; /* box of the group of placeholders */
  GtkWidget *group;
};

enum
{
  TYPED,
  SAVE,
  RESET,
  TEST,
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyPromptsEditor, igny_prompts_editor, GTK_TYPE_WIDGET)

static void
check (IgnyPromptsEditor *self)
{
  g_autofree char *text = igny_prompts_editor_dup_text (self);
  g_autoptr(GPtrArray) faults = igny_prompt_check (self->type, text);
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < faults->len && i < MOST_FAULTS; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", (const char *) faults->pdata[i]);
  self->good = faults->len == 0;
  gtk_label_set_label (GTK_LABEL (self->faults), words->str);
  gtk_widget_set_visible (self->faults, !self->good);
  gtk_widget_set_sensitive (self->save, self->good && igny_prompts_editor_is_changed (self));
  gtk_widget_set_sensitive (self->test, self->good);
}

static void
changed_cb (IgnyPromptsEditor *self)
{
  if (self->updating)
    return;
  check (self);
  g_signal_emit (self, signals[TYPED], 0);
}

static void
save_cb (IgnyPromptsEditor *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
reset_cb (IgnyPromptsEditor *self)
{
  g_signal_emit (self, signals[RESET], 0);
}

static void
test_cb (IgnyPromptsEditor *self)
{
  g_signal_emit (self, signals[TEST], 0);
}

static void
back_cb (IgnyPromptsEditor *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
insert_cb (GtkWidget         *button,
           IgnyPromptsEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  gtk_text_buffer_insert_at_cursor (buffer, g_object_get_data (G_OBJECT (button), "mark"), -1);
  gtk_widget_grab_focus (self->view);
}

static void
igny_prompts_editor_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_prompts_editor_parent_class)->dispose (object);
}

static void
igny_prompts_editor_finalize (GObject *object)
{
  IgnyPromptsEditor *self = IGNY_PROMPTS_EDITOR (object);

  g_free (self->type);
  g_free (self->stored);

  G_OBJECT_CLASS (igny_prompts_editor_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, IGNY_TYPE_PROMPTS_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
igny_prompts_editor_class_init (IgnyPromptsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_prompts_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_prompts_editor_finalize;

  signals[TYPED] = add_signal ("typed");
  signals[SAVE] = add_signal ("save");
  signals[RESET] = add_signal ("reset");
  signals[TEST] = add_signal ("test");
  signals[BACK] = add_signal ("back");

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_button (IgnyPromptsEditor *self,
               const char        *label,
               GCallback          callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
create_head (IgnyPromptsEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_set_tooltip_text (self->back, _ ("All prompts"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("All prompts"), -1);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "title-3");
  self->pill = igny_status_pill_new ("", IGNY_TONE_NEUTRAL);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->pill, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->pill, TRUE);
  gtk_box_append (GTK_BOX (box), self->back);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->pill);
  return box;
}

static GtkWidget *
create_tools (IgnyPromptsEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->reset = create_button (self, _ ("_Reset to Default"), G_CALLBACK (reset_cb));
  self->test = create_button (self, _ ("_Test…"), G_CALLBACK (test_cb));
  self->save = create_button (self, _ ("_Save"), G_CALLBACK (save_cb));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), self->reset);
  gtk_box_append (GTK_BOX (box), self->test);
  gtk_box_append (GTK_BOX (box), self->save);
  return box;
}

static GtkWidget *
create_text (IgnyPromptsEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = gtk_text_view_new ();
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_widget_add_css_class (self->view, "prompt-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the prompt"), -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                            G_CALLBACK (changed_cb), self);
  return scrolled;
}

static void
igny_prompts_editor_init (IgnyPromptsEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->faults = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->faults), 0);
  gtk_label_set_wrap (GTK_LABEL (self->faults), TRUE);
  gtk_widget_add_css_class (self->faults, "error");
  gtk_widget_set_visible (self->faults, FALSE);
  self->names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_head (self));
  gtk_box_append (GTK_BOX (box), create_text (self));
  gtk_box_append (GTK_BOX (box), self->faults);
  gtk_box_append (GTK_BOX (box), create_tools (self));
  gtk_box_append (GTK_BOX (box), self->names);
  gtk_widget_add_css_class (box, "prompts-editor");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
igny_prompts_editor_new (void)
{
  return g_object_new (IGNY_TYPE_PROMPTS_EDITOR, NULL);
}

static GtkWidget *
create_name (IgnyPromptsEditor    *self,
             const IgnyPromptName *name)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_label (_ ("Insert"));
  g_autofree char *upper = g_ascii_strup (name->name, -1);
  char            *mark = g_strdup_printf ("[IGNY8_%s]", upper);
  g_autofree char *spoken = g_strdup_printf (_ ("Insert %s"), mark);
  g_autofree char *about = NULL;

  about = name->required                    ? g_strdup_printf (_ ("%s (required)"), _ (name->about))
                                            : g_strdup (_ (name->about));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mark);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  g_object_set_data_full (G_OBJECT (button), "mark", mark, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (insert_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show_names (IgnyPromptsEditor *self)
{
  const IgnyPromptName *names = igny_prompt_list_names (self->type);
  const char           *about = _ ("They stand for the data of a run, which is sent apart from "
                         "the text.");

  if (self->group != NULL)
    gtk_box_remove (GTK_BOX (self->names), self->group);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Placeholders"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                         names->name != NULL ? about
                                                             : _ ("This prompt has none."));
  for (; names->name != NULL; names++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), create_name (self, names));
  gtk_box_append (GTK_BOX (self->names), self->group);
}

void
igny_prompts_editor_show (IgnyPromptsEditor *self,
                          const char        *type,
                          const char        *text,
                          const char        *stored,
                          gboolean           own)
{
  const IgnyField  *field = igny_entity_find_field (&igny_ai_prompt_entity, "prompt_type");
  const IgnyChoice *choice;
  GtkTextBuffer    *buffer;
  gboolean          other;

  g_return_if_fail (IGNY_IS_PROMPTS_EDITOR (self));
  g_return_if_fail (type != NULL && text != NULL && stored != NULL);

  other = g_strcmp0 (self->type, type) != 0;
  choice = igny_field_find_choice (field, type);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_free (self->type);
  g_free (self->stored);
  self->type = g_strdup (type);
  self->stored = g_strdup (stored);
  self->updating = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->updating = FALSE;
  gtk_label_set_label (GTK_LABEL (self->title), choice != NULL ? _ (choice->label) : type);
  if (own)
    igny_status_pill_set (IGNY_STATUS_PILL (self->pill), _ ("Own"), IGNY_TONE_ACCENT);
  else
    igny_status_pill_set (IGNY_STATUS_PILL (self->pill), _ ("Default"), IGNY_TONE_NEUTRAL);
  gtk_widget_set_visible (self->reset, own);
  gtk_widget_set_visible (self->test, igny_prompt_is_question (type));
  if (other)
    show_names (self);
  check (self);
}

const char *
igny_prompts_editor_get_type_name (IgnyPromptsEditor *self)
{
  g_return_val_if_fail (IGNY_IS_PROMPTS_EDITOR (self), NULL);

  return self->type;
}

char *
igny_prompts_editor_dup_text (IgnyPromptsEditor *self)
{
  g_return_val_if_fail (IGNY_IS_PROMPTS_EDITOR (self), NULL);

  return igny_form_parts_dup_text (GTK_TEXT_VIEW (self->view));
}

gboolean
igny_prompts_editor_is_changed (IgnyPromptsEditor *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (IGNY_IS_PROMPTS_EDITOR (self), FALSE);

  text = igny_prompts_editor_dup_text (self);
  return g_strcmp0 (text, self->stored) != 0;
}

gboolean
igny_prompts_editor_is_good (IgnyPromptsEditor *self)
{
  g_return_val_if_fail (IGNY_IS_PROMPTS_EDITOR (self), FALSE);

  return self->good;
}

void
igny_prompts_editor_set_back (IgnyPromptsEditor *self,
                              gboolean           back)
{
  g_return_if_fail (IGNY_IS_PROMPTS_EDITOR (self));

  gtk_widget_set_visible (self->back, back);
}
