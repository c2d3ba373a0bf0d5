/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* name of a cluster that exists or is to be made; NULL for none. */
typedef void (*IgnyAssignChosen) (const char *name,
                                  gpointer    user_data);

/* Asks for a cluster of the sector: found by typing, or new. chosen is not
 * called when the person closes the dialog. Main thread. */
void igny_assign_dialog_present (GtkWindow       *parent,
                                 IgnyStore       *store,
                                 const IgnyScope *scope,
                                 IgnyAssignChosen chosen,
                                 gpointer         user_data,
                                 GDestroyNotify   destroy);

G_END_DECLS
