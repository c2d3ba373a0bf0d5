/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-editor.h"

#include <glib/gi18n.h>

#include "igny-status-pill.h"

struct _IgnyTableEditor
{
  GObject parent_instance;

  IgnyTableSource       *source;
  IgnyTableLayout       *layout;
  IgnyTableRow          *row; /* borrowed while it is open */
  const IgnyTableColumn *column;
  guint                  nth;
  gint64                 row_id;
  GtkWidget             *entry;
  GtkWidget             *complaint; /* a popover under the entry */
  GtkWidget             *choices;   /* a popover under the cell */
  int                    step;
  gboolean               saving;
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (IgnyTableEditor, igny_table_editor, G_TYPE_OBJECT)

static void
close_editor (IgnyTableEditor *self)
{
  IgnyTableRow *row = g_steal_pointer (&self->row);
  GtkWidget    *choices = g_steal_pointer (&self->choices);

  g_clear_pointer (&self->complaint, gtk_widget_unparent);
  self->entry = NULL;
  self->saving = FALSE;
  if (choices != NULL)
    gtk_widget_unparent (choices);
  if (row != NULL)
    {
      GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (row));

      igny_table_row_set_editor (row, NULL, 0);
      if (item != NULL)
        gtk_widget_grab_focus (item);
    }
}

static void
finish (IgnyTableEditor *self,
        int              step)
{
  gint64 row = self->row_id;

  close_editor (self);
  g_signal_emit (self, done_signal, 0, row, step);
}

static void
complain (IgnyTableEditor *self,
          const char      *words)
{
  GtkWidget *label = gtk_label_new (words);

  if (self->entry == NULL)
    return;
  g_clear_pointer (&self->complaint, gtk_widget_unparent);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  self->complaint = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->complaint), label);
  gtk_popover_set_autohide (GTK_POPOVER (self->complaint), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->complaint), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (self->complaint, "complaint");
  gtk_widget_set_parent (self->complaint, self->entry);
  gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
  gtk_popover_popup (GTK_POPOVER (self->complaint));
}

static void
commit_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyTableEditor) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autoptr(GError) error = NULL;
  gboolean saved;

  saved = IGNY_TABLE_SOURCE_GET_IFACE (source)->commit_finish (source, result, &error);
  if (self->row == NULL)
    return;
  self->saving = FALSE;
  if (saved)
    {
      finish (self, self->step);
      return;
    }
  if (self->entry != NULL)
    {
      gtk_widget_set_sensitive (self->entry, TRUE);
      gtk_widget_grab_focus (self->entry);
    }
  complain (self, error->message);
}

static void
commit (IgnyTableEditor *self,
        const char      *text,
        int              step)
{
  IgnyTableSourceInterface *iface = IGNY_TABLE_SOURCE_GET_IFACE (self->source);

  if (self->saving)
    return;
  self->saving = TRUE;
  self->step = step;
  iface->commit_async (self->source, self->row_id, self->column->id, text, NULL, commit_cb,
                       g_object_ref (self));
}

/* Nothing is saved when nothing was changed. */
static void
commit_entry (IgnyTableEditor *self,
              int              step)
{
  IgnyTableRecord *record = igny_table_row_get_record (self->row);
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  int              number = igny_table_layout_find (self->layout, self->column->id);
  g_autofree char *old = igny_table_column_format_plain (self->column, record->values + number);

  if (g_str_equal (text, old))
    finish (self, step);
  else
    commit (self, text, step);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        IgnyTableEditor       *self)
{
  if (self->saving)
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Escape)
    finish (self, 0);
  else if (key == GDK_KEY_Tab || key == GDK_KEY_KP_Tab)
    commit_entry (self, 1);
  else if (key == GDK_KEY_ISO_Left_Tab)
    commit_entry (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
activate_cb (IgnyTableEditor *self)
{
  commit_entry (self, 0);
}

static void
typed_cb (IgnyTableEditor *self)
{
  gtk_widget_remove_css_class (self->entry, "error");
  g_clear_pointer (&self->complaint, gtk_widget_unparent);
}

/* A click elsewhere keeps what was typed, as in a spreadsheet. */
static void
leave_cb (IgnyTableEditor *self)
{
  if (self->entry != NULL && !self->saving && self->complaint == NULL)
    commit_entry (self, 0);
}

static void
open_entry (IgnyTableEditor *self,
            const char      *text)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 1);
  if (igny_table_column_is_number (self->column))
    {
      gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
    }
  gtk_widget_add_css_class (self->entry, "cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->column->title), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  igny_table_row_set_editor (self->row, self->entry, self->nth);
  gtk_widget_grab_focus (self->entry);
  gtk_widget_add_controller (self->entry, focus);
}

