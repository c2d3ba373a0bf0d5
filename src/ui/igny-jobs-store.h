/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-queue-runner.h"

G_BEGIN_DECLS

/* A batch of the queue as one line. */
typedef struct
{
  gint64         batch;
  char          *function; /* its name */
  char          *title;    /* of its first item */
  char          *message;  /* of what runs, or NULL */
  char          *error;    /* of what failed, or NULL */
  guint          percent;
  IgnyQueueCount count;
} IgnyJobsBatch;

/* What the list of jobs shows. */
typedef struct
{
  IgnyQueueRunner *runner;  /* or NULL */
  GPtrArray       *batches; /* of IgnyJobsBatch: what runs, what waits, what has ended */
  IgnyQueueCount   count;   /* of all */
  char            *hold;    /* why the queue stands still, or NULL */
} IgnyJobsData;

IgnyJobsData *igny_jobs_data_new (IgnyStore *store);
void          igny_jobs_data_free (IgnyJobsData *self);
/* For igny_store_read_async. */
gboolean igny_jobs_data_read (IgnyDb       *db,
                              gpointer      data,
                              GCancellable *cancellable,
                              GError      **error);

/* On a worker: one change of one batch (0: of all); then the queue is woken. */
void igny_jobs_change_async (IgnyStore          *store,
                             IgnyQueueChange     change,
                             gint64              batch,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
/* As igny_queue_hold. */
void     igny_jobs_hold_async (IgnyStore          *store,
                               gboolean            hold,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean igny_jobs_change_finish (IgnyStore    *store,
                                  GAsyncResult *result,
                                  GError      **error);

G_END_DECLS
