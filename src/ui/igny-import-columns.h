/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-import-plan.h"

G_BEGIN_DECLS

/* The first rows of a source in columns, and over each column what it is taken
 * for, which can be changed.
 *
 * Signal "changed", after the plan's roles were. */
#define IGNY_TYPE_IMPORT_COLUMNS (igny_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (IgnyImportColumns, igny_import_columns, IGNY, IMPORT_COLUMNS, GtkBox)

/* plan, which was read, outlives it. */
GtkWidget *igny_import_columns_new (IgnyImportPlan *plan);

G_END_DECLS
