/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines of aligned cells for a terminal. Widths are found over the rows that
 * came before the first flush, so that an endless table takes little memory;
 * later cells that are wider stick out. */
typedef struct _IgnyTextTable IgnyTextTable;

/* numbers: bit i aligns column i to the right. */
IgnyTextTable *igny_text_table_new (guint n_columns,
                                    guint numbers);
void           igny_text_table_free (IgnyTextTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTextTable, igny_text_table_free)

/* The next cell of the current row. Control characters become spaces, and a
 * long text is cut. NULL is “–”. */
void igny_text_table_add (IgnyTextTable *self,
                          const char    *text);
/* Appends the rows so far, of which the last is complete, to text. */
void igny_text_table_flush (IgnyTextTable *self,
                            GString       *text);

G_END_DECLS
