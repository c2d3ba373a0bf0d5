/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-dialog.h"

#include <glib/gi18n.h>

struct _IgnyFormDialog
{
  AdwWindow parent_instance;

  GtkWidget *form;
  GtkWidget *save;
  GtkWidget *error;
};

static guint save_signal;

G_DEFINE_FINAL_TYPE (IgnyFormDialog, igny_form_dialog, ADW_TYPE_WINDOW)

static void
save_cb (IgnyFormDialog *self)
{
  if (igny_form_view_check (IGNY_FORM_VIEW (self->form), TRUE))
    g_signal_emit (self, save_signal, 0);
}

static void
typed_cb (IgnyFormDialog *self)
{
  gtk_widget_set_sensitive (self->save, igny_form_view_check (IGNY_FORM_VIEW (self->form), FALSE));
}

static void
igny_form_dialog_class_init (IgnyFormDialogClass *klass)
{
  save_signal = g_signal_new ("save", IGNY_TYPE_FORM_DIALOG, G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
igny_form_dialog_init (IgnyFormDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->form = igny_form_view_new (FALSE);
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  gtk_widget_set_vexpand (self->form, TRUE);
  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_widget_add_css_class (self->error, "banner");
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_box_append (GTK_BOX (box), self->form);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->form, "committed", G_CALLBACK (save_cb), self);
}

GtkWidget *
igny_form_dialog_new (GtkWindow  *parent,
                      const char *title,
                      const char *verb)
{
  IgnyFormDialog *self;

  g_return_val_if_fail (title != NULL && verb != NULL, NULL);

  self = g_object_new (IGNY_TYPE_FORM_DIALOG, "transient-for", parent, "title", title, NULL);
  gtk_button_set_label (GTK_BUTTON (self->save), verb);
  return GTK_WIDGET (self);
}

IgnyFormView *
igny_form_dialog_get_form (IgnyFormDialog *self)
{
  g_return_val_if_fail (IGNY_IS_FORM_DIALOG (self), NULL);

  return IGNY_FORM_VIEW (self->form);
}

void
igny_form_dialog_set_error (IgnyFormDialog *self,
                            const char     *words)
{
  g_return_if_fail (IGNY_IS_FORM_DIALOG (self));

  gtk_label_set_label (GTK_LABEL (self->error), words != NULL ? words : "");
  gtk_widget_set_visible (self->error, words != NULL);
}

void
igny_form_dialog_set_busy (IgnyFormDialog *self,
                           gboolean        busy)
{
  g_return_if_fail (IGNY_IS_FORM_DIALOG (self));

  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (self->save, !busy);
}
