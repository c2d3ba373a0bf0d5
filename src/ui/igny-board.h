/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page.h"
#include "igny-table-marks.h"
#include "igny-table-source.h"

G_BEGIN_DECLS

/* The records of a table as cards in columns, one for each word of a choice. A
 * card goes to another column by being dragged there, or with Alt and the arrow
 * keys. What is selected is what is selected in the table.
 *
 * Signals: "move" (gint64 row, const char *word), the card is to get the word;
 * "activated" (gint64 row); "menu" (gint64 row, GtkWidget *parent, double x,
 * double y); "failed" (const GError *). */
#define IGNY_TYPE_BOARD (igny_board_get_type ())
G_DECLARE_FINAL_TYPE (IgnyBoard, igny_board, IGNY, BOARD, GtkWidget)

/* page has a board, and source is of that page and nobody else's, as it
 * remembers what it was asked last. Empty until a query. */
GtkWidget *igny_board_new (IgnyTableSource     *source,
                           const IgnyTablePage *page,
                           IgnyTableMarks      *marks,
                           const IgnyEnv       *env);
/* Search, filters and order are those of the table. */
void igny_board_take_query (IgnyBoard            *self,
                            const IgnyTableQuery *query);

G_END_DECLS
