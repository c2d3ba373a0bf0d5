/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* What a fresh file has, so that nothing above must invent a tenant: the plan
 * "Local", an account, its owner, a subscription, one row of settings a type.
 * Does nothing in a file that has an account. */
gboolean igny_seed (IgnyDb        *db,
                    const IgnyEnv *env,
                    GError       **error);

G_END_DECLS
