/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation-work.h"

G_BEGIN_DECLS

/* What the page of automation asks of the store and has it do. */
typedef struct
{
  gint64          site;
  IgnyAutomation *automation;
  GPtrArray      *runs; /* of IgnyAutomationRun, the newest first */
} IgnyAutomationData;

IgnyAutomationData *igny_automation_data_new (gint64 site);
void                igny_automation_data_free (IgnyAutomationData *self);
/* For igny_store_read_async. */
gboolean igny_automation_data_read (IgnyDb       *db,
                                    gpointer      data,
                                    GCancellable *cancellable,
                                    GError      **error);

/* A setting as a person types it, see igny_automation_set; and a run. Finish
 * both with igny_store_finish. */
void igny_automation_set_async (IgnyStore          *store,
                                gint64              site,
                                const char         *name,
                                const char         *value,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
void igny_automation_start_async (IgnyStore          *store,
                                  gint64              site,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
/* On a worker. */
void     igny_automation_change_async (IgnyStore           *store,
                                       gint64               site,
                                       IgnyAutomationChange change,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean igny_automation_change_finish (IgnyStore    *store,
                                        GAsyncResult *result,
                                        GError      **error);

G_END_DECLS
