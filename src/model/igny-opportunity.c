/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-opportunity.h"

#include <math.h>

#define FULL_DEMAND 100000.0

static const struct
{
  const char *word;
  double      worth;
} intents[] = {
  { "transactional", 100 },
  { "commercial", 80 },
  { "informational", 40 },
  { "navigational", 10 },
};

static double
find_worth (const char *intent)
{
  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    if (g_strcmp0 (intents[i].word, intent) == 0)
      return intents[i].worth;
  return -1;
}

gint64
igny_opportunity_score (gint64                        volume,
                        gint64                        difficulty,
                        const char                   *intent,
                        const IgnyOpportunityWeights *weights)
{
  double demand = -1;
  double ease = -1;
  double worth;
  double sum = 0;
  double parts = 0;

  g_return_val_if_fail (weights != NULL, IGNY_UNKNOWN);

  if (volume != IGNY_UNKNOWN)
    demand = MIN (100.0, 100.0 * log1p ((double) MAX (volume, 0)) / log1p (FULL_DEMAND));
  if (difficulty != IGNY_UNKNOWN)
    ease = 100.0 - (double) CLAMP (difficulty, 0, 100);
  if (demand < 0 && ease < 0)
    return IGNY_UNKNOWN;
  worth = find_worth (intent);

  sum += demand >= 0 ? demand * (double) weights->volume : 0;
  parts += demand >= 0 ? (double) weights->volume : 0;
  sum += ease >= 0 ? ease * (double) weights->ease : 0;
  parts += ease >= 0 ? (double) weights->ease : 0;
  sum += worth >= 0 ? worth * (double) weights->intent : 0;
  parts += worth >= 0 ? (double) weights->intent : 0;
  return parts > 0 ? (gint64) lround (sum / parts) : IGNY_UNKNOWN;
}
