/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page.h"
#include "igny-scope.h"
#include "igny-store.h"
#include "igny-table-view.h"

G_BEGIN_DECLS

/* The Table template filled by a page: an IgnyTableView that shows the store. */
GtkWidget *igny_page_table_new (IgnyStore      *store,
                                const IgnyPage *page);
/* The table of such a page, and its page. */
const IgnyPage *igny_page_table_get_page (IgnyTableView *view);
/* Shows it as its page's board, or as a table. Returns the board when it was made
 * just now, else NULL. */
GtkWidget *igny_page_table_set_board (IgnyTableView *view,
                                      gboolean       board);
void       igny_page_table_set_scope (IgnyTableView *view,
                                      IgnyScope      scope);

G_END_DECLS
