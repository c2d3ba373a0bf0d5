/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-table-column.h"
#include "igny-table-query.h"

G_BEGIN_DECLS

/* Where one filter is set: checks for a column of choices, two ends for one of
 * numbers. It applies while it is set.
 *
 * Signal "filter" (IgnyTableFilter *): the new filter, borrowed; NULL when
 * nothing is filtered any more. */
#define IGNY_TYPE_FILTER_FORM (igny_filter_form_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFilterForm, igny_filter_form, IGNY, FILTER_FORM, GtkBox)

/* filter is what holds now, or NULL. */
GtkWidget *igny_filter_form_new (const IgnyTableColumn *column,
                                 const IgnyTableFilter *filter);
/* "Status: new, mapped", "KD ≤ 40": for the chip. */
char *igny_filter_form_describe (const IgnyTableColumn *column,
                                 const IgnyTableFilter *filter);

G_END_DECLS
