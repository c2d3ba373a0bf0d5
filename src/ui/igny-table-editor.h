/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-row.h"
#include "igny-table-source.h"

G_BEGIN_DECLS

/* Editing one cell in place: an entry laid over the cell, or a list of choices
 * under it.
 *
 * Signal "done" (gint64 row, int step): editing ended; step is where to go on,
 * 1 for the next cell, -1 for the one before, 0 for nowhere. */
#define IGNY_TYPE_TABLE_EDITOR (igny_table_editor_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableEditor, igny_table_editor, IGNY, TABLE_EDITOR, GObject)

IgnyTableEditor *igny_table_editor_new (IgnyTableSource *source,
                                        IgnyTableLayout *layout);
/* Opens over the nth shown cell of row; FALSE when that cell cannot be edited. */
gboolean igny_table_editor_start (IgnyTableEditor *self,
                                  IgnyTableRow    *row,
                                  guint            nth);
/* Closes without saving, when it is open on row (NULL is any). */
void     igny_table_editor_cancel (IgnyTableEditor *self,
                                   IgnyTableRow    *row);
gboolean igny_table_editor_is_open (IgnyTableEditor *self);

G_END_DECLS
