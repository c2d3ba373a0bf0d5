/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-filter-bar.h"

#include <glib/gi18n.h>

#include "igny-filter-form.h"

struct _IgnyFilterBar
{
  GtkBox parent_instance;

  IgnyTableLayout *layout;
  IgnyTableQuery  *query;
  GtkWidget       *chips;
  GtkWidget       *add;
  GHashTable      *by_column; /* column id → chip */
};

enum
{
  PUT,
  DROP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyFilterBar, igny_filter_bar, GTK_TYPE_BOX)

static void
filter_cb (IgnyFilterForm  *form,
           IgnyTableFilter *filter,
           IgnyFilterBar   *self)
{
  const char *column = g_object_get_data (G_OBJECT (form), "column");

  if (filter != NULL)
    g_signal_emit (self, signals[PUT], 0, filter);
  else
    g_signal_emit (self, signals[DROP], 0, column);
}

static GtkWidget *
create_form (IgnyFilterBar         *self,
             const IgnyTableColumn *column)
{
  GtkWidget *form;

  form = igny_filter_form_new (column, igny_table_query_find_filter (self->query, column->id));
  g_object_set_data (G_OBJECT (form), "column", (gpointer) column->id);
  g_signal_connect_object (form, "filter", G_CALLBACK (filter_cb), self, 0);
  return form;
}

static void
drop_cb (GtkWidget     *button,
         IgnyFilterBar *self)
{
  g_signal_emit (self, signals[DROP], 0, g_object_get_data (G_OBJECT (button), "column"));
}

static GtkWidget *
create_chip (IgnyFilterBar         *self,
             const IgnyTableColumn *column)
{
  GtkWidget       *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget       *open = gtk_menu_button_new ();
  GtkWidget       *popover = gtk_popover_new ();
  GtkWidget       *drop = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *label = NULL;

  gtk_widget_add_css_class (chip, "chip");
  gtk_popover_set_child (GTK_POPOVER (popover), create_form (self, column));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (open), popover);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (drop, "flat");
  gtk_widget_add_css_class (drop, "circular");
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  label = g_strdup_printf (_ ("Remove the filter on %s"), _ (column->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (drop, label);
  g_object_set_data (G_OBJECT (drop), "column", (gpointer) column->id);
  g_signal_connect_object (drop, "clicked", G_CALLBACK (drop_cb), self, 0);
  gtk_box_append (GTK_BOX (chip), open);
  gtk_box_append (GTK_BOX (chip), drop);
  g_object_set_data (G_OBJECT (chip), "open", open);
  return chip;
}

static void
update_chip (IgnyFilterBar         *self,
             const IgnyTableColumn *column,
             const IgnyTableFilter *filter)
{
  GtkWidget       *chip = g_hash_table_lookup (self->by_column, column->id);
  g_autofree char *text = NULL;
  GtkWidget       *label;
  GtkWidget       *open;

  if (filter == NULL)
    {
      if (chip != NULL)
        gtk_box_remove (GTK_BOX (self->chips), chip);
      g_hash_table_remove (self->by_column, column->id);
      return;
    }
  if (chip == NULL)
    {
      chip = create_chip (self, column);
      gtk_box_append (GTK_BOX (self->chips), chip);
      g_hash_table_insert (self->by_column, (gpointer) column->id, chip);
    }
  open = g_object_get_data (G_OBJECT (chip), "open");
  text = igny_filter_form_describe (column, filter);
  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (open), label);
}

static void
opened_cb (GtkListBox    *list,
           GtkListBoxRow *row,
           IgnyFilterBar *self)
{
  guint                  number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number"));
  const IgnyTableColumn *column = igny_table_layout_get_column (self->layout, number);
  GtkWidget             *popover = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_POPOVER);
  GtkWidget             *stack = gtk_popover_get_child (GTK_POPOVER (popover));
  GtkWidget             *form = create_form (self, column);

  gtk_stack_add_named (GTK_STACK (stack), form, "form");
  gtk_stack_set_visible_child (GTK_STACK (stack), form);
  gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
create_list (IgnyFilterBar *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "choices");
  for (guint i = 0; i < igny_table_layout_get_n_columns (self->layout); i++)
    {
      const IgnyTableColumn *column = igny_table_layout_get_column (self->layout, i);
      GtkWidget             *row;
      GtkWidget             *label;

      if (!column->filter)
        continue;
      row = gtk_list_box_row_new ();
      label = gtk_label_new (_ (column->title));
      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data (G_OBJECT (row), "number", GUINT_TO_POINTER (i));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (opened_cb), self, 0);
  return list;
}

static void
create_add_cb (GtkMenuButton *button,
               gpointer       user_data)
{
  IgnyFilterBar *self = user_data;
  GtkWidget     *popover = gtk_popover_new ();
  GtkWidget     *stack = gtk_stack_new ();

  gtk_widget_add_css_class (popover, "menu");
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_add_named (GTK_STACK (stack), create_list (self), "list");
  gtk_popover_set_child (GTK_POPOVER (popover), stack);
  gtk_menu_button_set_popover (button, popover);
}

static void
igny_filter_bar_finalize (GObject *object)
{
  IgnyFilterBar *self = IGNY_FILTER_BAR (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->query, igny_table_query_free);
  g_clear_pointer (&self->by_column, g_hash_table_unref);

  G_OBJECT_CLASS (igny_filter_bar_parent_class)->finalize (object);
}

static void
igny_filter_bar_class_init (IgnyFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_filter_bar_finalize;

  signals[PUT] = g_signal_new ("put", IGNY_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DROP] = g_signal_new ("drop", IGNY_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
igny_filter_bar_init (IgnyFilterBar *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->by_column = g_hash_table_new (g_str_hash, g_str_equal);
  self->query = igny_table_query_new ();
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Filter")));
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->add), content);
  gtk_widget_add_css_class (self->add, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a filter"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), create_add_cb, self, NULL);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), self->add);
}

GtkWidget *
igny_filter_bar_new (IgnyTableLayout *layout)
{
  IgnyFilterBar *self;

  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (layout), NULL);

  self = g_object_new (IGNY_TYPE_FILTER_BAR, NULL);
  self->layout = g_object_ref (layout);
  return GTK_WIDGET (self);
}

void
igny_filter_bar_set_query (IgnyFilterBar        *self,
                           const IgnyTableQuery *query)
{
  g_return_if_fail (IGNY_IS_FILTER_BAR (self));
  g_return_if_fail (query != NULL);

  igny_table_query_free (self->query);
  self->query = igny_table_query_copy (query);
  for (guint i = 0; i < igny_table_layout_get_n_columns (self->layout); i++)
    {
      const IgnyTableColumn *column = igny_table_layout_get_column (self->layout, i);

      update_chip (self, column, igny_table_query_find_filter (self->query, column->id));
    }
}
