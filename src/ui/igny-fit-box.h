/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of widgets at the end of its place, as many of the first ones as fit:
 * one at least. What does not fit is not shown, and is to be found elsewhere. */
#define IGNY_TYPE_FIT_BOX (igny_fit_box_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFitBox, igny_fit_box, IGNY, FIT_BOX, GtkWidget)

void igny_fit_box_append (IgnyFitBox *self,
                          GtkWidget  *child);

G_END_DECLS
