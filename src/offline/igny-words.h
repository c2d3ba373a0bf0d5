/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest word, in bytes, that is looked at; the rest of it is dropped. */
#define IGNY_WORDS_MAX_BYTES 96

typedef void (*IgnyWordsFunc) (const char *word,
                               gsize       length,
                               gpointer    user_data);

/* Calls func for every word of a normalized text, in order. Word boundaries
 * are Unicode's (UAX 29). Scripts that are written without spaces (Chinese,
 * Japanese, Thai, Lao, Khmer, Burmese) give overlapping pairs of graphemes,
 * since a dictionary would be needed for words. A word is not terminated with
 * a zero byte and lives for the call only. Any thread. */
void igny_words_foreach (const char   *text,
                         IgnyWordsFunc func,
                         gpointer      user_data);

/* The text without accents, which people leave out when they type ("cafe",
 * "gunstig"). Scripts whose marks are letters of their own stay whole. */
char *igny_words_fold (const char *text);

/* Writes the word without accents, possessive and usual endings to stem, which
 * has room for IGNY_WORDS_MAX_BYTES + 1. It is a key for comparing, not a word
 * to show. The endings are the common ones of English, of other languages in
 * Latin letters (plural s, last e) and of Russian; others stay whole. */
void igny_words_stem (const char *word,
                      gsize       length,
                      char       *stem);

/* The start of a stem that a word's other inflections share, as a count of
 * bytes, or 0 when the stem is too short to say. */
gsize igny_words_prefix (const char *stem);

/* Whether a word holds a sentence together ("the", "für", "как") or says what
 * is wanted with a thing ("best", "kaufen"), so that it names no subject. */
gboolean igny_words_is_function_word (const char *word,
                                      gsize       length);

G_END_DECLS
