/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* What a window does for its data unasked, on a thread of its own: it makes the
 * daily backup when one is due. Main thread. */
typedef struct _IgnyUpkeep IgnyUpkeep;

IgnyUpkeep *igny_upkeep_new (IgnyStore *store);
/* Stops a backup that is being made; nothing is left of it. */
void igny_upkeep_free (IgnyUpkeep *self);

G_END_DECLS
