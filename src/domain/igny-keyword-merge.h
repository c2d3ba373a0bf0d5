/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"
#include "igny-keyword.h"

G_BEGIN_DECLS

/* Brings a row of a file into a keyword, which may be fresh. same_file: the
 * keyword's values come from an earlier row of this file, so the larger wins
 * and not the newer. */
void igny_keyword_merge (IgnyKeyword         *keyword,
                         const IgnyImportRow *row,
                         gboolean             same_file);

G_END_DECLS
