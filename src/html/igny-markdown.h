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

/* Whatever a model or a person pasted, as the sanitized HTML of a body: a whole
 * document, HTML, Markdown with or without HTML in it (when it has headings of
 * Markdown), plain text; also within a code fence that holds the article with a
 * few words around it. A byte order mark goes. */
char *igny_markdown_or_html (const char   *text,
                             IgnyHtmlFlags flags,
                             GError      **error);

G_END_DECLS
