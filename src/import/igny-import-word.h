/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"

G_BEGIN_DECLS

/* The words that keyword tools use for values, in several languages. */

/* The set of intents in a list of words, letters or the codes 0-3, and the one
 * named first. Words that are no intent are passed over; FALSE when there was
 * nothing else. */
gboolean igny_import_intents_parse (const char *text,
                                    guint      *intents,
                                    guint      *primary);

/* TRUE for "true", "yes", "1", "x" and the like. */
gboolean igny_import_word_is_true (const char *text);

/* "Easy" is 30; 0-100 in which each word stands in the middle of its band. */
gboolean igny_import_difficulty_parse_word (const char *text,
                                            gint64     *difficulty);
/* "Low", "Medium", "High" and their translations: 17, 50, 83. */
gboolean igny_import_competition_parse_word (const char *text,
                                             gint64     *competition);

/* "GB", "uk", "en-US" to an ISO 3166-1 code in lower case; FALSE for names of
 * countries and anything else. */
gboolean igny_import_country_parse (const char *text,
                                    char        country[3]);

/* A list of at least two numbers, in brackets or not, as a JSON list appended
 * to json. FALSE when text is no such list; json is then as it was. */
gboolean igny_import_trend_parse (const char *text,
                                  GString    *json);

G_END_DECLS
