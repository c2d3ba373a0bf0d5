/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-csv-writer.h"
#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* Records of a sector as CSV, with a header, in the order in which they were
 * made. Read in portions, so the reader is nobody's for long. */

typedef enum
{
  IGNY_CSV_EXPORT_KEYWORDS, /* keyword,volume,difficulty,intent,cpc,status,cluster */
  IGNY_CSV_EXPORT_CLUSTERS,
  IGNY_CSV_EXPORT_IDEAS,
  IGNY_CSV_EXPORT_TASKS,
} IgnyCsvExport;

/* n_rows gets the number of records. Blocks; never on a store thread. */
gboolean igny_csv_export (IgnyStore       *store,
                          const IgnyScope *scope,
                          IgnyCsvExport    what,
                          GOutputStream   *stream,
                          gint64          *n_rows,
                          GCancellable    *cancellable,
                          GError         **error);

G_END_DECLS
