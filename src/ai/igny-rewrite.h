/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-cost.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* A passage of an article, written anew by the model as a person wishes. */

/* What it would cost with the model that is chosen; *host and *model are where it
 * would go, model "" when none is chosen, both owned by the caller. Blocks, as
 * igny_store_read. */
gboolean igny_rewrite_estimate (IgnyStore  *store,
                                const char *html,
                                const char *wish,
                                IgnyCost   *cost,
                                char      **host,
                                char      **model,
                                GError    **error);
/* Asks, which is charged like any call, and makes the answer safe. NULL with
 * error; blocks, as runs do. Full ownership. */
char *igny_rewrite_ask (const IgnyRun *run,
                        const char    *html,
                        const char    *wish,
                        GError       **error);

G_END_DECLS
