/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html-tree.h"
#include "igny-wordpress-blocks.h"

G_BEGIN_DECLS

/* The state of one igny_wordpress_blocks_from_html. */
typedef struct
{
  IgnyWordpressForm form;
  IgnyHtmlFlags     flags;
  guint             pending; /* pictures left out so far */

  const IgnyWordpressPicture *pictures;
  guint                       n_pictures;
} IgnyWordpressWriter;

/* Something in a row: an element, or text outside of any (node NULL). */
typedef struct
{
  const IgnyHtmlNode *node;
  const char         *text; /* NULL for an element */
} IgnyWordpressItem;

/* Of IgnyWordpressItem; comments are left out. Free with g_array_unref. */
GArray *igny_wordpress_inline_get_items (const IgnyHtmlNode *parent);

/* Nothing to be seen. */
gboolean igny_wordpress_inline_is_blank (const IgnyWordpressItem *item);
/* An element that begins a line of its own. */
gboolean igny_wordpress_inline_is_block (const IgnyWordpressItem *item);
/* Borrowed, or NULL. */
const char *igny_wordpress_inline_get_attribute (const IgnyHtmlNode *node,
                                                 const char         *name);

/* Text and inline elements, without classes and styles; a block in between
 * becomes a line break, and white space a single space. */
void igny_wordpress_inline_append (IgnyWordpressWriter     *writer,
                                   GString                 *out,
                                   const IgnyWordpressItem *item);
/* All of node's inside, trimmed. Full ownership. */
char *igny_wordpress_inline_write (IgnyWordpressWriter *writer,
                                   const IgnyHtmlNode  *node);
/* Of the picture that an address with IGNY_HTML_MEDIA_SCHEME names; or NULL. */
const IgnyWordpressPicture *igny_wordpress_inline_find_picture (const IgnyWordpressWriter *writer,
                                                                const char                *source);
/* <img src alt>, closed as the block editor does it; FALSE when the picture is
 * not on the web yet, which is counted. */
gboolean igny_wordpress_inline_append_image (IgnyWordpressWriter *writer,
                                             GString             *out,
                                             const IgnyHtmlNode  *image);

G_END_DECLS
