/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-store.h"
#include "igny-window.h"

G_BEGIN_DECLS

/* The counts beside the pages in the sidebar, kept up to date. Main thread. */
#define IGNY_TYPE_PAGE_COUNTS (igny_page_counts_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPageCounts, igny_page_counts, IGNY, PAGE_COUNTS, GObject)

IgnyPageCounts *igny_page_counts_new (IgnyStore  *store,
                                      IgnyWindow *window);
void            igny_page_counts_set_scope (IgnyPageCounts *self,
                                            IgnyScope       scope);

G_END_DECLS
