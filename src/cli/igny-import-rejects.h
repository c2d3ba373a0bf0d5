/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-keyword-import.h"

G_BEGIN_DECLS

/* One file of an import, for the list of what could not be taken. */
typedef struct
{
  const char             *name;
  const IgnyImportReport *report;
} IgnyImportRejects;

/* Writes the rejected lines of n_files files as CSV with the header
 * file,line,keyword,reason. n_written gets how many; a report lists no more
 * than IGNY_KEYWORD_IMPORT_MAX_REJECTS of its own. Blocks. */
gboolean igny_import_rejects_save (const IgnyEnv           *env,
                                   const char              *path,
                                   const IgnyImportRejects *files,
                                   guint                    n_files,
                                   gint64                  *n_written,
                                   GError                 **error);

G_END_DECLS
