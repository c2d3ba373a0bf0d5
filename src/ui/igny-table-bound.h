/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list items that a table has widgets for: those that are shown and some
 * around them. bound is a set of GtkListItem. All return NULL for none. */

GtkListItem *igny_table_bound_find (GHashTable *bound,
                                    gint64      row);
GtkListItem *igny_table_bound_find_focused (GHashTable *bound);
/* The one step below, or above when it is negative. */
GtkListItem *igny_table_bound_find_neighbor (GHashTable  *bound,
                                             GtkListItem *item,
                                             int          step);

G_END_DECLS
