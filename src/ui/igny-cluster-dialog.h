/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* strictness is in hundredths. */
typedef void (*IgnyClusterDialogApply) (gint64   strictness,
                                        gpointer user_data);

/* Asks how strictly keywords of the sector are to be grouped, with a live count
 * of the clusters that would come of it, and what would change. Keywords are
 * compared once on a thread of its own; moving the slider then counts again
 * there, and what it moved past is dropped. apply is called for the strictness
 * that the person took. Main thread. */
void igny_cluster_dialog_present (GtkWindow             *parent,
                                  IgnyStore             *store,
                                  const IgnyScope       *scope,
                                  IgnyClusterDialogApply apply,
                                  gpointer               user_data,
                                  GDestroyNotify         destroy);

G_END_DECLS
