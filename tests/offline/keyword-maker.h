/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "label-score.h"

G_BEGIN_DECLS

/* Makes a list of distinct search queries that is the same each time, of any
 * length and without any file.
 *
 * A vocabulary of made-up words (one to four syllables, some in another script)
 * is used as languages use theirs: the word of rank r with a probability of
 * about 1/r (Zipf). One topic for ten queries; each has a name of one to three
 * of those words, and eight words that go with it; topics too are asked for by
 * Zipf's law, so that some have thousands of queries and most a few. A query is
 * the topic's name, mostly with what people write around names: modifiers
 * ("best", "for women"), questions, places, years, sizes, a word that goes with
 * the topic, or another topic to compare with. Of all queries a tenth is in the
 * plural, a twentieth in another order of words, and a fiftieth has a slip of
 * the fingers. The label of a query is its topic. */
LabelSet *keyword_maker_make (guint   count,
                              guint64 seed);

G_END_DECLS
