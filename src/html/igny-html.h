/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Article HTML: made safe, read as text, counted. Every function takes foreign
 * bytes, has limits, and may be called on any thread (a long article takes
 * milliseconds; the limits keep the worst case near a second). */

/* The address of a picture that is not uploaded yet: "igny8-media:UUID". */
#define IGNY_HTML_MEDIA_SCHEME "igny8-media"

typedef enum
{
  IGNY_HTML_ERROR_TOO_LARGE,   /* more than 2 MiB */
  IGNY_HTML_ERROR_TOO_COMPLEX, /* 512 unclosed or 100,000 tags … as no article has them */
} IgnyHtmlError;

#define IGNY_HTML_ERROR (igny_html_error_quark ())

GQuark igny_html_error_quark (void);

typedef enum
{
  IGNY_HTML_STRICT = 0,               /* what a model wrote */
  IGNY_HTML_KEEP_BLOCKS = 1 << 0,     /* WordPress or our editor wrote it: block comments, known
                                       * classes, div and span that carry one, h1, ids, rel */
  IGNY_HTML_KEEP_SHORTCODES = 1 << 1, /* else "[name" is written so that WordPress shows it */
  IGNY_HTML_DROP_IMAGES = 1 << 2,     /* all; else https and IGNY_HTML_MEDIA_SCHEME stay */
  IGNY_HTML_HTTP_IMAGES = 1 << 3,     /* http and relative addresses of pictures too */
  IGNY_HTML_NOFOLLOW = 1 << 4,        /* rel="nofollow" on links to other sites */
  /* A post that WordPress has: all that works there goes on working. */
  IGNY_HTML_FROM_SITE = IGNY_HTML_KEEP_BLOCKS | IGNY_HTML_KEEP_SHORTCODES | IGNY_HTML_HTTP_IMAGES,
} IgnyHtmlFlags;

/* HTML from an allow-list of elements and attributes, written anew from the
 * tree that a browser would see; nothing of the source is passed through. No
 * script, style, form or frame survives, and no address but http, https,
 * mailto, tel, fragment and relative. Cleaning the result again changes
 * nothing. Bytes that are not UTF-8 become U+FFFD. Full ownership; errors are
 * IGNY_HTML_ERROR. */
char *igny_html_sanitize (const char   *html,
                          IgnyHtmlFlags flags,
                          GError      **error);

/* The same, with igny_html_count_words of the result, which costs no parsing of
 * its own here. n_words may be NULL. */
char *igny_html_sanitize_and_count (const char   *html,
                                    IgnyHtmlFlags flags,
                                    guint        *n_words,
                                    GError      **error);

/* What a person reads: blocks are lines of their own, a blank line between
 * them, no markup and no comments. Full ownership. */
char *igny_html_to_text (const char *html,
                         GError    **error);

/* Words of igny_html_to_text. Above the limits, words of the source with its
 * markup, since a count must not fail. */
guint igny_html_count_words (const char *html);

typedef struct
{
  guint level; /* 1 to 6 */
  char *text;
} IgnyHtmlHeading;

void igny_html_heading_free (IgnyHtmlHeading *heading);

/* The outline, in order; elements are IgnyHtmlHeading. Full ownership. */
GPtrArray *igny_html_headings (const char *html,
                               GError    **error);

/* The beginning of the paragraphs (of everything when there are none) in one
 * line, at most max_chars characters, cut between words with an ellipsis. Full
 * ownership. */
char *igny_html_excerpt (const char *html,
                         guint       max_chars,
                         GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyHtmlHeading, igny_html_heading_free)

G_END_DECLS
