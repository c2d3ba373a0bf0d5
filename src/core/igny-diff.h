/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a text, from start to before end. */
typedef struct
{
  guint start;
  guint end;
} IgnyDiffRange;

/* Which words of before are gone in after (removed), and which of after are new
 * (added), by a longest common subsequence; both get IgnyDiffRange, in order,
 * those side by side as one. Words end at white space; a wide character, as
 * Chinese has, is a word of its own. Other white space alone is no change. Where
 * both texts are so long that it would take more than some milliseconds, all
 * between the first and the last difference is. Valid UTF-8; any thread. */
void igny_diff_words (const char *before,
                      const char *after,
                      GArray     *removed,
                      GArray     *added);

G_END_DECLS
