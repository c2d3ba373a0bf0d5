/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes RFC 4180 text with LF line ends. A spreadsheet would run a cell that
 * begins with = + - @, a tab or a line end as a formula: such a text gets an
 * apostrophe before it, which igny_csv_unguard takes off again. */
typedef struct _IgnyCsvWriter IgnyCsvWriter;

/* stream may be NULL when the text is collected for igny_csv_writer_end. */
IgnyCsvWriter *igny_csv_writer_new (GOutputStream *stream,
                                    char           delimiter);
void           igny_csv_writer_free (IgnyCsvWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyCsvWriter, igny_csv_writer_free)

/* Cells of the current row. NULL and IGNY_UNKNOWN are empty cells. */
void igny_csv_writer_add (IgnyCsvWriter *self,
                          const char    *text);
/* value in 10^-digits parts: (2170000, 6) is 2.17. */
void igny_csv_writer_add_number (IgnyCsvWriter *self,
                                 gint64         value,
                                 guint          digits);
/* Ends the row. FALSE when the stream could not take it. */
gboolean igny_csv_writer_end_row (IgnyCsvWriter *self,
                                  GCancellable  *cancellable,
                                  GError       **error);
/* Gives what is still held to the stream. FALSE when it could not take it. */
gboolean igny_csv_writer_flush (IgnyCsvWriter *self,
                                GCancellable  *cancellable,
                                GError       **error);
/* The whole text, for a writer without stream. */
char *igny_csv_writer_end (IgnyCsvWriter *self);

/* Appends one row of NULL-terminated cells to text. */
void igny_csv_append_row (GString           *text,
                          const char *const *cells,
                          char               delimiter);

/* What a cell that this writer wrote meant: text, or text behind the guarding
 * apostrophe. Points into text. */
const char *igny_csv_unguard (const char *text);

G_END_DECLS
