/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-intent.h"

G_BEGIN_DECLS

typedef struct
{
  const char *text;
  IgnyIntent  intent;
  guint       weight; /* 4: asks, when it begins the keyword; 3 strong; 2 weak */
} IgnyIntentPhrase;

#define IGNY_INTENT_PHRASE_MAX_WORDS 4

/* Words as igny_words_foreach gives them, folded, with single spaces between
 * them; sorted by strcmp. */
extern const IgnyIntentPhrase igny_intent_phrases[];
extern const guint            igny_intent_n_phrases;

/* Looked for anywhere in the text: scripts without spaces. */
extern const IgnyIntentPhrase igny_intent_pieces[];
extern const guint            igny_intent_n_pieces;

G_END_DECLS
