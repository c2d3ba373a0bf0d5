/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The end of the piece that begins at text: a word with the space in front of
 * it, up to three digits, a row of signs, or white space, as the o200k_base
 * vocabulary wants texts cut before it looks for tokens. text and end are
 * bounds of valid UTF-8, and text < end. Linear in what it returns; any
 * thread. */
const char *igny_tokens_split_next (const char *text,
                                    const char *end);

G_END_DECLS
