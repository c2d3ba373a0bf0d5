/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-parts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

GtkWidget *
igny_form_parts_create_share (const char *label)
{
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.05);

  gtk_scale_set_digits (GTK_SCALE (scale), 2);
  gtk_scale_set_draw_value (GTK_SCALE (scale), TRUE);
  gtk_scale_set_value_pos (GTK_SCALE (scale), GTK_POS_LEFT);
  gtk_widget_set_size_request (scale, 200, -1);
  gtk_widget_set_valign (scale, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return scale;
}

static GtkWidget *
create_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

GtkWidget *
igny_form_parts_create_text (const char *label,
                             GtkWidget **view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (*view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (*view), FALSE);
  gtk_widget_add_css_class (*view, "long-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *view);
  gtk_box_append (GTK_BOX (box), create_caption (label));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (box, "long-text-row");
  return box;
}

char *
igny_form_parts_dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

GtkWidget *
igny_form_parts_create_complaint (GtkWidget **label)
{
  GtkWidget *row = adw_preferences_row_new ();

  *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (*label), 0);
  gtk_label_set_wrap (GTK_LABEL (*label), TRUE);
  gtk_widget_add_css_class (*label, "caption");
  gtk_widget_add_css_class (*label, "error");
  gtk_widget_add_css_class (row, "complaint");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), *label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_visible (row, FALSE);
  return row;
}

void
igny_form_parts_list_choices (const IgnyChoice *choices,
                              gboolean          optional,
                              char           ***words,
                              char           ***labels)
{
  g_autoptr(GStrvBuilder) word_list = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) label_list = g_strv_builder_new ();

  if (optional)
    {
      g_strv_builder_add (word_list, "");
      g_strv_builder_add (label_list, _("None"));
    }
  for (const IgnyChoice *c = choices; c != NULL && c->word != NULL; c++)
    {
      g_strv_builder_add (word_list, c->word);
      g_strv_builder_add (label_list, _(c->label));
    }
  *words = g_strv_builder_end (word_list);
  *labels = g_strv_builder_end (label_list);
}

void
igny_form_parts_name_buttons (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_tooltip_text (widget) != NULL &&
      gtk_button_get_label (GTK_BUTTON (widget)) == NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_widget_get_tooltip_text (widget), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    igny_form_parts_name_buttons (child);
}
