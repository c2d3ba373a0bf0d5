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

G_END_DECLS
