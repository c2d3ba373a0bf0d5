/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-credits.h"

G_BEGIN_DECLS

/* The operation of an answer that is used again, see igny_ai_shared_set_stored. */
#define IGNY_AI_REPARSE "reparse"

/* What a run has to charge when it saves: of IgnyUsage. */
GArray *igny_ai_usages_new (void);
/* credits are what the answer turned out to be worth, 0 when it was of no use;
 * the model is copied. */
void igny_ai_usages_add (GArray          *usages,
                         const IgnyUsage *usage,
                         gint64           credits);
/* Credits of all. */
gint64   igny_ai_usages_sum (const GArray *usages);
gboolean igny_ai_usages_charge (const GArray *usages,
                                IgnyStep     *step,
                                GError      **error);
/* In a step of its own, for what saves nothing else. Blocks. */
gboolean igny_ai_usages_charge_now (GArray     *usages,
                                    IgnyStore  *store,
                                    const char *label,
                                    GError    **error);

G_END_DECLS
