/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "igny-form-parts.h"
#include "igny-form-suggestions.h"

struct _IgnyFormRow
{
  GObject parent_instance;

  const IgnyFormField *field;
  gboolean             apply;
  gboolean             updating;
  char               **words; /* of the choices */
  GtkWidget           *row;
  GtkWidget           *value;     /* what holds the value, maybe the row itself */
  GtkWidget           *stored;    /* the row of a secret that is there */
  gboolean             replacing; /* a secret that is there */
  guint                pending;   /* timeout that commits a slider */
  GtkWidget           *suggestions;
  GtkWidget           *spinner; /* of a test */
  GtkWidget           *complaint;
  GtkWidget           *complaint_label;
};

enum
{
  TYPED,
  COMMITTED,
  REMOVED,
  TEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyFormRow, igny_form_row, G_TYPE_OBJECT)

static void
emit (IgnyFormRow *self,
      guint        signal)
{
  if (!self->updating)
    g_signal_emit (self, signals[signal], 0);
}

static void
typed_cb (IgnyFormRow *self)
{
  emit (self, TYPED);
}

static void
committed_cb (IgnyFormRow *self)
{
  emit (self, COMMITTED);
}

/* Switches and choices are whole at once. */
static void
changed_cb (IgnyFormRow *self)
{
  emit (self, TYPED);
  if (self->apply)
    emit (self, COMMITTED);
}

static void
removed_cb (IgnyFormRow *self)
{
  emit (self, REMOVED);
}

static void
test_cb (IgnyFormRow *self)
{
  emit (self, TEST);
}

static void
replace_cb (IgnyFormRow *self)
{
  igny_form_row_set_stored (self, FALSE);
  self->replacing = TRUE;
  gtk_widget_grab_focus (self->row);
}

/* Going away without having typed anything replaces nothing. */
static void
left_cb (IgnyFormRow *self)
{
  if (!self->replacing || *gtk_editable_get_text (GTK_EDITABLE (self->row)) != '\0')
    return;
  self->replacing = FALSE;
  gtk_widget_set_visible (self->stored, TRUE);
  gtk_widget_set_visible (self->row, FALSE);
}

static void
create_entry (IgnyFormRow *self)
{
  gboolean secret = self->field->kind == IGNY_FORM_SECRET;

  self->row = secret ? adw_password_entry_row_new () : adw_entry_row_new ();
  self->value = self->row;
  igny_form_parts_name_buttons (self->row);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), self->apply);
  if (self->field->kind == IGNY_FORM_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "apply", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  if (!self->apply)
    g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (committed_cb), self,
                             G_CONNECT_SWAPPED);
}

