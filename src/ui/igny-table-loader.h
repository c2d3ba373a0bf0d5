/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"
#include "igny-table-layout.h"
#include "igny-table-model.h"
#include "igny-table-source.h"

G_BEGIN_DECLS

/* Loads orders and records for one table. A new order is announced when the
 * rows that will be at its top are there, so that no row is shown empty first.
 *
 * Signals: "model" (gboolean stay), a new model to show, from where the old one
 * stood or from the top; "records", some arrived; "unchanged", a load brought
 * the order that is there; "failed" (const GError *). */
#define IGNY_TYPE_TABLE_LOADER (igny_table_loader_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableLoader, igny_table_loader, IGNY, TABLE_LOADER, GObject)

/* Says to layout when skeletons are due. env outlives the loader. */
IgnyTableLoader      *igny_table_loader_new (IgnyTableSource *source,
                                             IgnyTableLayout *layout,
                                             IgnyTableMarks  *marks,
                                             const IgnyEnv   *env);
const IgnyTableQuery *igny_table_loader_get_query (IgnyTableLoader *self);
/* Takes query without loading. */
void igny_table_loader_set_query (IgnyTableLoader *self,
                                  IgnyTableQuery  *query);
/* Takes query and loads. */
void igny_table_loader_take_query (IgnyTableLoader *self,
                                   IgnyTableQuery  *query);
void igny_table_loader_reload (IgnyTableLoader *self);
/* NULL before the first load; while that takes long, rows without a number. */
IgnyTableModel *igny_table_loader_get_model (IgnyTableLoader *self);
guint           igny_table_loader_get_n_all (IgnyTableLoader *self);
/* NULL when it is not there; then it is asked for. */
IgnyTableRecord *igny_table_loader_get_record (IgnyTableLoader *self,
                                               guint            position);
/* No more signals. */
void igny_table_loader_stop (IgnyTableLoader *self);

G_END_DECLS
