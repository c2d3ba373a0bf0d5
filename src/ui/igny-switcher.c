/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-switcher.h"

#include <glib/gi18n.h>
#include <string.h>

/* Below this, a search is more in the way than of use. */
#define SEARCH_FROM 8

struct _IgnySwitcher
{
  GtkBox parent_instance;

  char      *what;
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *image;
  GtkWidget *popover;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *make;
  guint      n_items;
};

enum
{
  CHOSEN,
  NEW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnySwitcher, igny_switcher, GTK_TYPE_BOX)

static gint64
get_row (GtkListBoxRow *item)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (item), "row");
}

static const char *
get_title (GtkListBoxRow *item)
{
  return g_object_get_data (G_OBJECT (item), "title");
}

static void
activated_cb (IgnySwitcher  *self,
              GtkListBoxRow *item)
{
  gint64 row = get_row (item);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  igny_switcher_set_current (self, row);
  g_signal_emit (self, signals[CHOSEN], 0, row);
}

static void
make_cb (IgnySwitcher *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[NEW], 0);
}

static gboolean
filter_cb (GtkListBoxRow *item,
           gpointer       user_data)
{
  IgnySwitcher    *self = user_data;
  g_autofree char *words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                            -1);
  g_autofree char *title = g_utf8_casefold (get_title (item), -1);

  return strstr (title, words) != NULL;
}

static void
igny_switcher_finalize (GObject *object)
{
  g_free (IGNY_SWITCHER (object)->what);

  G_OBJECT_CLASS (igny_switcher_parent_class)->finalize (object);
}

static void
igny_switcher_class_init (IgnySwitcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_switcher_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", IGNY_TYPE_SWITCHER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[NEW] = g_signal_new ("new", IGNY_TYPE_SWITCHER, G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
create_popover (IgnySwitcher *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->search = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->make = gtk_button_new ();
  gtk_widget_add_css_class (self->list, "choices");
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_widget_add_css_class (self->make, "flat");
  gtk_widget_add_css_class (self->make, "menu-item");
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->make);
  gtk_widget_set_size_request (box, 204, -1);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
}

static void
igny_switcher_init (IgnySwitcher *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->image = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (content), self->image);
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_box_append (GTK_BOX (content), arrow);
  create_popover (self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  /* The button may center what it holds in a box of its own. */
  gtk_widget_set_halign (gtk_widget_get_parent (content), GTK_ALIGN_FILL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "switcher");
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_box_append (GTK_BOX (self), self->button);

  g_signal_connect_swapped (self->search, "search-changed",
                            G_CALLBACK (gtk_list_box_invalidate_filter),
                            self->list);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (make_cb), self);
}

GtkWidget *
igny_switcher_new (const char *what,
                   const char *icon_name,
                   const char *make)
{
  IgnySwitcher *self;
  GtkWidget    *label;

  g_return_val_if_fail (what != NULL && icon_name != NULL && make != NULL, NULL);

  self = g_object_new (IGNY_TYPE_SWITCHER, NULL);
  self->what = g_strdup (what);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  label = gtk_label_new (make);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (self->make), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  what, -1);
  igny_switcher_clear (self);
  return GTK_WIDGET (self);
}

void
igny_switcher_clear (IgnySwitcher *self)
{
  GtkWidget *child;

  g_return_if_fail (IGNY_IS_SWITCHER (self));

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  self->n_items = 0;
  gtk_widget_set_visible (self->search, FALSE);
  gtk_label_set_label (GTK_LABEL (self->label), self->what);
}

void
igny_switcher_add (IgnySwitcher *self,
                   gint64        row,
                   const char   *title)
{
  GtkWidget *item;
  GtkWidget *label;

  g_return_if_fail (IGNY_IS_SWITCHER (self));
  g_return_if_fail (title != NULL);

  item = gtk_list_box_row_new ();
  label = gtk_label_new (title);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), label);
  g_object_set_data_full (G_OBJECT (item), "row", g_memdup2 (&row, sizeof row), g_free);
  g_object_set_data_full (G_OBJECT (item), "title", g_strdup (title), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), item);
  self->n_items++;
  gtk_widget_set_visible (self->search, self->n_items >= SEARCH_FROM);
}

void
igny_switcher_set_current (IgnySwitcher *self,
                           gint64        row)
{
  GtkListBoxRow *item;

  g_return_if_fail (IGNY_IS_SWITCHER (self));

  for (guint i = 0; (item = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                                           (int) i)) != NULL;
       i++)
    if (get_row (item) == row)
      {
        g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), self->what, get_title (item));

        gtk_label_set_label (GTK_LABEL (self->label), get_title (item));
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), item);
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        spoken, -1);
        return;
      }
}
