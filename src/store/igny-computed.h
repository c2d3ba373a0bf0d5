/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* SQL of a computed field: an expression over the row of its table. */
const char *igny_computed_get_sql (const IgnyEntity *entity,
                                   const IgnyField  *field);
/* Whether the changes touch a table that a computed field is computed from. */
gboolean igny_computed_is_stale (const IgnyEntity    *entity,
                                 const IgnyChangeSet *changes);

G_END_DECLS
