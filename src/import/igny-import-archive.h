/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IGNY_IMPORT_ARCHIVE_MAX (256 * 1024 * 1024) /* packed, and unpacked */
#define IGNY_IMPORT_ARCHIVE_MEMBERS 10000

/* TRUE when bytes begin as a ZIP file or XLSX workbook does. */
gboolean igny_import_archive_is_one (GBytes *bytes);

/* The text in an archive that holds keywords: of a ZIP the file whose header
 * names them, else the first text; of a workbook the sheets with such a header,
 * see igny_import_workbook_read. wish names
 * the file or the sheet to take instead, or is NULL. member is the name of
 * what was taken. Errors
 * are IGNY_IMPORT_ERROR. */
GBytes *igny_import_archive_read (GBytes     *bytes,
                                  const char *wish,
                                  char      **member,
                                  GError    **error);

G_END_DECLS
