/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"
#include "igny-queue.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The stored word of a lane. */
const char *igny_queue_lane_to_word (IgnyLane lane);
/* As igny_queue_hold, inside a step. */
gboolean igny_queue_set_hold (IgnyStep   *step,
                              const char *why,
                              GError    **error);
/* Tells the runner of the store, if it has one, to look. */
void igny_queue_wake (IgnyStore *store);

G_END_DECLS
