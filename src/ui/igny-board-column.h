/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-board-card.h"
#include "igny-table-marks.h"
#include "igny-table-source.h"

G_BEGIN_DECLS

/* One column of a board: the records with one word, as a list of cards of which
 * only those in sight and some around them exist.
 *
 * Signals: "shift" (gint64 row, int step), the card goes to the column step to
 * the right; "drop" (gint64 row), it was let go over this one; "walk" (guint
 * position, int step), the keyboard goes there; "activated" (gint64 row); "menu"
 * (gint64 row, GtkWidget *parent, double x, double y); "failed" (const GError *). */
#define IGNY_TYPE_BOARD_COLUMN (igny_board_column_get_type ())
G_DECLARE_FINAL_TYPE (IgnyBoardColumn, igny_board_column, IGNY, BOARD_COLUMN, GtkBox)

/* choice is of the column's word; cells outlives it. Empty until a query. */
GtkWidget        *igny_board_column_new (IgnyTableSource      *source,
                                         const IgnyBoardCells *cells,
                                         IgnyTableMarks       *marks,
                                         const IgnyChoice     *choice);
const IgnyChoice *igny_board_column_get_choice (IgnyBoardColumn *self);
/* Shows what query lets through, as far as it has the column's word. */
void igny_board_column_take_query (IgnyBoardColumn      *self,
                                   const IgnyTableQuery *query);
/* Puts the keyboard on the card at position, or the last one; FALSE when there is
 * none. */
gboolean igny_board_column_focus (IgnyBoardColumn *self,
                                  guint            position);
/* Puts the keyboard on the card of row when it comes; 0 forgets one. */
void igny_board_column_expect (IgnyBoardColumn *self,
                               gint64           row);

G_END_DECLS
