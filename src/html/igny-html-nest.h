/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IGNY_HTML_MAX_OPEN 512
#define IGNY_HTML_NAME_SIZE 24

typedef struct
{
  char text[IGNY_HTML_NAME_SIZE]; /* lower case; cut, which is no harm */
} IgnyHtmlName;

/* Whether it is one of a list that ends with NULL. Every tag is looked up in
 * several: the first letter tells nearly all of them apart. */
gboolean igny_html_name_in (const IgnyHtmlName *name,
                            const char *const  *names);

/* Which elements are open, as far as their tags tell: always all that a browser
 * has open, and at times some more. So a tag closes something here only where
 * it is certain that it does in a browser. */
typedef struct
{
  IgnyHtmlName open[IGNY_HTML_MAX_OPEN];
  guint        depth;
  guint        surplus;     /* open ones that found no room */
  guint        formatting;  /* of the open ones, those that come again in the next block */
  guint        tables;      /* of the open ones */
  gboolean     tables_lost; /* a browser may have closed one of them */
} IgnyHtmlNest;

/* A start tag of an element that has an end tag. */
void igny_html_nest_open (IgnyHtmlNest       *self,
                          const IgnyHtmlName *name);
void igny_html_nest_close (IgnyHtmlNest       *self,
                           const IgnyHtmlName *name);

/* Without looking at what it closes. */
void     igny_html_nest_push (IgnyHtmlNest       *self,
                              const IgnyHtmlName *name);
void     igny_html_nest_pop (IgnyHtmlNest *self);
gboolean igny_html_nest_is_top (const IgnyHtmlNest *self,
                                const IgnyHtmlName *name);

G_END_DECLS
