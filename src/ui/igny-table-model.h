/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-marks.h"

G_BEGIN_DECLS

/* An item of the model: a place. Which row is there changes with the order. */
#define IGNY_TYPE_TABLE_ITEM (igny_table_item_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableItem, igny_table_item, IGNY, TABLE_ITEM, GObject)

gint64 igny_table_item_get_row (IgnyTableItem *self);

/* The rows of a table in their order, as a list model and a selection model in
 * one. Its items are places, which a new order leaves alone: a list view keeps
 * its widgets, as making those of one screen anew takes longer than a frame. So
 * who shows items has to look at them again after igny_table_model_set_rows. */
#define IGNY_TYPE_TABLE_MODEL (igny_table_model_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableModel, igny_table_model, IGNY, TABLE_MODEL, GObject)

/* rows is an array of gint64. The model is empty until igny_table_model_tell(). */
IgnyTableModel *igny_table_model_new (GArray         *rows,
                                      IgnyTableMarks *marks);
/* The places stay; those behind the last row are empty until
 * igny_table_model_tell(). */
void igny_table_model_set_rows (IgnyTableModel *self,
                                GArray         *rows);
/* Tells of as many items as there are rows, the first ones at once and the
 * others from the main loop, and of no more than a frame can take at a time. */
void    igny_table_model_tell (IgnyTableModel *self);
GArray *igny_table_model_get_rows (IgnyTableModel *self);
gint64  igny_table_model_get_row (IgnyTableModel *self,
                                  guint           position);

G_END_DECLS
