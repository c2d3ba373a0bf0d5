/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-cost.h"
#include "igny-credits.h"
#include "igny-function.h"

G_BEGIN_DECLS

/* What a run of a function would ask, where, and for how much, before it runs:
 * with the model that is chosen for it and the prices of the data folder. */
typedef struct
{
  guint           n_rows; /* that it would work on */
  IgnyCost        cost;   /* all 0 when nobody is asked */
  char           *model;  /* "" while none is chosen, and when nobody is asked */
  char           *host;
  IgnyCreditsLeft left;
} IgnyForecast;

/* As the run would find its rows. Blocks, as runs do; errors as theirs. */
gboolean igny_forecast_make (const IgnyRun          *run,
                             const IgnyFunction     *function,
                             const IgnyFunctionCall *call,
                             IgnyForecast           *self,
                             GError                **error);
void     igny_forecast_clear (IgnyForecast *self);

/* "$4.20 of the budget and 60 credits are left.", translated; without a cap that
 * is so. Full ownership. */
char *igny_forecast_describe_left (const IgnyCreditsLeft *left);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyForecast, igny_forecast_clear)

G_END_DECLS
