/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a searcher wants. The order is the one in which the words are offered. */
typedef enum
{
  IGNY_INTENT_NONE,
  IGNY_INTENT_INFORMATIONAL,
  IGNY_INTENT_NAVIGATIONAL,
  IGNY_INTENT_COMMERCIAL,
  IGNY_INTENT_TRANSACTIONAL,
  IGNY_N_INTENTS,
} IgnyIntent;

/* The word that is stored ("commercial"); NULL for IGNY_INTENT_NONE. */
const char *igny_intent_get_word (IgnyIntent intent);
/* IGNY_INTENT_NONE for NULL and every other word. */
IgnyIntent igny_intent_from_word (const char *word);

/* The intent that a normalized keyword's words give evidence of: question words
 * and marks, "buy", "best", "login" and their like in English, German, French,
 * Spanish, Italian, Portuguese, Dutch and Russian, and the commonest ones in
 * some others. IGNY_INTENT_NONE without evidence. Any thread. */
IgnyIntent igny_intent_find (const char *keyword);
/* The same, with informational where nothing speaks for another one: what a
 * missing intent is guessed to be. */
IgnyIntent igny_intent_guess (const char *keyword);

/* The most frequent intent of weights (counts or searches per intent; the place
 * of IGNY_INTENT_NONE is not looked at). Of equals the one nearer to a sale.
 * IGNY_INTENT_NONE when all are 0. */
IgnyIntent igny_intent_lead (const gint64 weights[IGNY_N_INTENTS]);
/* Whether one page could hardly serve all: the leading intent has less than two
 * thirds of the weight. Commercial and transactional count as one here, since
 * both come before a purchase and share a page well. */
gboolean igny_intent_is_mixed (const gint64 weights[IGNY_N_INTENTS]);

/* The phrases that are looked for, for tests; NULL after the last. */
const char *igny_intent_get_phrase (guint       index,
                                    IgnyIntent *intent);

G_END_DECLS
