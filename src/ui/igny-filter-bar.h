/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-table-layout.h"
#include "igny-table-query.h"

G_BEGIN_DECLS

/* The filters of a table as chips, and a “+” for one more.
 *
 * Signal "put" (IgnyTableFilter *), borrowed; "drop" (const char *column). */
#define IGNY_TYPE_FILTER_BAR (igny_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFilterBar, igny_filter_bar, IGNY, FILTER_BAR, GtkBox)

GtkWidget *igny_filter_bar_new (IgnyTableLayout *layout);
/* Shows the filters of query. */
void igny_filter_bar_set_query (IgnyFilterBar        *self,
                                const IgnyTableQuery *query);

G_END_DECLS
