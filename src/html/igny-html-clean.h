/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html-tree.h"

G_BEGIN_DECLS

/* One pass of igny_html_sanitize: safe, but a browser may read the result as
 * another tree than the one it was written from (a block that was unwrapped
 * inside a paragraph, say). Full ownership. */
char *igny_html_clean (const IgnyHtmlTree *tree,
                       IgnyHtmlFlags       flags);
/* text with all that means something in HTML escaped; with quotes also for an
 * attribute. */
void igny_html_clean_append_text (GString      *out,
                                  const char   *text,
                                  gboolean      quotes,
                                  IgnyHtmlFlags flags);

G_END_DECLS
