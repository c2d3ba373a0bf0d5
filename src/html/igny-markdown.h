/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"

G_BEGIN_DECLS

/* Markdown (CommonMark with tables and strike-through) as sanitized HTML. HTML
 * inside it is shown as text. At most 2 MiB; errors are IGNY_HTML_ERROR. Any
 * thread. Full ownership. */
char *igny_markdown_to_html (const char   *markdown,
                             IgnyHtmlFlags flags,
                             GError      **error);

/* Either kind as sanitized HTML: HTML when it has a tag of a block, else
 * Markdown, of which plain text is a case. */
char *igny_markdown_or_html (const char   *text,
                             IgnyHtmlFlags flags,
                             GError      **error);

G_END_DECLS
