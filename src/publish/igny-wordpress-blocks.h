/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_WORDPRESS_FORM_BLOCKS,  /* what the block editor writes, so that it can be edited there */
  IGNY_WORDPRESS_FORM_CLASSIC, /* plain HTML, one element a line: for sites without that editor */
} IgnyWordpressForm;

/* A picture that the site has: what IGNY_HTML_MEDIA_SCHEME names by uuid. */
typedef struct
{
  const char *uuid;
  const char *url;
  gint64      id;  /* in the site's media */
  const char *alt; /* where the article says none; or NULL */
} IgnyWordpressPicture;

typedef struct
{
  const char                 *html;
  IgnyWordpressForm           form;
  IgnyHtmlFlags               flags;
  const IgnyWordpressPicture *pictures;
  guint                       n_pictures;
} IgnyWordpressMarkup;

/* An article as WordPress is to get it. It is sanitized first: flags as for
 * igny_html_sanitize, of which KEEP_SHORTCODES and NOFOLLOW are heeded. Block
 * markup that is there already stays as it is (in the classic form its comments
 * go). pending, if not NULL, gets the number of pictures that have no address
 * on the web yet (IGNY_HTML_MEDIA_SCHEME); they are left out, except from block
 * markup that was there. Pure; any thread. Full ownership; errors are
 * IGNY_HTML_ERROR. The markup of each block is the one that WordPress's editor
 * itself saves. */
char *igny_wordpress_blocks_from_html (const char       *html,
                                       IgnyWordpressForm form,
                                       IgnyHtmlFlags     flags,
                                       guint            *pending,
                                       GError          **error);

/* The same, with the addresses of pictures that are on the site; in block
 * markup that was there only the addresses are put in. */
char *igny_wordpress_blocks_write (const IgnyWordpressMarkup *markup,
                                   guint                     *pending,
                                   GError                   **error);

G_END_DECLS
