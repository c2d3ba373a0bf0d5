/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* HTML of an article as Markdown (CommonMark, with the tables and the strike-through
 * of GitHub). What Markdown does not know is left as its text. Pure; full ownership;
 * errors are IGNY_HTML_ERROR. */
char *igny_export_markdown_from_html (const char *html,
                                      GError    **error);

G_END_DECLS
