/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-cost.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* What question would cost with the model that operation ("optimize_content") has
 * in the settings. *host and *model, each when wanted, are where it would go, both
 * owned by the caller and "" when nothing is chosen; those of question are not read.
 * Blocks, as igny_store_read. */
gboolean igny_ai_target_estimate (IgnyStore              *store,
                                  const char             *operation,
                                  const IgnyCostQuestion *question,
                                  IgnyCost               *cost,
                                  char                  **host,
                                  char                  **model,
                                  GError                **error);

G_END_DECLS
