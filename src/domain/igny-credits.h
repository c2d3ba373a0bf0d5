/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* What an AI call used. */
typedef struct
{
  const char *operation; /* auto_cluster, generate_ideas, generate_content … */
  gint64      credits;
  const char *model;
  gint64      tokens_input;
  gint64      tokens_output;
  gint64      cost_usd; /* micro-dollars, IGNY_UNKNOWN without a price */
} IgnyUsage;

/* Credits of an operation on so many things: one per 30 keywords, one per idea,
 * three per text. */
gint64 igny_credits_count (const char *operation,
                           gint64      things);
/* Charges in the step that saves the result, so that both or neither happen. */
gboolean igny_credits_charge (IgnyStep        *step,
                              const IgnyUsage *usage,
                              GError         **error);

G_END_DECLS