static GtkWidget *
create_small_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
create_secret (IgnyFormRow *self)
{
  GtkWidget          *replace = create_small_button (_("_Replace…"));
  GtkWidget          *remove = create_small_button (_("Re_move"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  create_entry (self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, focus);
  self->stored = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->stored), _ (self->field->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->stored), _ ("Stored in the keyring"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->stored), replace);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->stored), remove);
  gtk_widget_set_visible (self->stored, FALSE);
  g_signal_connect_object (replace, "clicked", G_CALLBACK (replace_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
}

static void
create_switch (IgnyFormRow *self)
{
  self->row = adw_action_row_new ();
  self->value = gtk_switch_new ();
  gtk_widget_set_valign (self->value, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->value);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->value);
  g_signal_connect_object (self->value, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_choice (IgnyFormRow *self)
{
  g_auto(GStrv) words = NULL;
  g_auto(GStrv) labels = NULL;

  self->row = adw_combo_row_new ();
  self->value = self->row;
  igny_form_parts_list_choices (self->field->choices, self->field->optional, &words, &labels);
  igny_form_row_set_choices (self, (const char *const *) words, (const char *const *) labels);
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_long_text (IgnyFormRow *self)
{
  GtkWidget          *box = igny_form_parts_create_text (_(self->field->label), &self->value);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->row = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->value)), "changed",
                           G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  if (self->apply)
    g_signal_connect_object (focus, "leave", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->value, focus);
}

static void
create_test (IgnyFormRow *self)
{
  self->row = adw_action_row_new ();
  self->value = create_small_button (_ ("_Test"));
  self->spinner = gtk_spinner_new ();
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->value);
  g_signal_connect_object (self->value, "clicked", G_CALLBACK (test_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
settled_cb (gpointer user_data)
{
  IgnyFormRow *self = user_data;

  self->pending = 0;
  emit (self, COMMITTED);
  return G_SOURCE_REMOVE;
}

/* A slider says many values on its way to the one that is meant. */
static void
slid_cb (IgnyFormRow *self)
{
  emit (self, TYPED);
  if (!self->apply || self->updating)
    return;
  g_clear_handle_id (&self->pending, g_source_remove);
  self->pending = g_timeout_add (600, settled_cb, self);
}

static void
create_share (IgnyFormRow *self)
{
  self->row = adw_action_row_new ();
  self->value = igny_form_parts_create_share (_(self->field->label));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->value);
  g_signal_connect_object (self->value, "value-changed", G_CALLBACK (slid_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_reference (IgnyFormRow *self)
{
  self->row = igny_form_chooser_new (self->field->optional);
  self->value = self->row;
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create (IgnyFormRow *self)
{
  switch (self->field->kind)
    {
    case IGNY_FORM_SWITCH:
      create_switch (self);
      break;
    case IGNY_FORM_CHOICE:
      create_choice (self);
      break;
    case IGNY_FORM_LONG_TEXT:
      create_long_text (self);
      break;
    case IGNY_FORM_SECRET:
      create_secret (self);
      break;
    case IGNY_FORM_TEST:
      create_test (self);
      break;
    case IGNY_FORM_SHARE:
      create_share (self);
      break;
    case IGNY_FORM_REFERENCE:
      create_reference (self);
      break;
    case IGNY_FORM_TEXT:
    case IGNY_FORM_NUMBER:
    default:
      create_entry (self);
      break;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->field->label));
  if (ADW_IS_ACTION_ROW (self->row) && self->field->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), _ (self->field->hint));
  else if (self->field->hint != NULL)
    gtk_widget_set_tooltip_text (self->row, _ (self->field->hint));
  self->complaint = igny_form_parts_create_complaint (&self->complaint_label);
}

static void
igny_form_row_finalize (GObject *object)
{
  g_clear_handle_id (&IGNY_FORM_ROW (object)->pending, g_source_remove);
  g_strfreev (IGNY_FORM_ROW (object)->words);

  G_OBJECT_CLASS (igny_form_row_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, IGNY_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
igny_form_row_class_init (IgnyFormRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_form_row_finalize;

  signals[TYPED] = add_signal ("typed");
  signals[COMMITTED] = add_signal ("committed");
  signals[REMOVED] = add_signal ("removed");
  signals[TEST] = add_signal ("test");
}

static void
igny_form_row_init (IgnyFormRow *self)
{
}

IgnyFormRow *
igny_form_row_new (const IgnyFormField *field,
                   gboolean             apply)
{
  IgnyFormRow *self;

  g_return_val_if_fail (field != NULL, NULL);

  self = g_object_new (IGNY_TYPE_FORM_ROW, NULL);
  self->field = field;
  self->apply = apply;
  create (self);
  return self;
}

const IgnyFormField *
igny_form_row_get_field (IgnyFormRow *self)
{
  g_return_val_if_fail (IGNY_IS_FORM_ROW (self), NULL);

  return self->field;
}

void
igny_form_row_add_to (IgnyFormRow         *self,
                      AdwPreferencesGroup *group)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self) && ADW_IS_PREFERENCES_GROUP (group));

  if (self->stored != NULL)
    adw_preferences_group_add (group, self->stored);
  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->complaint);
}

void
igny_form_row_add_below (IgnyFormRow    *self,
                         AdwExpanderRow *row)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self) && ADW_IS_EXPANDER_ROW (row));

  if (self->stored != NULL)
    adw_expander_row_add_row (row, self->stored);
  adw_expander_row_add_row (row, self->row);
  adw_expander_row_add_row (row, self->complaint);
}

static char *
dup_choice (IgnyFormRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->value));

  return g_strdup (selected != GTK_INVALID_LIST_POSITION ? self->words[selected] : "");
}

char *
igny_form_row_dup_value (IgnyFormRow *self)
{
  g_return_val_if_fail (IGNY_IS_FORM_ROW (self), NULL);

  if (GTK_IS_SWITCH (self->value))
    return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->value)) ? "1" : "0");
  if (ADW_IS_COMBO_ROW (self->value))
    return dup_choice (self);
  if (GTK_IS_TEXT_VIEW (self->value))
    return igny_form_parts_dup_text (GTK_TEXT_VIEW (self->value));
  if (IGNY_IS_FORM_CHOOSER (self->value))
    return g_strdup (igny_form_chooser_get_chosen (IGNY_FORM_CHOOSER (self->value)));
  if (GTK_IS_SCALE (self->value))
    return igny_number_to_decimal (lround (gtk_range_get_value (GTK_RANGE (self->value)) * 100), 2);
  if (GTK_IS_EDITABLE (self->value))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value)));
  return g_strdup ("");
}

static void
select_word (IgnyFormRow *self,
             const char  *word)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_str_equal (self->words[i], word))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->value), i);
}

/* A row that has the focus offers to apply what a program put into it, unless
 * it has no such button at that moment. */
static void
set_text (IgnyFormRow *self,
          const char  *text)
{
  gboolean apply = ADW_IS_ENTRY_ROW (self->value) && self->apply;

  if (apply)
    adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->value), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->value), text);
  if (apply)
    adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->value), TRUE);
}

