/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-queue-private.h"

G_BEGIN_DECLS

/* One item while it runs, and what came of it until that is in the store. */
typedef struct _IgnyQueueWork IgnyQueueWork;

/* Takes item; ai is borrowed. function is NULL when the program does not know
 * it: then it fails. */
IgnyQueueWork *igny_queue_work_new (IgnyStore          *store,
                                    const IgnyFunction *function,
                                    IgnyAiShared       *ai,
                                    IgnyQueueItem      *item);
void           igny_queue_work_free (IgnyQueueWork *self);

/* Borrowed; not changed while it runs. */
const IgnyQueueItem *igny_queue_work_get_item (const IgnyQueueWork *self);
gboolean             igny_queue_work_is_serial (const IgnyQueueWork *self);

/* Blocks, on a thread of its own. */
void igny_queue_work_run (IgnyQueueWork *self);
/* Any thread. closing: not by the person's wish. */
void igny_queue_work_cancel (IgnyQueueWork *self,
                             gboolean       closing);
/* How far it is. Any thread. */
void igny_queue_work_fill (IgnyQueueWork *self,
                           IgnyQueueItem *item);

/* After it ran: says in the store what came of it. */
gboolean igny_queue_work_end (IgnyQueueWork *self,
                              IgnyStep      *step,
                              GError       **error);
/* Why nothing more of the queue can go on after it; or NULL. */
const char *igny_queue_work_get_hold (const IgnyQueueWork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyQueueWork, igny_queue_work_free)

G_END_DECLS
