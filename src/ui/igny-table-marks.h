/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The selected rows of a table, by row id, so that they stay selected when the
 * order changes. "changed" comes after every change. */
#define IGNY_TYPE_TABLE_MARKS (igny_table_marks_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableMarks, igny_table_marks, IGNY, TABLE_MARKS, GObject)

IgnyTableMarks *igny_table_marks_new (void);
/* Borrowed; not to be changed. */
GtkBitset *igny_table_marks_get_rows (IgnyTableMarks *self);
gboolean   igny_table_marks_contains (IgnyTableMarks *self,
                                      gint64          row);
guint      igny_table_marks_get_size (IgnyTableMarks *self);
/* Takes rows as the new set. */
void igny_table_marks_take (IgnyTableMarks *self,
                            GtkBitset      *rows);
void igny_table_marks_clear (IgnyTableMarks *self);
/* Drops what is not among rows (gint64). */
void igny_table_marks_retain (IgnyTableMarks *self,
                              GArray         *rows);

G_END_DECLS
