/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the records of a text are. */
typedef struct
{
  char     delimiter;   /* 0: every line is a keyword */
  gint64   header_line; /* 0: none */
  gboolean told;        /* the header was known from the hints alone */
  gint64   data_line;   /* from which line on records come */
  guint    n_columns;
  char   **headers; /* n_columns, as written, "" without header */
} IgnyImportLayout;

/* What is known of a text beside the text itself; all zero for nothing. */
typedef struct
{
  gboolean           wide;       /* it was UTF-16, where tabs are usual */
  char               delimiter;  /* to take whatever it looks like, '\n': one keyword a line */
  GHashTable        *signatures; /* set of those of headers, or NULL */
  const char *const *names;      /* that the header has, each of them, or NULL */
} IgnyImportHints;

/* Looks at the head of a text and finds its delimiter and header, past lines
 * that tools put before it. A line whose words nobody knows is a header too
 * when hints has its signature or its names. */
void igny_import_layout_detect (IgnyImportLayout      *self,
                                const char            *text,
                                gsize                  length,
                                const IgnyImportHints *hints);
void igny_import_layout_clear (IgnyImportLayout *self);
/* Identifies these headers, however they are written. */
char *igny_import_layout_sign (char               delimiter,
                               const char *const *headers,
                               guint              n_columns);

G_END_DECLS
