/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-records.h"
#include "igny-text-table.h"

G_BEGIN_DECLS

/* Records as a person reads them in a terminal. */

#define IGNY_SHOW_MAX_COLUMNS 10

/* Which fields a list of entity shows, the id first; returns their number. The
 * field without is left out; NULL is none.
 * numbers gets a bit for each column that is aligned to the right. A field of
 * NULL is the id. */
guint igny_show_get_columns (const IgnyEntity *entity,
                             const char       *without,
                             const IgnyField  *columns[IGNY_SHOW_MAX_COLUMNS],
                             guint            *numbers);
/* Adds a row of labels. */
void igny_show_add_labels (IgnyTextTable          *table,
                           const IgnyField *const *columns,
                           guint                   n_columns);
/* Adds a record; a reference is shown by its title. Store threads. */
void igny_show_add_record (IgnyTextTable          *table,
                           IgnyDb                 *db,
                           gconstpointer           record,
                           const IgnyField *const *columns,
                           guint                   n_columns);
/* With the locale's thousands separators; “–” when unknown. */
char *igny_show_dup_number (gint64 number);
/* “2026-12-01 09:00”, in the time zone of the machine; at is in milliseconds. */
char *igny_show_dup_time (gint64 at);
/* “yes” or “no”. */
char *igny_show_dup_flag (gint64 flag);

G_END_DECLS
