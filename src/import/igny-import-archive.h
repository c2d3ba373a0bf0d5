/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IGNY_IMPORT_ARCHIVE_MAX (256 * 1024 * 1024)

/* TRUE when bytes begin as a ZIP file or XLSX workbook does. */
gboolean igny_import_archive_is_one (GBytes *bytes);

/* The text in an archive that holds keywords: of a ZIP the file whose header
 * names them, of a workbook its sheets with such a header as comma-separated
 * text, one line a row. member is what was taken. At most 256 MiB unpacked. */
GBytes *igny_import_archive_read (GBytes  *bytes,
                                  char   **member,
                                  GError **error);

G_END_DECLS
