/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-link.h"

#include <glib/gi18n.h>
#include <string.h>

struct _IgnyEditorLink
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *complaint;
  GtkWidget *remove;
};

static guint address_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorLink, igny_editor_link, GTK_TYPE_POPOVER)

static void
apply_cb (IgnyEditorLink *self)
{
  const char      *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *address = igny_editor_link_check (typed);

  gtk_widget_set_visible (self->complaint, address == NULL);
  if (address == NULL)
    {
      gtk_widget_add_css_class (self->entry, "error");
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, address_signal, 0, address);
}

static void
remove_cb (IgnyEditorLink *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, address_signal, 0, NULL);
}

static void
typed_cb (IgnyEditorLink *self)
{
  gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_visible (self->complaint, FALSE);
}

static void
shown_cb (IgnyEditorLink *self)
{
  gtk_widget_grab_focus (self->entry);
}

static void
igny_editor_link_class_init (IgnyEditorLinkClass *klass)
{
  address_signal = g_signal_new ("address", IGNY_TYPE_EDITOR_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_buttons (IgnyEditorLink *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *apply = gtk_button_new_with_mnemonic (_ ("_Apply"));

  self->remove = gtk_button_new_with_mnemonic (_ ("_Remove Link"));
  gtk_widget_set_hexpand (self->remove, TRUE);
  gtk_widget_set_halign (self->remove, GTK_ALIGN_START);
  gtk_widget_add_css_class (apply, "suggested-action");
  gtk_widget_set_halign (apply, GTK_ALIGN_END);
  g_signal_connect_object (apply, "clicked", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->remove);
  gtk_box_append (GTK_BOX (box), apply);
  return box;
}

static void
igny_editor_link_init (IgnyEditorLink *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), "https://");
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_URL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 30);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address of the link"), -1);
  self->complaint = gtk_label_new (_ ("Type an address such as https://example.com, "
                                     "or /page on your site."));
  gtk_label_set_wrap (GTK_LABEL (self->complaint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->complaint), 32);
  gtk_label_set_xalign (GTK_LABEL (self->complaint), 0);
  gtk_widget_add_css_class (self->complaint, "error");
  gtk_widget_add_css_class (self->complaint, "caption");
  gtk_widget_set_visible (self->complaint, FALSE);
  gtk_widget_add_css_class (box, "link-form");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->complaint);
  gtk_box_append (GTK_BOX (box), create_buttons (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
}

GtkWidget *
igny_editor_link_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_LINK, NULL);
}

void
igny_editor_link_set_address (IgnyEditorLink *self,
                              const char     *address)
{
  g_return_if_fail (IGNY_IS_EDITOR_LINK (self));

  gtk_widget_set_visible (self->remove, address != NULL);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), address != NULL ? address : "");
}

static gboolean
has_scheme (const char *text)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0 &&
        text[strlen (schemes[i])] != '\0')
      return TRUE;
  return FALSE;
}

char *
igny_editor_link_check (const char *typed)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  const char      *dot;

  g_return_val_if_fail (typed != NULL, NULL);

  text = g_strstrip (g_strdup (typed));
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL) || strpbrk (text, " \t\r\n<>\"") != NULL)
    return NULL;
  if ((text[0] == '#' && text[1] != '\0') || (text[0] == '/' && text[1] != '/'))
    return g_steal_pointer (&text);
  if (has_scheme (text))
    return g_uri_is_valid (text, G_URI_FLAGS_PARSE_RELAXED, NULL) ? g_steal_pointer (&text) : NULL;
  dot = strchr (text, '.');
  whole = g_strconcat (strchr (text, '@') != NULL ? "mailto:" : "https://", text, NULL);
  if (text[0] == '/' || dot == NULL || dot == text || dot[1] == '\0' ||
      strchr (text, ':') != NULL ||
      !g_uri_is_valid (whole, G_URI_FLAGS_PARSE_RELAXED, NULL))
    return NULL;
  return g_steal_pointer (&whole);
}
