/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entity.h"

G_BEGIN_DECLS

/* Every entity, a referenced one before those that refer to it; ends with
 * NULL. */
extern const IgnyEntity *const igny_entities[];

const IgnyEntity *igny_entities_find (const char *table);

G_END_DECLS
