/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form-view.h"

G_BEGIN_DECLS

/* A form in a window of its own, to add or change one thing.
 *
 * Signal "save": the values are good; the owner saves them and closes the
 * dialog, or puts complaints beside the fields. */
#define IGNY_TYPE_FORM_DIALOG (igny_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFormDialog, igny_form_dialog, IGNY, FORM_DIALOG, AdwWindow)

/* verb is the label of the button that saves ("_Add"). */
GtkWidget    *igny_form_dialog_new (GtkWindow  *parent,
                                    const char *title,
                                    const char *verb);
IgnyFormView *igny_form_dialog_get_form (IgnyFormDialog *self);
/* What is wrong with the whole, above the form; NULL takes it away. */
void igny_form_dialog_set_error (IgnyFormDialog *self,
                                 const char     *words);
/* While it is saved or loaded nothing can be changed. */
void igny_form_dialog_set_busy (IgnyFormDialog *self,
                                gboolean        busy);

G_END_DECLS
