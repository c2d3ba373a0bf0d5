/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-suggestions.h"

#include <glib/gi18n.h>

struct _IgnyFormSuggestions
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *list;
};

static guint picked_signal;

G_DEFINE_FINAL_TYPE (IgnyFormSuggestions, igny_form_suggestions, GTK_TYPE_WIDGET)

static void
row_cb (IgnyFormSuggestions *self,
        GtkListBoxRow       *row)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, picked_signal, 0, gtk_label_get_label (GTK_LABEL (label)));
}

static void
igny_form_suggestions_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_FORM_SUGGESTIONS (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_form_suggestions_parent_class)->dispose (object);
}

static void
igny_form_suggestions_class_init (IgnyFormSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_form_suggestions_dispose;

  picked_signal = g_signal_new ("picked", IGNY_TYPE_FORM_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_form_suggestions_init (IgnyFormSuggestions *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->button = gtk_menu_button_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "choices");
  gtk_widget_add_css_class (popover, "menu");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _("Choose from a list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose from a list"), -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_cb), self);
}

GtkWidget *
igny_form_suggestions_new (void)
{
  return g_object_new (IGNY_TYPE_FORM_SUGGESTIONS, NULL);
}

void
igny_form_suggestions_set_words (IgnyFormSuggestions *self,
                                 const char *const   *words)
{
  GtkListBoxRow *row;

  g_return_if_fail (IGNY_IS_FORM_SUGGESTIONS (self));
  g_return_if_fail (words != NULL);

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (words[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (self->list), label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), words[0] != NULL);
}
