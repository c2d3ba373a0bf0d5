/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "igny-search-console.h"

G_BEGIN_DECLS

#define IGNY_SEARCH_CONSOLE_SCOPE "https://www.googleapis.com/auth/webmasters.readonly"

/* NULL is Google. Borrowed. */
const IgnySearchConsolePlaces *
igny_search_console_get_places (const IgnySearchConsolePlaces *places);
/* The setting; NULL with error when it is empty. Free. */
char *igny_search_console_dup_client (const IgnyRun *run,
                                      GError       **error);
/* Asks the token place; the answer with status 200, else error. form is NULL-ended
 * name, value, …; values of NULL are left out. */
JsonNode *igny_search_console_ask_token (const IgnyRun                 *run,
                                         const IgnySearchConsolePlaces *places,
                                         const char *const             *form,
                                         guint                          n_form,
                                         GError                       **error);

G_END_DECLS
