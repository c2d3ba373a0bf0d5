/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-function.h"

G_BEGIN_DECLS

/* What sites publish by themselves (igny-publishing-plan.h): gives free times to
 * what is approved and has none, asks the queue to publish what is due, and gives
 * what was slept through another time. What waits in the queue, for the network
 * say, is waited for, so that the limits hold when it goes. *next gets when
 * something is due (IGNY_UNKNOWN: nothing is planned), *n_asked how many posts
 * were asked for. Blocks. */
gboolean igny_publishing_work (const IgnyRun       *run,
                               const IgnyFunctions *functions,
                               gint64              *next,
                               guint               *n_asked,
                               GError             **error);

G_END_DECLS
