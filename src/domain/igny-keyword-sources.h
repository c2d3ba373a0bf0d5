/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"
#include "igny-keyword-source.h"
#include "igny-keyword.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* What each source told of a keyword. The keyword has the chosen values itself;
 * there are lines from the second source on, the first of them with what the
 * keyword had. Which value is chosen is the rule of igny_keyword_merge, unless a
 * person chose a source: then what it tells goes first, and the rule has the rest. */

/* The source of a keyword that no file told of. */
#define IGNY_KEYWORD_SOURCES_HAND "hand"

/* Of IgnyKeywordSource, the one that told last at the end; empty when a single
 * source told all. Store threads. */
GPtrArray *igny_keyword_sources_load (IgnyDb  *db,
                                      gint64   keyword,
                                      GError **error);

/* An import's row from source, into a keyword that was there before: igny_keyword_merge,
 * and the lines of the sources. keyword is not saved here. changed is set when a
 * line changed, else left alone. */
gboolean igny_keyword_sources_merge (IgnyStep            *step,
                                     IgnyKeyword         *keyword,
                                     const IgnyImportRow *row,
                                     const char          *source,
                                     gboolean             same_file,
                                     gboolean            *changed,
                                     GError             **error);

/* Takes the values of source, or, when NULL, those of the rule. */
gboolean igny_keyword_sources_choose (IgnyStep   *step,
                                      gint64      keyword,
                                      const char *source,
                                      GError    **error);

G_END_DECLS
