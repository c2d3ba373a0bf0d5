/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "igny-scope.h"
#include "igny-store.h"
#include "igny-view.h"

G_BEGIN_DECLS

/* Records as a file, in the order in which they were made. They are read in
 * portions, so the reader is nobody's for long and memory does not grow. */

typedef enum
{
  IGNY_EXPORT_CSV,  /* formulas are made harmless, see igny-csv-writer.h */
  IGNY_EXPORT_JSON, /* a list of what "list --json" shows, one a line */
  IGNY_EXPORT_XLSX, /* see igny-xlsx-writer.h */
} IgnyExportFormat;

typedef struct
{
  const IgnyEntity *entity;
  IgnyScope         scope;
  IgnyView         *view; /* which of them and in what order, borrowed; NULL for all of scope */
  IgnyExportFormat  format;
  gboolean          all_fields; /* also the id, long texts and times */
} IgnyExportWish;

typedef struct
{
  gint64 n_rows;
  guint  n_cut; /* texts too long for a cell of a workbook */
} IgnyExportResult;

/* "csv", "json" or "xlsx", or the ending of a file's name. */
gboolean igny_export_format_parse (const char       *text,
                                   IgnyExportFormat *format);

/* Blocks; never on a store thread. */
gboolean igny_export (IgnyStore            *store,
                      const IgnyExportWish *wish,
                      GOutputStream        *stream,
                      IgnyExportResult     *result,
                      GCancellable         *cancellable,
                      GError              **error);
/* The same into a file that is there whole or not at all. */
gboolean igny_export_save (IgnyStore            *store,
                           const IgnyExportWish *wish,
                           const char           *path,
                           IgnyExportResult     *result,
                           GCancellable         *cancellable,
                           GError              **error);

G_END_DECLS
