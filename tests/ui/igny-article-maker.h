/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Articles that nobody wrote: every block that WordPress and the editor know,
 * filled with words from a list. The same number gives the same article. */

/* HTML of at least n_words words. Even numbers are plain HTML, odd ones have
 * the comments and classes of WordPress's blocks; number n begins with block n
 * of the list, so that as many articles as there are blocks have all of them.
 * Full ownership. */
char *igny_article_maker_make (guint number,
                               guint n_words);
/* How many blocks the longer of the two lists has. */
guint igny_article_maker_count_blocks (void);

G_END_DECLS
