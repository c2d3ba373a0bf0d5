/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"
#include "igny-import-source.h"

G_BEGIN_DECLS

/* --encoding, --delimiter and --sheet. FALSE with IGNY_USAGE_ERROR. wish lives
 * as long as the call. */
gboolean igny_import_map_get_wish (const IgnyCall *call,
                                   IgnyImportWish *wish,
                                   GError        **error);
/* The names of columns in all --map, but for numbers, for IgnyImportWish. */
char **igny_import_map_dup_names (const IgnyCall *call);
/* All --map, of which each names a column of the import by its header or its
 * number, and what it is. FALSE with IGNY_USAGE_ERROR when there is no such
 * column or field. */
gboolean igny_import_map_apply (const IgnyCall *call,
                                IgnyImport     *import,
                                GError        **error);

G_END_DECLS
