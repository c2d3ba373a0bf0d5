/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-site-file-private.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* Lines of a site's file become records, table after table in the order of
 * igny_site_tables. Believes nothing: forms, references, places and HTML are
 * checked as if a person had typed them. Writer thread. */
typedef struct _IgnySiteInsert IgnySiteInsert;

IgnySiteInsert *igny_site_insert_new (IgnyStep *step,
                                      gboolean  copy);
void            igny_site_insert_free (IgnySiteInsert *self);

/* The table that comes next, or that was begun; NULL after the last one. */
const IgnySiteTable *igny_site_insert_get_table (IgnySiteInsert *self);

gboolean igny_site_insert_begin (IgnySiteInsert *self,
                                 gint64          expected,
                                 GError        **error);
gboolean igny_site_insert_add (IgnySiteInsert *self,
                               const char     *text,
                               gsize           length,
                               GError        **error);
gboolean igny_site_insert_end (IgnySiteInsert *self,
                               GError        **error);

/* The row of the site, 0 when there was none, and its name here; free. */
gint64 igny_site_insert_get_site (IgnySiteInsert *self,
                                  char          **name);
/* How many records were made, and how many the account had. */
gint64 igny_site_insert_get_n_records (IgnySiteInsert *self,
                                       gint64         *n_skipped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnySiteInsert, igny_site_insert_free)

G_END_DECLS
