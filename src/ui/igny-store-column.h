/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page.h"
#include "igny-table-column.h"

G_BEGIN_DECLS

/* A page's column as a table shows it. */
void igny_store_column_fill (IgnyTableColumn      *shown,
                             const IgnyPageColumn *column,
                             const IgnyField      *field);

G_END_DECLS
