/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-layout.h"
#include "igny-table-record.h"

G_BEGIN_DECLS

/* One row of a table: a single widget that draws all its cells, because a
 * widget for each cell is ten times slower in a list of a million.
 *
 * Signals: "toggled", when its check box is clicked; "opened", on a double
 * click; "menu" (double x, double y), when its menu is asked for with the
 * mouse. */
#define IGNY_TYPE_TABLE_ROW (igny_table_row_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableRow, igny_table_row, IGNY, TABLE_ROW, GtkWidget)

GtkWidget *igny_table_row_new (IgnyTableLayout *layout);
/* record may be NULL: not there yet. */
void             igny_table_row_set_record (IgnyTableRow    *self,
                                            IgnyTableRecord *record);
IgnyTableRecord *igny_table_row_get_record (IgnyTableRow *self);
void             igny_table_row_set_selected (IgnyTableRow *self,
                                              gboolean      selected);
/* Where the nth shown cell is, in the row's coordinates. */
void igny_table_row_get_cell (IgnyTableRow *self,
                              guint         nth,
                              GdkRectangle *area);
/* Lays editor over the nth shown cell; NULL takes it away. */
void igny_table_row_set_editor (IgnyTableRow *self,
                                GtkWidget    *editor,
                                guint         nth);

G_END_DECLS
