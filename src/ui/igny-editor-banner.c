/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-banner.h"

struct _IgnyEditorBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *buttons[2];
};

static guint response_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorBanner, igny_editor_banner, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkWidget        *button,
            IgnyEditorBanner *self)
{
  g_signal_emit (self, response_signal, 0, button == self->buttons[0] ? 0 : 1);
}

static void
add_button (IgnyEditorBanner *self,
            guint             n,
            const char       *label)
{
  if (label == NULL)
    return;
  self->buttons[n] = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_valign (self->buttons[n], GTK_ALIGN_CENTER);
  g_signal_connect_object (self->buttons[n], "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self->box), self->buttons[n]);
}

static void
igny_editor_banner_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_EDITOR_BANNER (object)->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_editor_banner_parent_class)->dispose (object);
}

static void
igny_editor_banner_class_init (IgnyEditorBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_banner_dispose;

  response_signal = g_signal_new ("response", IGNY_TYPE_EDITOR_BANNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
igny_editor_banner_init (IgnyEditorBanner *self)
{
  self->revealer = gtk_revealer_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->box, "editor-banner");
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
igny_editor_banner_new (const char *css_class,
                        const char *first,
                        const char *second)
{
  IgnyEditorBanner *self = g_object_new (IGNY_TYPE_EDITOR_BANNER, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (self->box, css_class);
  add_button (self, 0, first);
  add_button (self, 1, second);
  return GTK_WIDGET (self);
}

void
igny_editor_banner_set_text (IgnyEditorBanner *self,
                             const char       *text)
{
  g_return_if_fail (IGNY_IS_EDITOR_BANNER (self));

  if (text != NULL)
    gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}
