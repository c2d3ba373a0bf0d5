/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-string-table.h"

G_BEGIN_DECLS

/* Ends a row in a sequence of words. */
#define IGNY_SPELLING_END G_MAXUINT

/* Makes different spellings of a list's words the same, as far as the list
 * itself tells: "duomobile" becomes "duo mobile" (or the other way round) where
 * both are written, the more usual one wins; and a word that hardly occurs and
 * is one slip of the fingers away from a frequent one becomes that one.
 *
 * sequence holds the numbers of the words, row after row, each row ended by
 * IGNY_SPELLING_END, and is rewritten in place (it may grow). Needs no
 * dictionary; a list without such words stays as it is. */
void igny_spelling_unify (const IgnyStringTable *words,
                          GArray                *sequence);

G_END_DECLS
