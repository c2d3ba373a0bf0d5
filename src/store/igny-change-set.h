/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

#define IGNY_TYPE_CHANGE_SET (igny_change_set_get_type ())

GType          igny_change_set_get_type (void);
IgnyChangeSet *igny_change_set_new (void);
IgnyChangeSet *igny_change_set_ref (IgnyChangeSet *self);
void           igny_change_set_unref (IgnyChangeSet *self);
void           igny_change_set_add (IgnyChangeSet *self,
                                    const char    *table,
                                    gint64         row);
gboolean       igny_change_set_is_empty (const IgnyChangeSet *self);

G_END_DECLS