static void
choice_cb (GtkListBox      *list,
           GtkListBoxRow   *row,
           IgnyTableEditor *self)
{
  const IgnyChoice *choice = self->column->choices + gtk_list_box_row_get_index (row);

  commit (self, choice->word, 0);
}

static void
choices_closed_cb (IgnyTableEditor *self)
{
  if (self->row != NULL && !self->saving)
    finish (self, 0);
}

static GtkWidget *
create_choices (IgnyTableEditor *self,
                const char      *current)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "choices");
  for (const IgnyChoice *choice = self->column->choices; choice->word != NULL; choice++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *pill = igny_status_pill_new (_ (choice->label), choice->tone);

      gtk_widget_set_halign (pill, GTK_ALIGN_START);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), pill);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (choice->label), -1);
      if (g_strcmp0 (choice->word, current) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (choice_cb), self);
  return list;
}

static void
open_choices (IgnyTableEditor *self,
              const char      *current)
{
  GdkRectangle cell;
  GtkWidget   *list = create_choices (self, current);
  GtkWidget   *selected;

  igny_table_row_get_cell (self->row, self->nth, &cell);
  self->choices = gtk_popover_new ();
  gtk_widget_add_css_class (self->choices, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->choices), list);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->choices), &cell);
  gtk_popover_set_position (GTK_POPOVER (self->choices), GTK_POS_BOTTOM);
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self->row));
  g_signal_connect_swapped (self->choices, "closed", G_CALLBACK (choices_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->choices));
  selected = GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));
  gtk_widget_grab_focus (selected != NULL ? selected : gtk_widget_get_first_child (list));
}

static void
igny_table_editor_dispose (GObject *object)
{
  IgnyTableEditor *self = IGNY_TABLE_EDITOR (object);

  if (self->row != NULL)
    close_editor (self);
  g_clear_object (&self->source);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (igny_table_editor_parent_class)->dispose (object);
}

static void
igny_table_editor_class_init (IgnyTableEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_table_editor_dispose;

  done_signal = g_signal_new ("done", IGNY_TYPE_TABLE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
}

static void
igny_table_editor_init (IgnyTableEditor *self)
{
}

IgnyTableEditor *
igny_table_editor_new (IgnyTableSource *source,
                       IgnyTableLayout *layout)
{
  IgnyTableEditor *self;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (layout), NULL);

  self = g_object_new (IGNY_TYPE_TABLE_EDITOR, NULL);
  self->source = g_object_ref (source);
  self->layout = g_object_ref (layout);
  return self;
}

gboolean
igny_table_editor_is_open (IgnyTableEditor *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_EDITOR (self), FALSE);

  return self->row != NULL;
}

void
igny_table_editor_cancel (IgnyTableEditor *self,
                          IgnyTableRow    *row)
{
  g_return_if_fail (IGNY_IS_TABLE_EDITOR (self));

  if (self->row != NULL && (row == NULL || row == self->row))
    finish (self, 0);
}

gboolean
igny_table_editor_start (IgnyTableEditor *self,
                         IgnyTableRow    *row,
                         guint            nth)
{
  IgnyTableRecord *record;
  g_autofree char *text = NULL;
  guint            number;

  g_return_val_if_fail (IGNY_IS_TABLE_EDITOR (self), FALSE);
  g_return_val_if_fail (IGNY_IS_TABLE_ROW (row), FALSE);

  record = igny_table_row_get_record (row);
  number = igny_table_layout_get_shown (self->layout, nth);
  if (record == NULL || self->row != NULL ||
      !igny_table_layout_get_column (self->layout, number)->editable)
    return FALSE;
  self->column = igny_table_layout_get_column (self->layout, number);
  self->row = row;
  self->row_id = record->row;
  self->nth = nth;
  if (self->column->choices != NULL)
    open_choices (self, record->values[number].text);
  else
    {
      text = igny_table_column_format_plain (self->column, record->values + number);
      open_entry (self, text);
    }
  return TRUE;
}
