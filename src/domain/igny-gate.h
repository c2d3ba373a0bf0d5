/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* The one place through which every write goes: what the role of who writes
 * allows, what the status of the account forbids, and what the plan limits.
 * An IgnyGateFunc; the owner of the file costs two short questions a step. */
gboolean igny_gate (IgnyStep            *step,
                    const IgnyChangeSet *touched,
                    GError             **error);
/* Whether work that reaches outside may begin: it costs money before it saves
 * anything. */
gboolean igny_gate_check_work (IgnyDb  *db,
                               GError **error);

G_END_DECLS
