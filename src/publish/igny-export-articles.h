/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* Articles as files that other programs read. */

typedef enum
{
  IGNY_EXPORT_HTML,
  IGNY_EXPORT_MARKDOWN,
  IGNY_EXPORT_WXR, /* what WordPress imports */
} IgnyArticleFormat;

typedef struct
{
  guint n_articles;
  guint n_pictures;
  guint n_left_out; /* pictures without a file, or, for WordPress, not on the site */
} IgnyExportCounts;

/* "html", "markdown" or "wxr". */
gboolean igny_article_format_parse (const char        *word,
                                    IgnyArticleFormat *format);

/* The articles of rows, or, when there are none, all of scope but briefs. HTML to a
 * path that ends in .html is one file with its pictures inside, Markdown to one in
 * .md one file without; else path becomes a folder, which must be new or empty, with
 * a file for each and the pictures in media/. WXR is one file. It is there whole or
 * not at all. Blocks, as runs do. */
gboolean igny_export_articles (const IgnyRun    *run,
                               const IgnyScope  *scope,
                               const GArray     *rows, /* of gint64, or NULL */
                               IgnyArticleFormat format,
                               const char       *path,
                               IgnyExportCounts *counts,
                               GError          **error);

G_END_DECLS
