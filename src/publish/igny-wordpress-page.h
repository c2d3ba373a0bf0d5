/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-inline.h"

G_BEGIN_DECLS

/* A row of blocks that is being written: the article, or the inside of a
 * quotation or a list. */
typedef struct _IgnyWordpressPage IgnyWordpressPage;

struct _IgnyWordpressPage
{
  IgnyWordpressWriter *writer;
  GString             *out;
  gboolean             apart; /* an empty line between two blocks; classic: a line break */
  /* Writes the blocks that node holds: for what can hold any. */
  void (*write_inside) (IgnyWordpressPage  *page,
                        const IgnyHtmlNode *node);
};

gboolean igny_wordpress_page_is (const IgnyHtmlNode *node,
                                 const char         *name);
/* text in the form with blocks, else "". */
const char *igny_wordpress_page_pick (const IgnyWordpressPage *page,
                                      const char              *text);
/* inner within the marks of a block; json is what stands behind its name, with
 * a space in front, or "". */
void igny_wordpress_page_append (IgnyWordpressPage *page,
                                 const char        *name,
                                 const char        *json,
                                 const char        *inner);

/* ul or ol with what is below it. */
void igny_wordpress_page_write_list (IgnyWordpressPage  *page,
                                     const IgnyHtmlNode *node);
/* caption: inline HTML, or NULL for the table's own. */
void igny_wordpress_page_write_table (IgnyWordpressPage  *page,
                                      const IgnyHtmlNode *node,
                                      const char         *caption);
/* link: the <a> around it, or NULL; caption: inline HTML, or NULL. */
void igny_wordpress_page_write_image (IgnyWordpressPage  *page,
                                      const IgnyHtmlNode *image,
                                      const IgnyHtmlNode *link,
                                      const char         *caption);

G_END_DECLS
