/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A named thread with a queue. Work of a lower number runs first, work of the
 * same number in the order of its coming. */
typedef struct _IgnyWorker IgnyWorker;

typedef void (*IgnyWorkFunc) (gpointer data);

IgnyWorker *igny_worker_new (const char *name);
/* Runs what is still queued, then ends the thread; blocks. */
void igny_worker_free (IgnyWorker *self);
/* Any thread. data belongs to func. */
void     igny_worker_push (IgnyWorker  *self,
                           int          priority,
                           IgnyWorkFunc func,
                           gpointer     data);
gboolean igny_worker_is_current (const IgnyWorker *self);

/* Steps of the nice value, whose weights on Linux are 1.25 apart: of work that
 * takes seconds behind a window that scrolls, and of what the window waits for,
 * which shall not keep it from drawing meanwhile. */
#define IGNY_WORKER_LONG 10
#define IGNY_WORKER_SHORT 3

/* Lets the calling thread stand back for good where processors are short. */
void igny_worker_stand_back (int steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWorker, igny_worker_free)

G_END_DECLS
