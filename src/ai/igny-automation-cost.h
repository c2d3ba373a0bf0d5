/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* What a stage of an automation will cost with what waits for it now. What the
 * stages before it make comes on top. */
typedef struct
{
  gint64   things; /* that it takes: what waits, up to the cap; 0 when it is off */
  gboolean asks;   /* an AI; else it costs nothing */
  gint64   credits;
  gint64   cost_usd; /* micro-dollars; IGNY_UNKNOWN when there is no price */
} IgnyStageCost;

/* For all stages, with the engines that the settings choose and the prices of the
 * data folder; in a read function.
 * The account is the one that the settings are of. */
void igny_automation_estimate (IgnyStore            *store,
                               IgnyDb               *db,
                               gint64                account,
                               const IgnyAutomation *automation,
                               IgnyStageCost         costs[IGNY_N_STAGES]);
/* Their sum; cost_usd is unknown when one of them is. */
IgnyStageCost igny_automation_sum (const IgnyStageCost costs[IGNY_N_STAGES]);

G_END_DECLS
