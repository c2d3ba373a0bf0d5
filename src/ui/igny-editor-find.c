/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-find.h"

#include <glib/gi18n.h>

struct _IgnyEditorFind
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *entry;
  GtkWidget *replace; /* a line of its own, while it is wanted */
  GtkWidget *replacement;
  GtkLabel  *count;
};

static guint look_signal;
static guint replace_signal;
static guint closed_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorFind, igny_editor_find, GTK_TYPE_WIDGET)

static void
look (IgnyEditorFind *self,
      gboolean        backward)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*text == '\0')
    gtk_label_set_label (self->count, "");
  g_signal_emit (self, look_signal, 0, text, backward);
}

static void
next_cb (IgnyEditorFind *self)
{
  look (self, FALSE);
}

static void
previous_cb (IgnyEditorFind *self)
{
  look (self, TRUE);
}

static void
replace (IgnyEditorFind *self,
         gboolean        all)
{
  g_signal_emit (self, replace_signal, 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                 gtk_editable_get_text (GTK_EDITABLE (self->replacement)), all);
}

static void
replace_cb (IgnyEditorFind *self)
{
  replace (self, FALSE);
}

static void
replace_all_cb (IgnyEditorFind *self)
{
  replace (self, TRUE);
}

static void
mode_cb (IgnyEditorFind *self)
{
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return;
  g_signal_emit (self, look_signal, 0, "", FALSE);
  g_signal_emit (self, closed_signal, 0);
}

static void
add_button (IgnyEditorFind *self,
            GtkWidget      *box,
            const char     *icon_name,
            const char     *label,
            GCallback       callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_replace (IgnyEditorFind *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *one = gtk_button_new_with_mnemonic (_ ("_Replace"));
  GtkWidget *all = gtk_button_new_with_mnemonic (_ ("Replace _All"));

  self->replacement = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->replacement), _ ("Replace with"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->replacement),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Replace with"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->replacement), 8);
  gtk_widget_set_hexpand (self->replacement, TRUE);
  g_signal_connect_object (self->replacement, "activate", G_CALLBACK (replace_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (one, "clicked", G_CALLBACK (replace_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (all, "clicked", G_CALLBACK (replace_all_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->replacement);
  gtk_box_append (GTK_BOX (box), one);
  gtk_box_append (GTK_BOX (box), all);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
igny_editor_find_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_EDITOR_FIND (object)->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_editor_find_parent_class)->dispose (object);
}

static void
igny_editor_find_class_init (IgnyEditorFindClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_find_dispose;

  look_signal = g_signal_new ("look", IGNY_TYPE_EDITOR_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE,
                              2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  replace_signal = g_signal_new ("replace", IGNY_TYPE_EDITOR_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                 G_TYPE_BOOLEAN);
  closed_signal = g_signal_new ("closed", IGNY_TYPE_EDITOR_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
igny_editor_find_init (IgnyEditorFind *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *count = gtk_label_new (NULL);

  self->bar = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  self->count = GTK_LABEL (count);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (buttons, "linked");
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find in the text"), -1);
  add_button (self, buttons, "go-up-symbolic", _ ("Previous"), G_CALLBACK (previous_cb));
  add_button (self, buttons, "go-down-symbolic", _ ("Next"), G_CALLBACK (next_cb));
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), buttons);
  self->replace = create_replace (self);
  gtk_box_append (GTK_BOX (lines), box);
  gtk_box_append (GTK_BOX (lines), self->replace);
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->bar), lines);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
  gtk_search_bar_set_show_close_button (GTK_SEARCH_BAR (self->bar), TRUE);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (next_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "next-match", G_CALLBACK (next_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "previous-match", G_CALLBACK (previous_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::search-mode-enabled", G_CALLBACK (mode_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

GtkWidget *
igny_editor_find_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_FIND, NULL);
}

static void
open_bar (IgnyEditorFind *self,
          gboolean        replacing)
{
  gtk_widget_set_visible (self->replace, replacing);
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  gtk_widget_grab_focus (self->entry);
}

void
igny_editor_find_open (IgnyEditorFind *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_FIND (self));

  open_bar (self, FALSE);
}

void
igny_editor_find_open_replace (IgnyEditorFind *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_FIND (self));

  open_bar (self, TRUE);
}

gboolean
igny_editor_find_close (IgnyEditorFind *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_FIND (self), FALSE);

  if (!gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return FALSE;
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), FALSE);
  return TRUE;
}

void
igny_editor_find_set_count (IgnyEditorFind *self,
                            guint           n)
{
  g_autofree char *words = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_FIND (self));

  words = n > 0 ? g_strdup_printf (ngettext ("%u place", "%u places", n), n)
                : g_strdup (_ ("Nothing found"));
  gtk_label_set_label (self->count, words);
}

void
igny_editor_find_set_replaced (IgnyEditorFind *self,
                               guint           n)
{
  g_autofree char *words = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_FIND (self));

  words = n > 0 ? g_strdup_printf (ngettext ("%u replaced", "%u replaced", n), n)
                : g_strdup (_ ("Nothing found"));
  gtk_label_set_label (self->count, words);
}
