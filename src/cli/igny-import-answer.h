/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"
#include "igny-keyword-import.h"

G_BEGIN_DECLS

/* The report of an import as the terminal gives it. */

JsonObject *igny_import_answer_to_json (const IgnyImportReport *report);
/* One line for a file, and one for each of its first rejected lines. */
void igny_import_answer_say (IgnyCall               *call,
                             const char             *name,
                             const IgnyImportReport *report);

G_END_DECLS
