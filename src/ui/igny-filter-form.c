/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-filter-form.h"

#include <glib/gi18n.h>

#include "igny-number.h"
#include "igny-status-pill.h"

struct _IgnyFilterForm
{
  GtkBox parent_instance;

  const IgnyTableColumn *column;
  GPtrArray             *checks; /* by choice */
  GtkWidget             *minimum;
  GtkWidget             *maximum;
};

static guint filter_signal;

G_DEFINE_FINAL_TYPE (IgnyFilterForm, igny_filter_form, GTK_TYPE_BOX)

static void
checked_cb (IgnyFilterForm *self)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  g_autoptr(IgnyTableFilter) filter = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_strv_builder_add (words, self->column->choices[i].word);
  list = g_strv_builder_end (words);
  if (list[0] != NULL)
    filter = igny_table_filter_new_words (self->column->id, (const char *const *) list);
  g_signal_emit (self, filter_signal, 0, filter);
}

static guint
get_digits (const IgnyTableColumn *column)
{
  return column->kind == IGNY_CELL_MONEY ? 6 : column->digits;
}

/* An end that cannot be read is marked and left open. */
static gint64
read_end (IgnyFilterForm *self,
          GtkWidget      *entry)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gint64           value = IGNY_UNKNOWN;

  g_strstrip (text);
  gtk_widget_remove_css_class (entry, "error");
  if (*text == '\0')
    return IGNY_UNKNOWN;
  if (!igny_number_from_decimal (text, get_digits (self->column), &value))
    {
      gtk_widget_add_css_class (entry, "error");
      return IGNY_UNKNOWN;
    }
  return value;
}

static void
typed_cb (IgnyFilterForm *self)
{
  gint64 minimum = read_end (self, self->minimum);
  gint64 maximum = read_end (self, self->maximum);
  g_autoptr(IgnyTableFilter) filter = NULL;

  if (minimum != IGNY_UNKNOWN || maximum != IGNY_UNKNOWN)
    filter = igny_table_filter_new_range (self->column->id, minimum, maximum);
  g_signal_emit (self, filter_signal, 0, filter);
}

static gboolean
has_word (const IgnyTableFilter *filter,
          const char            *word)
{
  return filter != NULL && filter->words != NULL &&
         g_strv_contains ((const char *const *) filter->words, word);
}

static void
add_choices (IgnyFilterForm        *self,
             const IgnyTableFilter *filter)
{
  for (const IgnyChoice *choice = self->column->choices; choice->word != NULL; choice++)
    {
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (row), igny_status_pill_new (_ (choice->label), choice->tone));
      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), row);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (choice->label), -1);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), has_word (filter, choice->word));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (checked_cb), self);
      g_ptr_array_add (self->checks, check);
      gtk_box_append (GTK_BOX (self), check);
    }
}

static GtkWidget *
create_end (IgnyFilterForm *self,
            const char     *label,
            gint64          value)
{
  GtkWidget       *entry = gtk_entry_new ();
  g_autofree char *text = value != IGNY_UNKNOWN
                              ? igny_number_to_decimal (value, get_digits (self->column))
                              : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 9);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  return entry;
}

static void
add_range (IgnyFilterForm        *self,
           const IgnyTableFilter *filter)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->minimum = create_end (self, _ ("From"), filter != NULL ? filter->minimum : IGNY_UNKNOWN);
  self->maximum = create_end (self, _ ("To"), filter != NULL ? filter->maximum : IGNY_UNKNOWN);
  gtk_box_append (GTK_BOX (row), self->minimum);
  gtk_box_append (GTK_BOX (row), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (row), self->maximum);
  gtk_box_append (GTK_BOX (self), row);
}

static void
igny_filter_form_finalize (GObject *object)
{
  g_ptr_array_unref (IGNY_FILTER_FORM (object)->checks);

  G_OBJECT_CLASS (igny_filter_form_parent_class)->finalize (object);
}

static void
igny_filter_form_class_init (IgnyFilterFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_filter_form_finalize;

  filter_signal = g_signal_new ("filter", IGNY_TYPE_FILTER_FORM, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
igny_filter_form_init (IgnyFilterForm *self)
{
  self->checks = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter");
}

GtkWidget *
igny_filter_form_new (const IgnyTableColumn *column,
                      const IgnyTableFilter *filter)
{
  IgnyFilterForm *self;
  GtkWidget      *heading;

  g_return_val_if_fail (column != NULL, NULL);

  self = g_object_new (IGNY_TYPE_FILTER_FORM, NULL);
  self->column = column;
  heading = gtk_label_new (_ (column->title));
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_halign (heading, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), heading);
  if (column->choices != NULL)
    add_choices (self, filter);
  else
    add_range (self, filter);
  return GTK_WIDGET (self);
}

static char *
describe_words (const IgnyTableColumn *column,
                char                 **words)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const IgnyChoice *choice = igny_table_column_find_choice (column, words[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              choice != NULL ? _ (choice->label) : words[i]);
    }
  /* Translators: a column and what it is filtered by, "Status: New, Mapped" */
  return g_strdup_printf (_ ("%s: %s"), _ (column->title), text->str);
}

char *
igny_filter_form_describe (const IgnyTableColumn *column,
                           const IgnyTableFilter *filter)
{
  IgnyTableValue   minimum = { filter->minimum, NULL };
  IgnyTableValue   maximum = { filter->maximum, NULL };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (column != NULL && filter != NULL, NULL);

  if (filter->words != NULL)
    return describe_words (column, filter->words);
  from = igny_table_column_format (column, &minimum, 0);
  to = igny_table_column_format (column, &maximum, 0);
  if (filter->minimum == IGNY_UNKNOWN)
    return g_strdup_printf ("%s ≤ %s", _ (column->title), to);
  if (filter->maximum == IGNY_UNKNOWN)
    return g_strdup_printf ("%s ≥ %s", _ (column->title), from);
  return g_strdup_printf ("%s %s–%s", _ (column->title), from, to);
}
