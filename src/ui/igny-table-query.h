/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One condition on one column: any of words, or a number from minimum to
 * maximum, both included; IGNY_UNKNOWN leaves an end open. */
typedef struct
{
  char  *column;
  char **words; /* NULL for a range */
  gint64 minimum;
  gint64 maximum;
} IgnyTableFilter;

/* Which rows a table shows and in what order: every filter holds, and the
 * search is found in the row. */
typedef struct
{
  char      *search;  /* NULL for none */
  char      *sort;    /* a column's id, or NULL for the source's own order */
  GPtrArray *filters; /* of IgnyTableFilter */
  gboolean   descending;
} IgnyTableQuery;

IgnyTableFilter *igny_table_filter_new_words (const char        *column,
                                              const char *const *words);
IgnyTableFilter *igny_table_filter_new_range (const char *column,
                                              gint64      minimum,
                                              gint64      maximum);
IgnyTableFilter *igny_table_filter_copy (const IgnyTableFilter *self);
void             igny_table_filter_free (IgnyTableFilter *self);

IgnyTableQuery *igny_table_query_new (void);
IgnyTableQuery *igny_table_query_copy (const IgnyTableQuery *self);
void            igny_table_query_free (IgnyTableQuery *self);
/* Takes filter, in place of the one on the same column. */
void             igny_table_query_put_filter (IgnyTableQuery  *self,
                                              IgnyTableFilter *filter);
void             igny_table_query_drop_filter (IgnyTableQuery *self,
                                               const char     *column);
IgnyTableFilter *igny_table_query_find_filter (const IgnyTableQuery *self,
                                               const char           *column);
/* Whether it leaves any row out. */
gboolean igny_table_query_is_narrow (const IgnyTableQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTableFilter, igny_table_filter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTableQuery, igny_table_query_free)

G_END_DECLS
