/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IGNY_CSV_MAX_RECORD (1024 * 1024) /* bytes */
#define IGNY_CSV_MAX_CELLS 512
#define IGNY_CSV_MAX_BREAKS 500 /* line ends within one cell */

/* Fills text with up to size bytes, at least one; 0 at the end, -1 and error
 * on failure. */
typedef gssize (*IgnyCsvRead) (gpointer user_data,
                               char    *text,
                               gsize    size,
                               GError **error);

/* Splits UTF-8 text into records and cells by RFC 4180, in constant memory, and
 * forgives what real files do: lines end in LF, CRLF or CR; a quote that does
 * not begin a cell, or whose partner is not at the end of one, is an ordinary
 * character. */
typedef struct _IgnyCsvReader IgnyCsvReader;

typedef enum
{
  IGNY_CSV_FAULT_NONE,
  IGNY_CSV_FAULT_TOO_LONG, /* over IGNY_CSV_MAX_RECORD; has no cells */
  IGNY_CSV_FAULT_TOO_WIDE, /* over IGNY_CSV_MAX_CELLS; the rest is left out */
  IGNY_CSV_FAULT_ENCODING, /* a cell is not valid UTF-8 */
} IgnyCsvFault;

/* With delimiter 0 every line is one cell, whose quotes are taken off only when
 * they enclose all of it. user_data outlives the reader. */
IgnyCsvReader *igny_csv_reader_new (IgnyCsvRead read,
                                    gpointer    user_data,
                                    char        delimiter);
/* Reads text, which outlives the reader. */
IgnyCsvReader *igny_csv_reader_new_for_text (const char *text,
                                             gsize       length,
                                             char        delimiter);
void           igny_csv_reader_free (IgnyCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyCsvReader, igny_csv_reader_free)

/* How many cells records should have. With it a cell that a stray quote spread
 * over whole lines is told from one that has line ends. 0: not known. */
void igny_csv_reader_set_width (IgnyCsvReader *self,
                                guint          width);

/* The next record, also an empty one. FALSE at the end or with error. */
gboolean igny_csv_reader_next (IgnyCsvReader *self,
                               GError       **error);

/* Of the record that igny_csv_reader_next read. Cells live until its next call
 * and may be changed in place; line is that of its beginning, from 1. */
guint        igny_csv_reader_get_n_cells (IgnyCsvReader *self);
char        *igny_csv_reader_get_cell (IgnyCsvReader *self,
                                       guint          cell);
gint64       igny_csv_reader_get_line (IgnyCsvReader *self);
IgnyCsvFault igny_csv_reader_get_fault (IgnyCsvReader *self);
/* TRUE when all cells are white space. */
gboolean igny_csv_reader_is_blank (IgnyCsvReader *self);

G_END_DECLS
