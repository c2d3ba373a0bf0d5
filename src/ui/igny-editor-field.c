/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-field.h"

#include <glib/gi18n.h>

#define LEAST_HEIGHT 60
#define MOST_HEIGHT 180

struct _IgnyEditorField
{
  GObject parent_instance;

  const char *name;
  const char *label;
  guint       advised;
  gboolean    updating;
  guint       fit; /* idle */
  GtkWidget  *row;
  GtkWidget  *value; /* the row itself, or the text view in it */
  GtkWidget  *counter;
  GtkWidget  *complaint;
  GtkWidget  *complaint_label;
};

static guint typed_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorField, igny_editor_field, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (IgnyEditorField *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->value));
}

/* Green is what search engines show as a whole. */
static void
count (IgnyEditorField *self)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  glong            length;

  if (self->advised == 0)
    return;
  text = igny_editor_field_dup_text (self);
  length = g_utf8_strlen (text, -1);
  words = g_strdup_printf (_ ("%ld / %u"), length, self->advised);
  gtk_label_set_label (GTK_LABEL (self->counter), words);
  gtk_widget_remove_css_class (self->counter, "success");
  gtk_widget_remove_css_class (self->counter, "warning");
  if (length > 0)
    gtk_widget_add_css_class (self->counter, length > self->advised ? "warning" : "success");
  gtk_widget_set_tooltip_text (self->counter, length > self->advised
                               ? _ ("Search engines cut off what is longer")
                               : _ ("Search engines show all of it"));
}

static void
changed_cb (IgnyEditorField *self)
{
  count (self);
  if (!self->updating)
    g_signal_emit (self, typed_signal, 0);
}

static void
create_counter (IgnyEditorField *self)
{
  self->counter = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->counter, "caption");
  gtk_widget_add_css_class (self->counter, "numeric");
  gtk_widget_set_visible (self->counter, self->advised > 0);
}

static void
create_line (IgnyEditorField *self)
{
  self->row = adw_entry_row_new ();
  self->value = self->row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->label));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->counter);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
create_head (IgnyEditorField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ (self->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->counter);
  return box;
}

/* A list gives its rows the least they want, so that has to be all of the text,
 * whose height is known only after it was given its width. */
static gboolean
fit_cb (gpointer user_data)
{
  IgnyEditorField   *self = user_data;
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_widget_get_parent (self->value));
  GtkTextIter        end;
  GdkRectangle       last;

  self->fit = 0;
  gtk_text_buffer_get_end_iter (get_buffer (self), &end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->value), &end, &last);
  gtk_scrolled_window_set_min_content_height (scrolled,
                                              CLAMP (last.y + last.height, LEAST_HEIGHT,
                                                     MOST_HEIGHT));
  return G_SOURCE_REMOVE;
}

static void
fit_soon_cb (IgnyEditorField *self)
{
  if (self->fit == 0)
    self->fit = g_idle_add (fit_cb, self);
}

static void
create_long (IgnyEditorField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->row = adw_preferences_row_new ();
  self->value = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->value), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->value), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LEAST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->value);
  gtk_widget_add_css_class (self->value, "long-text");
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                           "changed",
                           G_CALLBACK (fit_soon_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->label), -1);
  gtk_widget_add_css_class (box, "long-text-row");
  gtk_box_append (GTK_BOX (box), create_head (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_widget_set_focusable (self->row, FALSE);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (fit_soon_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_complaint (IgnyEditorField *self)
{
  self->complaint = gtk_list_box_row_new ();
  self->complaint_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->complaint_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->complaint_label), TRUE);
  gtk_widget_add_css_class (self->complaint_label, "caption");
  gtk_widget_add_css_class (self->complaint_label, "error");
  gtk_widget_add_css_class (self->complaint, "complaint");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->complaint), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->complaint), self->complaint_label);
  gtk_widget_set_focusable (self->complaint, FALSE);
  gtk_widget_set_visible (self->complaint, FALSE);
}

static void
igny_editor_field_dispose (GObject *object)
{
  g_clear_handle_id (&IGNY_EDITOR_FIELD (object)->fit, g_source_remove);

  G_OBJECT_CLASS (igny_editor_field_parent_class)->dispose (object);
}

static void
igny_editor_field_class_init (IgnyEditorFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_field_dispose;

  typed_signal = g_signal_new ("typed", IGNY_TYPE_EDITOR_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL,
                               G_TYPE_NONE, 0);
}

static void
igny_editor_field_init (IgnyEditorField *self)
{
}

IgnyEditorField *
igny_editor_field_new (const char *name,
                       const char *label,
                       gboolean    is_long,
                       guint       advised)
{
  IgnyEditorField *self;

  g_return_val_if_fail (name != NULL && label != NULL, NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_FIELD, NULL);
  self->name = name;
  self->label = label;
  self->advised = advised;
  create_counter (self);
  if (is_long)
    create_long (self);
  else
    create_line (self);
  create_complaint (self);
  count (self);
  return self;
}

const char *
igny_editor_field_get_name (IgnyEditorField *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_FIELD (self), NULL);

  return self->name;
}

void
igny_editor_field_add_to (IgnyEditorField     *self,
                          AdwPreferencesGroup *group)
{
  GtkWidget *list;

  g_return_if_fail (IGNY_IS_EDITOR_FIELD (self));

  adw_preferences_group_add (group, self->row);
  /* The group puts only preferences rows into its list. */
  list = gtk_widget_get_ancestor (self->row, GTK_TYPE_LIST_BOX);
  gtk_list_box_append (GTK_LIST_BOX (list), self->complaint);
}

char *
igny_editor_field_dup_text (IgnyEditorField *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (IGNY_IS_EDITOR_FIELD (self), NULL);

  if (!GTK_IS_TEXT_VIEW (self->value))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value)));
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

void
igny_editor_field_set_text (IgnyEditorField *self,
                            const char      *text)
{
  g_autofree char *now = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_FIELD (self));

  now = igny_editor_field_dup_text (self);
  if (g_strcmp0 (now, text != NULL ? text : "") == 0)
    return;
  self->updating = TRUE;
  if (GTK_IS_TEXT_VIEW (self->value))
    gtk_text_buffer_set_text (get_buffer (self), text != NULL ? text : "", -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->value), text != NULL ? text : "");
  self->updating = FALSE;
}

void
igny_editor_field_set_error (IgnyEditorField *self,
                             const char      *words)
{
  g_return_if_fail (IGNY_IS_EDITOR_FIELD (self));

  gtk_label_set_label (GTK_LABEL (self->complaint_label), words != NULL ? words : "");
  gtk_widget_set_visible (self->complaint, words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}

void
igny_editor_field_focus (IgnyEditorField *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_FIELD (self));

  gtk_widget_grab_focus (self->value);
}
