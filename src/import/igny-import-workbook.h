/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives the bytes of a part of an XLSX package, as "xl/workbook.xml". */
typedef GBytes *(*IgnyImportPart) (gpointer    user_data,
                                   const char *name,
                                   GError    **error);

/* The sheets of a workbook that hold keywords, as comma-separated text in which
 * every row of the sheet is one line (line ends within a cell become U+2028).
 * When several sheets have the header of the first such sheet, they are joined,
 * and a last column "Sheet" tells them apart. wish is the name of the sheet to
 * take, and of no other, or NULL. sheet is the first one's name. */
GBytes *igny_import_workbook_read (IgnyImportPart get_part,
                                   gpointer       user_data,
                                   const char    *wish,
                                   char         **sheet,
                                   GError       **error);

G_END_DECLS
