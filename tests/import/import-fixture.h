/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"

G_BEGIN_DECLS

/* Opens text as a file called name; aborts the test when that fails. */
IgnyImport *igny_import_fixture_open (const char *text,
                                      const char *name);
/* The same for length bytes in the given encoding of iconv, with mark before. */
IgnyImport *igny_import_fixture_open_as (const char *text,
                                         const char *encoding,
                                         const char *mark,
                                         gsize       mark_length);
/* The next row, which must be there and be good. */
void igny_import_fixture_next (IgnyImport    *import,
                               IgnyImportRow *row);
/* The next row, which must be rejected for a reason that has words in it. */
void igny_import_fixture_next_rejected (IgnyImport *import,
                                        gint64      line,
                                        const char *words);
/* There must be no more, and no error. */
void igny_import_fixture_end (IgnyImport *import);

/* Reads all keywords that are not rejected, one a line. */
char *igny_import_fixture_join (IgnyImport *import);

/* Value of the row's attribute of that name, or NULL. */
const char *igny_import_fixture_extra (const IgnyImportRow *row,
                                       const char          *name);

G_END_DECLS
