/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-layout.h"

G_BEGIN_DECLS

/* The titles above a table. A click sorts, a drag of an edge resizes, a drag of
 * a title moves the column; the secondary button opens the column menu.
 *
 * Signals: "sort" (const char *column, gboolean descending); "toggle-page",
 * when the check box for all rows is clicked. */
#define IGNY_TYPE_TABLE_HEADER (igny_table_header_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableHeader, igny_table_header, IGNY, TABLE_HEADER, GtkWidget)

/* adjustment is the one that the rows scroll sideways by. */
GtkWidget *igny_table_header_new (IgnyTableLayout *layout,
                                  GtkAdjustment   *adjustment);
/* Which column carries the arrow; NULL for none. */
void igny_table_header_set_sort (IgnyTableHeader *self,
                                 const char      *column,
                                 gboolean         descending);
/* How many of the rows are selected: the check box shows none, some or all. */
void igny_table_header_set_marked (IgnyTableHeader *self,
                                   guint            n_marked,
                                   guint            n_rows);
/* A popover with a check for every column, for a menu button or a click. */
GtkWidget *igny_table_header_create_menu (IgnyTableLayout *layout);
/* Gives button that menu, made when it is first opened. */
void igny_table_header_attach_menu (GtkMenuButton   *button,
                                    IgnyTableLayout *layout);

G_END_DECLS
