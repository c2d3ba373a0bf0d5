/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"

G_BEGIN_DECLS

/* What can be said of an article without the network. Pure; any thread; texts
 * are borrowed, valid UTF-8, and may be NULL. */

typedef struct
{
  const char        *title;
  const char        *meta_title;
  const char        *meta_description;
  const char        *slug;
  const char        *html;
  const char        *primary_keyword;
  const char *const *keywords;     /* of the cluster; NULL-terminated, or NULL */
  const char *const *other_titles; /* of the site's other contents; the same */
  const char        *host;         /* of the site, such as "example.com" */
  gboolean           english;
} IgnyPage;

typedef enum
{
  IGNY_PAGE_GOOD,
  IGNY_PAGE_HINT,
  IGNY_PAGE_WARNING,
} IgnyPageSeverity;

typedef struct
{
  const char      *id; /* "title-keyword" …; static */
  IgnyPageSeverity severity;
  char            *message; /* translated */
  const char      *remedy;  /* translated; "" when it is good */
} IgnyPageCheck;

/* Of IgnyPageCheck, always the same ones in the same order. Errors are
 * IGNY_HTML_ERROR. Full ownership. */
GPtrArray *igny_page_checks_run (const IgnyPage *page,
                                 GError        **error);

/* Which of the keywords (NULL-terminated) the text has, as whole words in that
 * order; found has room for each. Text as igny_html_to_text gives it. Quick
 * enough for each keystroke: 200 keywords in 5,000 words within 5 ms. Returns
 * how many. */
guint igny_page_checks_cover (const char        *text,
                              const char *const *keywords,
                              gboolean          *found);

/* Flesch's reading ease: 206.835 - 1.015 words/sentences - 84.6 syllables/words
 * (R. Flesch, 1948); a syllable is a run of vowels, but for an e at the end.
 * English only. 0 for no words. */
double igny_page_checks_get_reading_ease (const char *text);
/* Words in a sentence on average, for any language; 0 for no words. */
double igny_page_checks_get_sentence_length (const char *text);

/* How wide text is in Arial of that many pixels. Widths of the letters by the
 * font metrics of Helvetica (Adobe's Core 14 AFM), which Arial shares; others
 * are taken as wide as a digit, East Asian ones as a square. */
guint igny_page_checks_get_width (const char *text,
                                  guint       pixels);

G_END_DECLS
