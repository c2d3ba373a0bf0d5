/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Many new records of one entity, logged as one line (igny_step_begin_bulk).
 * What makes a million inserts slow is left out: a trigger for each, which is
 * asked to log nothing; a statement for each; and, when the table is about to
 * grow to many times its size, keeping its indexes in order for each, which
 * are made anew at the end. All of it inside the step's transaction, so that
 * nothing of it is seen, or left over, when the step is not committed. Writer
 * thread. */
typedef struct _IgnyBulkInsert IgnyBulkInsert;

/* expected is about how many records come, for the decision on the indexes. */
IgnyBulkInsert *igny_bulk_insert_new (IgnyStep         *step,
                                      const IgnyEntity *entity,
                                      gint64            expected,
                                      GError          **error);
/* TRUE when the indexes are gone until the end: no lookup by them is quick. */
gboolean igny_bulk_insert_has_no_indexes (IgnyBulkInsert *self);
/* The row that the next record gets. */
gint64 igny_bulk_insert_get_next_row (IgnyBulkInsert *self);
/* The records come with ids, which are free, and times of their own. */
void igny_bulk_insert_set_stamped (IgnyBulkInsert *self);
/* Gives each record its id, times and row. Other writes of the step, which the
 * triggers log, are possible between two calls. */
gboolean igny_bulk_insert_add (IgnyBulkInsert *self,
                               gpointer const *records,
                               guint           n_records,
                               GError        **error);
/* Makes the indexes again and writes the line of the log. */
gboolean igny_bulk_insert_end (IgnyBulkInsert *self,
                               GError        **error);
/* Without end, the step must not be committed. */
void igny_bulk_insert_free (IgnyBulkInsert *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyBulkInsert, igny_bulk_insert_free)

G_END_DECLS
