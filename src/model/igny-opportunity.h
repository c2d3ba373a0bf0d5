/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-number.h"

G_BEGIN_DECLS

/* How much each part counts, in any unit; all 0 is no score. */
typedef struct
{
  gint64 volume;
  gint64 ease;
  gint64 intent;
} IgnyOpportunityWeights;

/* How good a chance a keyword is, from 0 to 100: the weighted mean of
 *
 *   demand  100 · log(1 + volume) ÷ log(1 + 100,000), at most 100. Volumes are
 *           spread over powers of ten, so a step from 100 to 1,000 searches per
 *           month counts as much as one from 1,000 to 10,000.
 *   ease    100 − keyword difficulty
 *   intent  how near to a sale: transactional 100, commercial 80,
 *           informational 40, navigational 10, which is somebody else's name
 *
 * over the parts that are known. IGNY_UNKNOWN when neither volume nor difficulty
 * is: an intent alone is no chance. The formula is ours. intent is a stored
 * word or NULL. Any thread. */
gint64 igny_opportunity_score (gint64                        volume,
                               gint64                        difficulty,
                               const char                   *intent,
                               const IgnyOpportunityWeights *weights);

G_END_DECLS
