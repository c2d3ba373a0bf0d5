/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"

G_BEGIN_DECLS

#define IGNY_HTML_MAX_SIZE (2 * 1024 * 1024)
#define IGNY_HTML_MAX_TAGS 100000
/* The parser compares each with all before it. */
#define IGNY_HTML_MAX_ATTRIBUTES 256
#define IGNY_HTML_MAX_LOOKED (64 * 1024 * 1024)
/* Copies of formatting elements that a parser makes when they stay open over
 * many blocks; each costs some 250 bytes of memory. */
#define IGNY_HTML_MAX_COPIES 400000

/* Refuses what would make a parser slow or hungry, before it sees it: one
 * linear pass that never counts fewer open elements than a browser would have.
 * Where it cannot tell what a browser does (select, template, foreign content
 * with HTML inside, scripts with comments), it counts every tag as open.
 * Errors are IGNY_HTML_ERROR. */
gboolean igny_html_scan (const char *html,
                         gsize       length,
                         GError    **error);

G_END_DECLS
