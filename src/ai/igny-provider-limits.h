/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-models.h"
#include "igny-provider-limiter.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The limiters of all servers that are asked with the keys of one store: the
 * queue and the runs beside it obey the same. They live as long as the store.
 * Any thread. */

/* The limiter of the server at that address. most: how many requests it takes
 * at once now; 0 leaves that as it is. Borrowed. */
IgnyProviderLimiter *igny_provider_limits_get (IgnyStore  *store,
                                               const char *base_url,
                                               guint       most);
/* A person starts a run beside the queue: what stopped a server is taken to be
 * over, unless the queue is held, which is to be lifted first. On the reader. */
gboolean igny_provider_limits_enter (IgnyStore *store,
                                     IgnyDb    *db,
                                     GError   **error);
/* The person has seen to what stopped them. */
void igny_provider_limits_resume (IgnyStore *store);
/* How many requests a server takes at once: as chosen, or by models.json, which
 * may be NULL. */
guint igny_provider_limits_count_places (const IgnyModels *models,
                                         const char       *base_url,
                                         guint             chosen);

G_END_DECLS
