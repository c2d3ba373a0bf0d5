/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The vocabulary o200k_base: 199,998 tokens and which of two neighbors is
 * joined first. 5 MB. Never changed after it was made; any thread. */
typedef struct _IgnyTokensRanks IgnyTokensRanks;

#define IGNY_TOKENS_NO_RANK G_MAXUINT32

/* Unpacks it: some tens of milliseconds, for worker threads. */
IgnyTokensRanks *igny_tokens_ranks_new (void);
void             igny_tokens_ranks_free (IgnyTokensRanks *self);

/* The number of the token, or IGNY_TOKENS_NO_RANK. */
guint32 igny_tokens_ranks_find (const IgnyTokensRanks *self,
                                const char            *bytes,
                                gsize                  length);

/* How many tokens one piece (igny_tokens_split_next) is: neighbors are joined,
 * lowest rank first, until no two of them are a token. ids: of guint32, gets
 * them; or NULL. */
gsize igny_tokens_ranks_merge (const IgnyTokensRanks *self,
                               const char            *piece,
                               gsize                  length,
                               GArray                *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTokensRanks, igny_tokens_ranks_free)

G_END_DECLS
