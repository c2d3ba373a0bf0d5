/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-role.h"

G_BEGIN_DECLS

/* Headers of keyword tools by role, normalized, separated by bars, the better
 * ones first: when a file has several, the first of them is the column. */
extern const char *const igny_import_aliases[IGNY_IMPORT_N_ROLES];

/* Headers that name keywords only beside a column that is known. */
extern const char *const igny_import_weak_keywords;

/* What headers of monthly columns begin with. */
extern const char *const igny_import_month_beginnings;

G_END_DECLS
