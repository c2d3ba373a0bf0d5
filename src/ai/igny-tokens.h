/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tokens that a text of valid UTF-8 will be, give or take 15 % for languages
 * written with spaces; no model's table is consulted. Any thread. */
guint igny_tokens_estimate (const char *text);

/* Counts exactly for the models whose vocabulary is known (o200k_base), and
 * estimates for the others. The vocabulary is unpacked when it is first asked
 * for: that takes some tens of milliseconds and 5 MB. Any thread. */
typedef struct _IgnyTokens IgnyTokens;

IgnyTokens *igny_tokens_new (void);
void        igny_tokens_free (IgnyTokens *self);

/* vocabulary: "o200k"; another one, "" and NULL are estimated. Marks such as
 * <|endoftext|> count as the text that they are. */
guint64  igny_tokens_count (IgnyTokens *self,
                            const char *vocabulary,
                            const char *text);
gboolean igny_tokens_is_exact (const char *vocabulary);

/* The numbers of the o200k_base tokens, of guint32. Full ownership. */
GArray *igny_tokens_encode (IgnyTokens *self,
                            const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTokens, igny_tokens_free)

G_END_DECLS
