/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-shared.h"
#include "igny-queue-private.h"

G_BEGIN_DECLS

/* One look of the runner at what could be begun now. */
typedef struct
{
  IgnyStore           *store;
  const IgnyFunctions *functions;
  IgnyAiShared        *ai;
  gboolean             online;
  gboolean             back_online; /* what waits for the network need not any more */
  gboolean             closed;      /* nothing is to be begun */
  guint                busy[IGNY_N_LANES];
  GHashTable          *serial; /* "function sector" of what runs alone */

  /* Found. */
  GPtrArray *items;   /* of IgnyQueueItem */
  char      *why;     /* the queue is held; or NULL */
  gint64     wait_ms; /* until it is worth looking again; IGNY_UNKNOWN */
  gboolean   later;   /* something waits that can be begun without a person */
  guint      ahead;   /* texts that are made ready, beside those that the server works on */

  guint free[IGNY_N_LANES];
} IgnyQueueTake;

void igny_queue_take_init (IgnyQueueTake *self,
                           IgnyStore     *store);
void igny_queue_take_clear (IgnyQueueTake *self);
/* One that runs. */
void igny_queue_take_count (IgnyQueueTake       *self,
                            const IgnyQueueItem *item);
/* Fills in what is found. Blocks. */
gboolean igny_queue_take_find (IgnyQueueTake *self,
                               GError       **error);
/* Says in the store that the items run; those that somebody changed meanwhile
 * are left out. */
gboolean igny_queue_take_mark (IgnyQueueTake *self,
                               IgnyStep      *step,
                               GError       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyQueueTake, igny_queue_take_clear)

G_END_DECLS
