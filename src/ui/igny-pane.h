/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A bin that says itself how wide it wants to be, so that the window folds at
 * one width whatever is on the page. */
#define IGNY_TYPE_PANE (igny_pane_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPane, igny_pane, IGNY, PANE, GtkWidget)

G_END_DECLS
