/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"
#include "igny-numbers.h"

G_BEGIN_DECLS

/* The values of one field, a slot each. Reader thread only. */
typedef struct _IgnyColumn IgnyColumn;

IgnyColumn *igny_column_new (const IgnyField *field,
                             guint            n_slots);
void        igny_column_free (IgnyColumn *self);

const IgnyField *igny_column_get_field (const IgnyColumn *self);
gboolean         igny_column_is_textual (const IgnyColumn *self);
/* At the end; what no row tells is unknown. */
void igny_column_add (IgnyColumn *self,
                      IgnyCursor *cursor,
                      int         index);
void igny_column_add_unknown (IgnyColumn *self);
void igny_column_set (IgnyColumn *self,
                      guint       slot,
                      IgnyCursor *cursor,
                      int         index);

guint              igny_column_get_n_slots (const IgnyColumn *self);
const IgnyNumbers *igny_column_get_numbers (const IgnyColumn *self);
/* Of a field that is not searched in, equal texts are one address, unless it
 * has very many different ones. */
const char *const *igny_column_get_texts (const IgnyColumn *self);
/* See igny-text-order.h; made when it is first asked for, and kept. */
const guint *igny_column_get_order (IgnyColumn *self);
/* Sets the byte of every slot whose text has needle in it. A million keywords
 * in about 10 ms: their texts lie one behind the other. */
void igny_column_search (const IgnyColumn *self,
                         const char       *needle,
                         guint8           *hits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyColumn, igny_column_free)

G_END_DECLS
