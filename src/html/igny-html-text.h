/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html-tree.h"

G_BEGIN_DECLS

/* Reading a parsed article; the public face is igny-html.h. */
char      *igny_html_text_collect (const IgnyHtmlTree *tree);
GPtrArray *igny_html_text_headings (const IgnyHtmlTree *tree);
/* The text of all paragraphs in one line. */
char *igny_html_text_paragraphs (const IgnyHtmlTree *tree);

G_END_DECLS
