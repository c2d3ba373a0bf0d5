/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-grid.h"

G_BEGIN_DECLS

/* A thing to do with the selected rows. */
typedef struct
{
  const char *id;
  const char *label;
  gboolean    in_menu; /* behind the three dots, not a button */
} IgnyTableAction;

/* What a table's page says, as data. */
typedef struct
{
  const char            *search;      /* hint in the search entry */
  const char            *icon_name;   /* of the empty page, */
  const char            *empty_title; /* its heading, */
  const char            *empty_text;  /* what to do, and the button that does it */
  const char            *empty_label;
  const char            *empty_id;
  const IgnyTableAction *actions; /* ends with a NULL id */
} IgnyTableText;

/* The Table template: numbers, search and filters, the grid, what is selected
 * and what can be done with it, and the states around it.
 *
 * Signals: "action" (const char *id, GtkBitset *rows), for the selection's
 * actions, the row's menu and the empty page (rows is empty then);
 * "activated" (gint64 row). */
#define IGNY_TYPE_TABLE_VIEW (igny_table_view_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableView, igny_table_view, IGNY, TABLE_VIEW, GtkBox)

/* text and env outlive the view. Loads when it is first shown. */
GtkWidget     *igny_table_view_new (IgnyTableSource     *source,
                                    const IgnyTableText *text,
                                    const IgnyEnv       *env);
IgnyTableGrid *igny_table_view_get_grid (IgnyTableView *self);
/* Shows the rows on an IgnyBoard, with the same search, filters and selection;
 * NULL is the grid again, and keeps the board: it is always the same one. */
void igny_table_view_set_board (IgnyTableView *self,
                                GtkWidget     *board);
/* Narrows the rows by a column, in place of what narrowed them by it before. */
void igny_table_view_put_filter (IgnyTableView         *self,
                                 const IgnyTableFilter *filter);
void igny_table_view_drop_filter (IgnyTableView *self,
                                  const char    *column);
/* Puts the keyboard into the search entry. */
void igny_table_view_search (IgnyTableView *self);
/* Leaves one level: search, then filters, then the selection; FALSE when there
 * was nothing to leave. */
gboolean igny_table_view_escape (IgnyTableView *self);

G_END_DECLS
