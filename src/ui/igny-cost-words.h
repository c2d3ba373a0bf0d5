/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-cost.h"

G_BEGIN_DECLS

/* Where a question would go and what it would cost, in a sentence; model "" is
 * none. Full ownership. */
char *igny_cost_words_new (const IgnyCost *cost,
                           const char     *model,
                           const char     *host);

G_END_DECLS
