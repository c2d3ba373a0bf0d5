/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the records of a text are. */
typedef struct
{
  char   delimiter;   /* 0: every line is a keyword */
  gint64 header_line; /* 0: none */
  gint64 data_line;   /* from which line on records come */
  guint  n_columns;
  char **headers; /* n_columns, as written, "" without header */
} IgnyImportLayout;

/* Looks at the head of a text and finds its delimiter and header, past lines
 * that tools put before it. wide: the text was UTF-16, where tabs are usual.
 * wished: the delimiter to take whatever the text looks like, '\n' when every
 * line is one keyword, 0 to find out. */
void igny_import_layout_detect (IgnyImportLayout *self,
                                const char       *text,
                                gsize             length,
                                gboolean          wide,
                                char              wished);
void igny_import_layout_clear (IgnyImportLayout *self);

G_END_DECLS
