/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-function.h"

G_BEGIN_DECLS

/* Does what is due, in the window and in “igny8ctl worker”: begins the runs of
 * automations and carries them on, and publishes what is planned. What it begins
 * goes to the queue, which somebody has to work off (igny-queue-runner.h). Time
 * and sleep are those of the store's environment. */
typedef struct _IgnyScheduler IgnyScheduler;

/* functions outlives it. To be made where the store's signals are emitted. */
IgnyScheduler *igny_scheduler_new (IgnyStore           *store,
                                   const IgnyFunctions *functions);
/* Stops it, too. */
void igny_scheduler_free (IgnyScheduler *self);

/* Everything that is due now. *next gets when to come again, IGNY_UNKNOWN when
 * nothing is planned. Once at a time. Blocks. */
gboolean igny_scheduler_tick (IgnyScheduler *self,
                              GCancellable  *cancellable,
                              gint64        *next,
                              GError       **error);
/* Ticks and sleeps until it is cancelled. What goes wrong is told in a message,
 * and tried again. Blocks. */
void igny_scheduler_run (IgnyScheduler *self,
                         GCancellable  *cancellable);
/* The same on a thread of its own, until it is freed. */
void igny_scheduler_start (IgnyScheduler *self);
/* Something was changed: look at once. Any thread. */
void igny_scheduler_wake (IgnyScheduler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyScheduler, igny_scheduler_free)

G_END_DECLS
