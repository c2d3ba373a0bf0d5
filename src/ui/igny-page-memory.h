/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the settings remember of each page, by its id; key is of type a{ss}.
 * settings may be NULL: nothing is remembered then. Main thread. */

/* Full ownership; NULL when nothing is known. */
char *igny_page_memory_get (GSettings  *settings,
                            const char *key,
                            const char *page);
/* text NULL forgets. */
void igny_page_memory_set (GSettings  *settings,
                           const char *key,
                           const char *page,
                           const char *text);

G_END_DECLS