void
igny_form_row_set_value (IgnyFormRow *self,
                         const char  *value)
{
  const char *text = value != NULL ? value : "";

  g_return_if_fail (IGNY_IS_FORM_ROW (self));

  self->updating = TRUE;
  if (GTK_IS_SWITCH (self->value))
    gtk_switch_set_active (GTK_SWITCH (self->value), g_str_equal (text, "1"));
  else if (ADW_IS_COMBO_ROW (self->value))
    select_word (self, text);
  else if (GTK_IS_TEXT_VIEW (self->value))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->value)), text, -1);
  else if (IGNY_IS_FORM_CHOOSER (self->value))
    igny_form_chooser_set_chosen (IGNY_FORM_CHOOSER (self->value), text, text);
  else if (GTK_IS_SCALE (self->value))
    gtk_range_set_value (GTK_RANGE (self->value), g_ascii_strtod (text, NULL));
  else if (GTK_IS_EDITABLE (self->value))
    set_text (self, text);
  self->updating = FALSE;
}

void
igny_form_row_set_choices (IgnyFormRow       *self,
                           const char *const *words,
                           const char *const *labels)
{
  g_autoptr(GtkStringList) list = NULL;

  g_return_if_fail (IGNY_IS_FORM_ROW (self));
  g_return_if_fail (words != NULL && labels != NULL);

  self->updating = TRUE;
  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
  list = gtk_string_list_new (labels);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->value), G_LIST_MODEL (list));
  self->updating = FALSE;
}

static void
picked_cb (IgnyFormRow *self,
           const char  *word)
{
  igny_form_row_set_value (self, word);
  emit (self, TYPED);
  if (self->apply)
    emit (self, COMMITTED);
}

void
igny_form_row_set_suggestions (IgnyFormRow       *self,
                               const char *const *words)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self) && ADW_IS_ENTRY_ROW (self->row));

  if (self->suggestions == NULL)
    {
      self->suggestions = igny_form_suggestions_new ();
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->suggestions);
      g_signal_connect_object (self->suggestions, "picked", G_CALLBACK (picked_cb), self,
                               G_CONNECT_SWAPPED);
    }
  igny_form_suggestions_set_words (IGNY_FORM_SUGGESTIONS (self->suggestions), words);
}

IgnyFormChooser *
igny_form_row_get_chooser (IgnyFormRow *self)
{
  g_return_val_if_fail (IGNY_IS_FORM_ROW (self) && IGNY_IS_FORM_CHOOSER (self->row), NULL);

  return IGNY_FORM_CHOOSER (self->row);
}

static void
show_words (IgnyFormRow *self,
            const char  *words,
            const char  *style,
            const char  *other)
{
  gtk_label_set_label (GTK_LABEL (self->complaint_label), words != NULL ? words : "");
  gtk_widget_add_css_class (self->complaint_label, style);
  gtk_widget_remove_css_class (self->complaint_label, other);
  gtk_widget_set_visible (self->complaint, words != NULL);
}

void
igny_form_row_set_note (IgnyFormRow *self,
                        const char  *words)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self));

  igny_form_row_set_error (self, NULL);
  show_words (self, words, "dim-label", "error");
}

void
igny_form_row_set_error (IgnyFormRow *self,
                         const char  *words)
{
  GtkAccessibleInvalidState invalid = words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                    : GTK_ACCESSIBLE_INVALID_FALSE;

  g_return_if_fail (IGNY_IS_FORM_ROW (self));

  show_words (self, words, "error", "dim-label");
  if (words != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}

void
igny_form_row_set_stored (IgnyFormRow *self,
                          gboolean     stored)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self));
  g_return_if_fail (self->stored != NULL);

  igny_form_row_set_stored_words (self, stored ? _("Stored in the keyring") : NULL);
}

void
igny_form_row_set_stored_words (IgnyFormRow *self,
                                const char  *words)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self));
  g_return_if_fail (self->stored != NULL);

  self->replacing = FALSE;
  igny_form_row_set_value (self, "");
  if (words != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->stored), words);
  gtk_widget_set_visible (self->stored, words != NULL);
  gtk_widget_set_visible (self->row, words == NULL);
}

void
igny_form_row_set_result (IgnyFormRow *self,
                          IgnyTone     tone,
                          const char  *words)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self));
  g_return_if_fail (self->spinner != NULL);

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), words == NULL);
  gtk_widget_set_sensitive (self->value, words != NULL);
  gtk_widget_remove_css_class (self->row, "result-good");
  gtk_widget_remove_css_class (self->row, "result-fair");
  gtk_widget_remove_css_class (self->row, "result-bad");
  if (words == NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), _ ("Testing…"));
      return;
    }
  if (tone == IGNY_TONE_SUCCESS)
    gtk_widget_add_css_class (self->row, "result-good");
  else if (tone != IGNY_TONE_NEUTRAL)
    gtk_widget_add_css_class (self->row, tone == IGNY_TONE_WARNING ? "result-fair" : "result-bad");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), words);
}

void
igny_form_row_set_visible (IgnyFormRow *self,
                           gboolean     visible)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self));

  gtk_widget_set_visible (self->row, visible);
  if (self->stored != NULL)
    gtk_widget_set_visible (self->stored, FALSE);
  if (!visible)
    gtk_widget_set_visible (self->complaint, FALSE);
}

void
igny_form_row_focus (IgnyFormRow *self)
{
  g_return_if_fail (IGNY_IS_FORM_ROW (self));

  gtk_widget_grab_focus (self->value);
}
