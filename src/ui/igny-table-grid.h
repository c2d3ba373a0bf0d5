/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"
#include "igny-table-layout.h"
#include "igny-table-marks.h"
#include "igny-table-source.h"

G_BEGIN_DECLS

/* The header and the rows of one table. It keeps the query, loads orders and
 * records, and edits in place.
 *
 * Signals: "loaded", after every load, also when nothing changed; "failed"
 * (const GError *); "activated" (gint64 row), for a cell that is not edited in
 * place; "menu" (gint64 row, GtkWidget *parent, double x, double y). */
#define IGNY_TYPE_TABLE_GRID (igny_table_grid_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableGrid, igny_table_grid, IGNY, TABLE_GRID, GtkBox)

/* Loads nothing before igny_table_grid_reload (). env outlives the grid. */
GtkWidget            *igny_table_grid_new (IgnyTableSource *source,
                                           const IgnyEnv   *env);
IgnyTableLayout      *igny_table_grid_get_layout (IgnyTableGrid *self);
IgnyTableMarks       *igny_table_grid_get_marks (IgnyTableGrid *self);
const IgnyTableQuery *igny_table_grid_get_query (IgnyTableGrid *self);
/* The rows that are shown, in order; NULL before the first load. */
GArray *igny_table_grid_get_rows (IgnyTableGrid *self);
/* How many rows there are without search and filters. */
guint igny_table_grid_get_n_all (IgnyTableGrid *self);

/* Takes query without loading, for one that was not shown yet. */
void igny_table_grid_set_query (IgnyTableGrid  *self,
                                IgnyTableQuery *query);
/* Takes query, shows its order from the top. */
void igny_table_grid_take_query (IgnyTableGrid  *self,
                                 IgnyTableQuery *query);
/* Loads again and stays where it is. */
void igny_table_grid_reload (IgnyTableGrid *self);
void igny_table_grid_select_all (IgnyTableGrid *self);
/* Edits the cell that the keyboard is on. */
void igny_table_grid_edit (IgnyTableGrid *self);
/* Puts the keyboard on the rows. */
void igny_table_grid_focus (IgnyTableGrid *self);

G_END_DECLS
