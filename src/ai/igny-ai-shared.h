/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* What many runs ask with at once: one client a server and one vocabulary, which
 * would else be made for each run. Any thread. */

/* env outlives it. */
IgnyAiShared *igny_ai_shared_new (const IgnyEnv *env,
                                  const char    *folder);
void          igny_ai_shared_free (IgnyAiShared *self);

/* Lets go of clients and of what was read of files, so that the next run reads
 * settings and keys anew; while no run uses it. */
void igny_ai_shared_refresh (IgnyAiShared *self);

/* Fails as igny_models_load. Borrowed until it is refreshed, as all below. */
const IgnyModels   *igny_ai_shared_get_models (IgnyAiShared *self,
                                               GError      **error);
IgnyTokens         *igny_ai_shared_get_tokens (IgnyAiShared *self);
IgnyProviderMemory *igny_ai_shared_get_memory (IgnyAiShared *self);

/* An answer that is given instead of asking, once: the runs that ask with self
 * use it again, for a credit and no money. NULL for none. */
void     igny_ai_shared_set_stored (IgnyAiShared *self,
                                    const char   *answer);
gboolean igny_ai_shared_has_stored (IgnyAiShared *self);
/* NULL when it was given already. Full ownership. */
char *igny_ai_shared_take_stored (IgnyAiShared *self);

/* A client that was kept under that name; or NULL. */
IgnyChat *igny_ai_shared_find_chat (IgnyAiShared *self,
                                    const char   *name);
/* Takes chat. The one that is kept now: another thread may have been first. */
IgnyChat *igny_ai_shared_keep_chat (IgnyAiShared *self,
                                    const char   *name,
                                    IgnyChat     *chat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyAiShared, igny_ai_shared_free)

G_END_DECLS
