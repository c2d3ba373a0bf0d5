/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* What a person said about the columns of a layout, by its signature, for the
 * next file that has the same headers: an import mapping of the account. */

/* The signatures that something is remembered of, as a set, for IgnyImportWish:
 * a header whose words nobody knows is found by them. Reader thread. */
GHashTable *igny_import_memory_load (IgnyDb  *db,
                                     gint64   account,
                                     GError **error);
/* Gives the columns the roles that are remembered; FALSE when none are. Reader
 * or writer thread, before the first row. */
gboolean igny_import_memory_recall (IgnyDb     *db,
                                    gint64      account,
                                    IgnyImport *import);
/* Remembers the roles when igny_import_is_corrected, else
 * forgets what was remembered. Writer thread. */
gboolean igny_import_memory_keep (IgnyStep   *step,
                                  IgnyImport *import,
                                  GError    **error);

G_END_DECLS
