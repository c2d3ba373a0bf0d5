/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* row is the record that was added or changed; words say so, for a toast with
 * Undo (“Added “hiking boots””). Main thread; not called when the person closes
 * the dialog. */
typedef void (*IgnyRecordSaved) (gint64      row,
                                 const char *words,
                                 gpointer    user_data);

/* A form to add or change one record, made from its entity's fields. row 0 adds
 * one in scope, whose parts are 0 for entities that have none; with sector 0 the form
 * asks for one. saved may be NULL. Complaints of the store
 * stand beside the fields. Returns the dialog, which is shown and owns
 * itself. */
GtkWindow *igny_record_dialog_present (GtkWindow        *parent,
                                       IgnyStore        *store,
                                       const IgnyEntity *entity,
                                       gint64            row,
                                       const IgnyScope  *scope,
                                       IgnyRecordSaved   saved,
                                       gpointer          user_data,
                                       GDestroyNotify    destroy);

G_END_DECLS
