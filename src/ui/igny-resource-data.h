/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-process.h"
#include "igny-store.h"

G_BEGIN_DECLS

#define IGNY_RESOURCE_POINTS 60

/* What the program took in one span of time. */
typedef struct
{
  gint64 at;        /* the end of it, ms since 1970 */
  gint64 wall_time; /* how long it was, microseconds */
  gint64 cpu_time;  /* microseconds */
  gint64 memory;    /* bytes at its end */
} IgnyResourcePoint;

typedef struct
{
  IgnyResourcePoint point;
  gint64            read_bytes;
  gint64            written_bytes;
} IgnyResourceSpan;

/* What the machine and this process tell of one moment; counted references.
 * Numbers are IGNY_UNKNOWN when they cannot be told. */
typedef struct
{
  IgnyStore     *store;
  gint64         at;   /* ms since 1970 */
  gint64         tick; /* microseconds of a clock that nobody sets */
  IgnyProcessUse use;
  GArray        *threads; /* of IgnyThreadUse */
  gint64         file_bytes;
  gint64         wal_bytes;
  gint64         free_bytes; /* of the disk that has the data folder, */
  gint64         disk_bytes; /* and of how many */
} IgnyResourceData;

IgnyResourceData *igny_resource_data_ref (IgnyResourceData *self);
void              igny_resource_data_unref (IgnyResourceData *self);
/* Looks on a thread of its own. */
void igny_resource_data_sample_async (IgnyStore          *store,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
/* Full ownership; NULL when it was canceled. */
IgnyResourceData *igny_resource_data_sample_finish (GAsyncResult *result);

/* What was taken between two moments. */
IgnyResourceSpan igny_resource_data_get_span (const IgnyResourceData *from,
                                              const IgnyResourceData *to);
/* The bars of a chart, of one length in time: the minutes that are kept, the last
 * IGNY_RESOURCE_POINTS of them, and the one that runs since first, if it took any
 * time. kept is of IgnyResourcePoint, as is what is returned; full ownership. */
GArray *igny_resource_data_list_minutes (GArray                 *kept,
                                         const IgnyResourceData *first,
                                         const IgnyResourceData *last);

/* For igny_store_read_async; data is a GArray of IgnyResourcePoint, which gets the
 * last of those that were kept, the oldest first. */
gboolean igny_resource_data_read_points (IgnyDb       *db,
                                         gpointer      data,
                                         GCancellable *cancellable,
                                         GError      **error);
/* For igny_store_write_async; keeps an IgnyResourceSpan. */
gboolean igny_resource_data_keep (IgnyStep     *step,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyResourceData, igny_resource_data_unref)

G_END_DECLS
