/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* The import: what the source is, how its columns are read, what will happen;
 * then the job. Into the sector that is open. Main thread. */
void igny_import_sheet_present_file (IgnyWorkspace *workspace,
                                     GFile         *file);
/* One after the other. */
void igny_import_sheet_present_files (IgnyWorkspace *workspace,
                                      GSList        *files);
/* Shows the next of them, soon; called when a sheet is done with. */
void igny_import_sheet_continue (IgnyWorkspace *workspace);
void igny_import_sheet_present_text (IgnyWorkspace *workspace,
                                     const char    *text);

/* Offers the sheet for files and texts dropped onto the window, and adds win.paste. */
void igny_import_sheet_connect (IgnyWorkspace *workspace);

G_END_DECLS
