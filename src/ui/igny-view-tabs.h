/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-view.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* The records of a table by the words of a choice: a tab for each with how many
 * there are, and one for all. A tab is the filter on that choice, and follows
 * it.
 *
 * Signal "chosen" (const char *word), NULL for all. */
#define IGNY_TYPE_VIEW_TABS (igny_view_tabs_get_type ())
G_DECLARE_FINAL_TYPE (IgnyViewTabs, igny_view_tabs, IGNY, VIEW_TABS, GtkWidget)

/* view is an igny_page_table_new of a page that has views; the tabs are put into
 * it. */
GtkWidget *igny_view_tabs_new (IgnyWorkspace *workspace,
                               IgnyTableView *view);
/* word NULL is all of them; an unknown one changes nothing. */
void igny_view_tabs_choose (IgnyViewTabs *self,
                            const char   *word);

G_END_DECLS
