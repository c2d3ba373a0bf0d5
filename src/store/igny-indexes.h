/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* Changing a great part of a table is quicker without its indexes, which are
 * made anew afterwards: sorting once costs less than finding each place. Inside
 * a transaction, so that nobody sees the table without them; no statement may
 * be in the middle. Writer thread. */

/* Drops those that no constraint made; *sql makes them again. */
gboolean igny_indexes_drop (IgnyDb     *db,
                            const char *table,
                            char      **sql,
                            GError    **error);
/* Whether it pays for so many rows of the table. */
gboolean igny_indexes_are_worth_dropping (gint64 n_rows,
                                          gint64 last_row);

G_END_DECLS
