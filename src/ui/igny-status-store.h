/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* What the Status page shows; counted references. Numbers are IGNY_UNKNOWN when
 * they cannot be told. */
typedef struct
{
  char      *folder;
  gint64     file_bytes;
  gint64     wal_bytes; /* of what is written beside the file until it is merged */
  gint64     schema;
  gint64     n_backups;
  gint64     last_backup; /* ms since 1970 */
  gint64     n_steps;
  gint64     ai_calls; /* of the last 30 days */
  gint64     ai_failures;
  gint64     ai_cost; /* micro-dollars */
  gint64     now;
  char      *ai_host;  /* from the base URL */
  char      *ai_model; /* "" when none is chosen */
  gint64     account;
  GPtrArray *logs; /* of IgnyAiTaskLog with texts, newest first */
  GPtrArray *jobs; /* of IgnyJob, newest first */
} IgnyStatusData;

IgnyStatusData *igny_status_data_new (IgnyStore *store);
void            igny_status_data_unref (IgnyStatusData *self);
/* For igny_store_read_async. */
gboolean igny_status_data_read (IgnyDb       *db,
                                gpointer      data,
                                GCancellable *cancellable,
                                GError      **error);
/* The same; data is a char **, freed by its owner, that is told what is wrong
 * with the file, NULL when it is whole. Reads all of it. */
gboolean igny_status_check_read (IgnyDb       *db,
                                 gpointer      data,
                                 GCancellable *cancellable,
                                 GError      **error);

G_END_DECLS
