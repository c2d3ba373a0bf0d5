/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The form in which two spellings of a keyword are the same: NFC, case-folded,
 * straight quotes and hyphens, white space collapsed and trimmed. Input is
 * valid UTF-8. */
char *igny_text_normalize (const char *text);

/* NFC, white space collapsed and trimmed, control and invisible characters
 * dropped; case and quotes stay. For text that is shown and kept. */
char *igny_text_tidy (const char *text);

/* Append what igny_text_normalize or igny_text_tidy gives of text, which for
 * most texts costs no allocation. */
void igny_text_append_key (GString    *out,
                           const char *text);
void igny_text_append_tidy (GString    *out,
                            const char *text);

/* For an address: ASCII letters, digits and single hyphens, at most max_length
 * bytes, cut at a hyphen. Letters of other scripts are transliterated where
 * the C library can; "item" when nothing is left. */
char *igny_text_slugify (const char *text,
                         gsize       max_length);

/* Frees what *member held and lets it hold a copy of text, which may be part of
 * it, or NULL. */
void igny_text_set (char      **member,
                    const char *text);

/* Words as Unicode's rules for word boundaries see them. Any script. */
guint igny_text_count_words (const char *text);

G_END_DECLS
