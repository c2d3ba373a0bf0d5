/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-queue.h"

G_BEGIN_DECLS

/* Works the queue of a store off, on threads of its own: as many items at once
 * as each lane can take. One a store; the window or “igny8ctl worker” has it.
 * What happens to items is told as any change of the store. */
#define IGNY_TYPE_QUEUE_RUNNER (igny_queue_runner_get_type ())
G_DECLARE_FINAL_TYPE (IgnyQueueRunner, igny_queue_runner, IGNY, QUEUE_RUNNER, GObject)

/* functions outlives it. What a crash left is taken up before
 * (igny_jobs_recover). NULL with G_IO_ERROR_BUSY when the store has one. */
IgnyQueueRunner *igny_queue_runner_new (IgnyStore           *store,
                                        const IgnyFunctions *functions,
                                        GError             **error);
/* The one of the store, with a reference; or NULL. */
IgnyQueueRunner *igny_queue_runner_find (IgnyStore *store);
/* Gives up what runs, waits for its end, and lets go of the store: before that
 * is closed. What was given up waits for the next start. */
void igny_queue_runner_stop (IgnyQueueRunner *self);
/* Gives up what runs of the place, without a look at the store. */
void igny_queue_runner_cancel (IgnyQueueRunner      *self,
                               const IgnyQueuePlace *place);
/* Something was added or changed. */
void igny_queue_runner_wake (IgnyQueueRunner *self);
/* Whether the network is there: without it only this machine and servers on
 * it are asked. TRUE at first. */
void igny_queue_runner_set_online (IgnyQueueRunner *self,
                                   gboolean         online);
/* Blocks until nothing runs and nothing can be begun without somebody's doing;
 * FALSE when cancelled. */
gboolean igny_queue_runner_wait_idle (IgnyQueueRunner *self,
                                      GCancellable    *cancellable);
guint    igny_queue_runner_get_n_running (IgnyQueueRunner *self);
/* Fills in how far a running item is; FALSE when it does not run. */
gboolean igny_queue_runner_fill (IgnyQueueRunner *self,
                                 IgnyQueueItem   *item);

G_END_DECLS
