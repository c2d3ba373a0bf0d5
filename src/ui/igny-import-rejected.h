/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-keyword-import.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* Lines that an import could not take, folded away, with a button that saves
 * them. name is what the file is called in the list. */
GtkWidget *igny_import_rejected_new (IgnyWorkspace *workspace,
                                     const char    *name);
/* Hides itself when there is none. */
void igny_import_rejected_show (GtkWidget              *rejected,
                                const IgnyImportReport *report);

G_END_DECLS
