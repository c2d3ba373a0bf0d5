/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page.h"
#include "igny-scope.h"
#include "igny-store.h"
#include "igny-table-source.h"

G_BEGIN_DECLS

/* The records of one entity in one scope, as a table shows them. Follows the
 * store: what others change appears by itself. */
#define IGNY_TYPE_STORE_SOURCE (igny_store_source_get_type ())
G_DECLARE_FINAL_TYPE (IgnyStoreSource, igny_store_source, IGNY, STORE_SOURCE, GObject)

IgnyStoreSource *igny_store_source_new (IgnyStore           *store,
                                        const IgnyTablePage *page);
void             igny_store_source_set_scope (IgnyStoreSource *self,
                                              IgnyScope        scope);

G_END_DECLS
