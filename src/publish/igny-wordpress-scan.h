/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads foreign HTML as a flat row of tokens, in one pass and without a tree,
 * so that no page can make it slow or deep. For looking at answers (a title, a
 * link, a message, what is left of a post), never for making HTML safe. */

typedef enum
{
  IGNY_WORDPRESS_SCAN_TEXT,
  IGNY_WORDPRESS_SCAN_OPEN,
  IGNY_WORDPRESS_SCAN_CLOSE,
  IGNY_WORDPRESS_SCAN_COMMENT,
} IgnyWordpressScanKind;

typedef struct
{
  const char           *at;
  const char           *end;
  IgnyWordpressScanKind kind;
  const char           *start; /* text or comment, or a tag's attributes */
  gsize                 length;
  char                  name[24]; /* of a tag, lower case, cut when longer */
} IgnyWordpressScan;

/* Borrows text, which is length bytes long and need not be UTF-8. */
void igny_wordpress_scan_init (IgnyWordpressScan *scan,
                               const char        *text,
                               gsize              length);
/* FALSE at the end. */
gboolean igny_wordpress_scan_next (IgnyWordpressScan *scan);

/* The next attribute of a tag: *at starts as NULL and is handed back each
 * time. name is lower case; value is decoded. FALSE when there is none left. */
gboolean igny_wordpress_scan_attribute (const IgnyWordpressScan *scan,
                                        const char             **at,
                                        char                   **name,
                                        char                   **value);
/* Value of the attribute of that name, decoded, or NULL. */
char *igny_wordpress_scan_get (const IgnyWordpressScan *scan,
                               const char              *name);

/* &amp; &lt; &gt; &quot; &apos; &nbsp; and numeric references become what they
 * stand for, all else stays. Bytes that are not UTF-8 are replaced. */
char *igny_wordpress_scan_decode (const char *text,
                                  gsize       length);

/* Without tags and comments, decoded, white space collapsed and trimmed, at
 * most max_chars characters (0: all). */
char *igny_wordpress_scan_to_text (const char *html,
                                   gsize       length,
                                   gsize       max_chars);

/* The page's title as text, or NULL when there is none. */
char *igny_wordpress_scan_title (const char *html,
                                 gsize       length);

G_END_DECLS
