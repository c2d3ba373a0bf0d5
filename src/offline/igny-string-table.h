/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers strings 0, 1, 2 … in the order in which they are first seen. Made for
 * hundreds of thousands of short words: one arena, no block per string. */
typedef struct _IgnyStringTable IgnyStringTable;

IgnyStringTable *igny_string_table_new (void);
void             igny_string_table_free (IgnyStringTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyStringTable, igny_string_table_free)

/* The number of the string, which is added when it is new. */
guint igny_string_table_add (IgnyStringTable *self,
                             const char      *text,
                             gsize            length);
guint igny_string_table_get_size (const IgnyStringTable *self);
/* Terminated with a zero byte; valid until the next add. */
const char *igny_string_table_get (const IgnyStringTable *self,
                                   guint                  number);
gsize       igny_string_table_get_length (const IgnyStringTable *self,
                                          guint                  number);
/* The number of the string, or G_MAXUINT when it is not there. */
guint igny_string_table_find (const IgnyStringTable *self,
                              const char            *text,
                              gsize                  length);

G_END_DECLS
