/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"
#include "igny-window.h"

G_BEGIN_DECLS

/* The queue in the window: takes up what a crash left behind, works it off, and
 * shows each batch as a job that can be paused, retried and canceled. Main
 * thread. */
typedef struct _IgnyQueueShelf IgnyQueueShelf;

IgnyQueueShelf *igny_queue_shelf_new (IgnyStore  *store,
                                      IgnyWindow *window);
/* How many items run now. */
guint igny_queue_shelf_get_n_running (IgnyQueueShelf *self);
/* Gives up what runs; it waits for the next start. Before the store is closed. */
void igny_queue_shelf_free (IgnyQueueShelf *self);

G_END_DECLS
