/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Has a page read again what it shows when the data change: only while it is on
 * the screen, one reading at a time, and not for each of many changes that come
 * at once. Main thread. */
#define IGNY_TYPE_REFRESHER (igny_refresher_get_type ())
G_DECLARE_FINAL_TYPE (IgnyRefresher, igny_refresher, IGNY, REFRESHER, GObject)

/* Begins to read and calls igny_refresher_finish in the end, also without
 * success; cancellable is canceled when widget goes. */
typedef void (*IgnyRefresherFunc) (GtkWidget    *widget,
                                   GCancellable *cancellable);

/* widget owns it and drops it in its dispose. */
IgnyRefresher *igny_refresher_new (GtkWidget        *widget,
                                   IgnyStore        *store,
                                   IgnyRefresherFunc func);
/* Reads as soon as it may, e.g. for another scope. */
void igny_refresher_ask (IgnyRefresher *self);
/* TRUE when what was read is still what is asked for. */
gboolean igny_refresher_finish (IgnyRefresher *self);

G_END_DECLS
