/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-function.h"
#include "igny-queue-item.h"

G_BEGIN_DECLS

/* Work that waits for its turn, in the store, so that neither a restart nor a
 * crash loses any of it. An item is one call of a function: the least that is
 * paid and saved as a whole. Items that were asked for together are batches.
 * igny-queue-runner.h works it off. All functions block, as runs do. */

typedef struct
{
  const IgnyFunction *function;
  IgnyFunctionCall    call;
  const char         *title; /* of what was asked for; NULL: the function's own */
} IgnyQueueRequest;

/* What became of a request. */
typedef struct
{
  gint64 first_batch; /* batches have numbers in a row */
  guint  n_batches;
  guint  n_items;
  guint  n_rows; /* 0: there was nothing to do, and nothing was added */
} IgnyQueueAdded;

/* Finds the rows, splits them into items and batches, and adds all of them at
 * the end in one transaction. A row that waits in the queue already for the
 * same function is not added again. */
gboolean igny_queue_add (const IgnyRun          *run,
                         const IgnyQueueRequest *request,
                         IgnyQueueAdded         *added,
                         GError                **error);

/* Which items: of a batch, one, or (both 0) all. */
typedef struct
{
  gint64 batch;
  gint64 item; /* row */
} IgnyQueuePlace;

typedef enum
{
  IGNY_QUEUE_PAUSE,  /* what waits; what runs goes on to its end */
  IGNY_QUEUE_RESUME, /* what was paused */
  IGNY_QUEUE_CANCEL, /* what has not ended; a call that runs is given up */
  IGNY_QUEUE_RETRY,  /* what failed, was canceled, or may have been paid */
  IGNY_QUEUE_FIRST,  /* before all that wait */
  IGNY_QUEUE_LAST,
  IGNY_QUEUE_CLEAR, /* forgets what has ended */
} IgnyQueueChange;

/* n_changed, when wanted, is how many items it met. */
gboolean igny_queue_change (IgnyStore            *store,
                            IgnyQueueChange       change,
                            const IgnyQueuePlace *place,
                            guint                *n_changed,
                            GError              **error);

/* The whole queue stands still: why is for the person, "" by the person's own
 * wish; NULL lets it go on. */
gboolean igny_queue_hold (IgnyStore  *store,
                          const char *why,
                          GError    **error);
/* NULL when it goes on, else why; in a read function. */
gboolean igny_queue_read_hold (IgnyDb  *db,
                               char   **why,
                               GError **error);

/* How many items of a batch are in each state, or of all with batch 0. */
typedef struct
{
  guint waiting; /* paused ones too */
  guint paused;  /* of waiting */
  guint running;
  guint unsure; /* may have been paid: a person decides */
  guint done;
  guint failed;
  guint cancelled;
  guint total;
} IgnyQueueCount;

/* In a read function. */
gboolean igny_queue_count (IgnyDb         *db,
                           gint64          batch,
                           IgnyQueueCount *count,
                           GError        **error);
/* Items of the place in the order of their turn, of IgnyQueueItem; those that
 * have ended too when ended. What runs tells how far it is. */
GPtrArray *igny_queue_list (IgnyStore            *store,
                            const IgnyQueuePlace *place,
                            gboolean              ended,
                            GError              **error);

/* Which of its batch an item is, from one on, and of how many. */
typedef struct
{
  gint64 item;
  gint64 n_items;
} IgnyQueueOrdinal;

/* Of IgnyQueueOrdinal, side by side with the items. Blocks; full ownership. */
GArray *igny_queue_number (IgnyStore *store,
                           GPtrArray *items,
                           GError   **error);

/* A progress answer: state, percent, phase, message, item, n_items,
 * request_steps, response_steps, result or error; with id, title, function,
 * engine, batch. Full ownership. */
JsonObject *igny_queue_item_to_json (const IgnyQueueItem    *item,
                                     const IgnyQueueOrdinal *ordinal);

G_END_DECLS
