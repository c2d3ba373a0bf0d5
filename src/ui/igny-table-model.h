/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-marks.h"

G_BEGIN_DECLS

/* An item of the model: nothing but which row is at this place. */
#define IGNY_TYPE_TABLE_ITEM (igny_table_item_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableItem, igny_table_item, IGNY, TABLE_ITEM, GObject)

gint64 igny_table_item_get_row (IgnyTableItem *self);

/* One order of rows, as a list model and a selection model in one. It never
 * changes: a new order is a new model, with the same marks. */
#define IGNY_TYPE_TABLE_MODEL (igny_table_model_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableModel, igny_table_model, IGNY, TABLE_MODEL, GObject)

/* rows is an array of gint64. */
IgnyTableModel *igny_table_model_new (GArray         *rows,
                                      IgnyTableMarks *marks);
GArray         *igny_table_model_get_rows (IgnyTableModel *self);
gint64          igny_table_model_get_row (IgnyTableModel *self,
                                          guint           position);

G_END_DECLS
