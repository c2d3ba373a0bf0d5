/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-chooser.h"

#include <glib/gi18n.h>

struct _IgnyFormChooser
{
  AdwActionRow parent_instance;

  gboolean   optional;
  char      *word;
  GtkWidget *label;
  GtkWidget *button;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *none;
};

enum
{
  SEARCH,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyFormChooser, igny_form_chooser, ADW_TYPE_ACTION_ROW)

static void
search_cb (IgnyFormChooser *self)
{
  g_signal_emit (self, signals[SEARCH], 0, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
shown_cb (IgnyFormChooser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  gtk_widget_grab_focus (self->search);
}

static void
row_cb (IgnyFormChooser *self,
        GtkListBoxRow   *row)
{
  const char *word = g_object_get_data (G_OBJECT (row), "word");
  GtkWidget  *child = gtk_list_box_row_get_child (row);

  igny_form_chooser_set_chosen (self, word, gtk_label_get_label (GTK_LABEL (child)));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entered_cb (IgnyFormChooser *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (first != NULL)
    row_cb (self, first);
}

static void
igny_form_chooser_activate (AdwActionRow *row)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (IGNY_FORM_CHOOSER (row)->button));
}

static void
igny_form_chooser_finalize (GObject *object)
{
  g_free (IGNY_FORM_CHOOSER (object)->word);

  G_OBJECT_CLASS (igny_form_chooser_parent_class)->finalize (object);
}

static void
igny_form_chooser_class_init (IgnyFormChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_form_chooser_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = igny_form_chooser_activate;

  signals[SEARCH] = g_signal_new ("search", IGNY_TYPE_FORM_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", IGNY_TYPE_FORM_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
create_popover (IgnyFormChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->search = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->none = gtk_label_new (_("Nothing found"));
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_widget_add_css_class (self->list, "choices");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->none);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_size_request (scrolled, 280, 240);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_cb), self);
  return popover;
}

static void
igny_form_chooser_init (IgnyFormChooser *self)
{
  self->word = g_strdup ("");
  self->label = gtk_label_new (_("None"));
  self->button = gtk_menu_button_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 28);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), create_popover (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
}

GtkWidget *
igny_form_chooser_new (gboolean optional)
{
  IgnyFormChooser *self = g_object_new (IGNY_TYPE_FORM_CHOOSER, NULL);

  self->optional = optional;
  if (!optional)
    gtk_label_set_label (GTK_LABEL (self->label), _("Choose…"));
  return GTK_WIDGET (self);
}

static void
append (IgnyFormChooser *self,
        const char      *word,
        const char      *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), "word", g_strdup (word), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

void
igny_form_chooser_set_found (IgnyFormChooser   *self,
                             const char *const *words,
                             const char *const *labels)
{
  GtkListBoxRow *row;
  const char    *text;

  g_return_if_fail (IGNY_IS_FORM_CHOOSER (self));
  g_return_if_fail (words != NULL && labels != NULL);

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (self->optional && *text == '\0')
    append (self, "", _("None"));
  for (guint i = 0; words[i] != NULL; i++)
    append (self, words[i], labels[i]);
}

void
igny_form_chooser_set_chosen (IgnyFormChooser *self,
                              const char      *word,
                              const char      *label)
{
  g_return_if_fail (IGNY_IS_FORM_CHOOSER (self));

  g_free (self->word);
  self->word = g_strdup (word != NULL ? word : "");
  if (*self->word == '\0')
    label = self->optional ? _("None") : _("Choose…");
  gtk_label_set_label (GTK_LABEL (self->label), label != NULL ? label : self->word);
  gtk_widget_set_tooltip_text (self->label, label);
}

const char *
igny_form_chooser_get_chosen (IgnyFormChooser *self)
{
  g_return_val_if_fail (IGNY_IS_FORM_CHOOSER (self), NULL);

  return self->word;
}
