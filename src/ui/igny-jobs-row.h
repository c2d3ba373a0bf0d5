/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-jobs-store.h"

G_BEGIN_DECLS

/* A batch of the queue: what it is, how far, and what can be done with it. Its
 * buttons activate "jobs.change" with the batch and the IgnyQueueChange. */
#define IGNY_TYPE_JOBS_ROW (igny_jobs_row_get_type ())
G_DECLARE_FINAL_TYPE (IgnyJobsRow, igny_jobs_row, IGNY, JOBS_ROW, GtkListBoxRow)

GtkWidget *igny_jobs_row_new (gint64 batch);
/* place is where it stands in the list; held, whether the queue stands still. */
void  igny_jobs_row_show (IgnyJobsRow         *self,
                          const IgnyJobsBatch *batch,
                          guint                place,
                          gboolean             held);
guint igny_jobs_row_get_place (IgnyJobsRow *self);

G_END_DECLS
