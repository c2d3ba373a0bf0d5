/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define IGNY_XLSX_MAX_ROWS 1048576 /* of a sheet */
#define IGNY_XLSX_MAX_TEXT 32767   /* characters of a cell */

/* Writes an XLSX workbook of one table in constant memory. Texts stay texts
 * whatever they begin with: nothing of them is run as a formula. A table with
 * more rows than a sheet holds goes on in the next sheet, under its header
 * again. One thread. */
typedef struct _IgnyXlsxWriter IgnyXlsxWriter;

/* path is where the workbook grows, on a disk with room for it; its folder
 * also takes what is not packed yet. The file is the caller's. */
IgnyXlsxWriter *igny_xlsx_writer_new (const char *path,
                                      const char *sheet,
                                      GError    **error);
/* Throws away what igny_xlsx_writer_close did not close. */
void igny_xlsx_writer_free (IgnyXlsxWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyXlsxWriter, igny_xlsx_writer_free)

/* Cells of the current row, of which the first is the header. NULL and
 * IGNY_UNKNOWN are empty cells. */
void igny_xlsx_writer_add (IgnyXlsxWriter *self,
                           const char     *text);
/* value in 10^-digits parts. */
void igny_xlsx_writer_add_number (IgnyXlsxWriter *self,
                                  gint64          value,
                                  guint           digits);
/* FALSE when a cell could not be written. */
gboolean igny_xlsx_writer_end_row (IgnyXlsxWriter *self,
                                   GError        **error);
/* Texts that were cut since a cell holds no more. */
guint    igny_xlsx_writer_get_n_cut (IgnyXlsxWriter *self);
gboolean igny_xlsx_writer_close (IgnyXlsxWriter *self,
                                 GError        **error);

G_END_DECLS
