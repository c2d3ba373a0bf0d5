/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why these first bytes are those of a format that holds no text, and what to
 * do; NULL when they may be text. */
const char *igny_import_foreign_find (const guint8 *bytes,
                                      gsize         length);
/* TRUE for the beginning of a JSON document. A keyword may be in brackets, as
 * "[red boots]", but not a quoted one. */
gboolean igny_import_foreign_is_json (const char *text,
                                      gsize       length);
/* Why the lines of a text are no keywords, and what to do; NULL when they may
 * be: settings such as YAML, and tables of tokens. */
const char *igny_import_foreign_find_lines (const char *text,
                                            gsize       length);

G_END_DECLS
