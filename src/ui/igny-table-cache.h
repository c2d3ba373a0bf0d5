/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-source.h"

G_BEGIN_DECLS

/* The records of the rows that a table shows, and of some around them. Asks
 * the source for a window of rows at a time. "loaded" comes when what
 * was asked for is there; "failed" (const GError *) when they could not. */
#define IGNY_TYPE_TABLE_CACHE (igny_table_cache_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableCache, igny_table_cache, IGNY, TABLE_CACHE, GObject)

IgnyTableCache *igny_table_cache_new (IgnyTableSource *source);
/* Borrowed; NULL when it is not there. */
IgnyTableRecord *igny_table_cache_get (IgnyTableCache *self,
                                       gint64          row);
/* Asks for the row at position of order and its neighbors, soon. */
void igny_table_cache_want (IgnyTableCache *self,
                            GArray         *order,
                            guint           position);
/* Whether rows were asked for and have not come yet. */
gboolean igny_table_cache_is_busy (IgnyTableCache *self);
/* Asks for rows again, while the old records stay until the new ones come;
 * NULL is all that are there. */
void igny_table_cache_refresh (IgnyTableCache *self,
                               GArray         *rows);

G_END_DECLS
