/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page.h"
#include "igny-scope.h"
#include "igny-table-query.h"
#include "igny-view.h"

G_BEGIN_DECLS

/* Turns what a table asks into a view of the store. Any thread. */

/* The field at the place that a page names; created_at and updated_at too. */
const IgnyField *igny_store_query_field (const IgnyEntity *entity,
                                         gsize             offset);
/* query NULL: all of the scope. What a filter cannot say goes to errors. */
IgnyView *igny_store_query_make_view (const IgnyTablePage  *page,
                                      const IgnyScope      *scope,
                                      const IgnyTableQuery *query,
                                      IgnyErrors           *errors);
/* Says what the page's columns will be sorted and filtered by. */
void igny_store_query_expect_columns (const IgnyTablePage *page,
                                      IgnyView            *view);
/* Adds the sums that the page's figures need. */
void igny_store_query_add_figures (const IgnyTablePage *page,
                                   IgnyView            *view);
/* The figures (IgnyFigure) of a result of such a view. */
GPtrArray *igny_store_query_make_figures (const IgnyTablePage  *page,
                                          const IgnyViewResult *result);

G_END_DECLS
