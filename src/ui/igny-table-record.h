/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-column.h"

G_BEGIN_DECLS

/* What a table shows of one row: as many values as the source has columns, in
 * their order. Filled by its maker, then shared and not changed. */
typedef struct
{
  gint64         row;
  guint          n_values;
  IgnyTableValue values[];
} IgnyTableRecord;

/* All values unknown. */
IgnyTableRecord *igny_table_record_new (gint64 row,
                                        guint  n_values);
IgnyTableRecord *igny_table_record_ref (IgnyTableRecord *self);
void             igny_table_record_unref (IgnyTableRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTableRecord, igny_table_record_unref)

G_END_DECLS
