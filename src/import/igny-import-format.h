/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a workbook shows a number: what tells 0.27 from 27 % and a day from a
 * count. Source: ECMA-376 part 1, 18.8.30 and 18.8.31. */
typedef enum
{
  IGNY_IMPORT_FORMAT_PLAIN,
  IGNY_IMPORT_FORMAT_PERCENT,
  IGNY_IMPORT_FORMAT_DATE,
} IgnyImportFormat;

/* By the number of a format that every workbook has. */
IgnyImportFormat igny_import_format_find (guint id);
/* By its code, as "0.00%" or "yyyy\\-mm\\-dd". */
IgnyImportFormat igny_import_format_parse (const char *code);

/* A cell's number as text that a keyword file would have: "27%",
 * "2026-05-01", "2026-05-01 12:00:00", "1300000". epoch_1904: days count from
 * 1904. text that is no number stays as it is. */
char *igny_import_format_show (IgnyImportFormat format,
                               const char      *text,
                               gboolean         epoch_1904);

G_END_DECLS
