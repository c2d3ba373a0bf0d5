/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"

G_BEGIN_DECLS

/* The allow-list: what may stand in an article, as pure functions. It is a
 * part of what WordPress lets an author write who may not post plain HTML, so
 * that WordPress changes nothing. */

typedef enum
{
  IGNY_HTML_UNWRAP, /* its children stay */
  IGNY_HTML_KEEP,
  IGNY_HTML_DROP, /* with what is inside */
} IgnyHtmlFate;

typedef enum
{
  IGNY_HTML_IS_BLOCK = 1 << 0, /* begins and ends a line */
  IGNY_HTML_IS_VOID = 1 << 1,  /* no end tag, no children */
  IGNY_HTML_IS_FLOW = 1 << 2,  /* paragraphs may stand inside */
  IGNY_HTML_IS_TIGHT = 1 << 3, /* as text, no blank line between it and the next */
} IgnyHtmlShape;

typedef struct
{
  const char   *name;
  IgnyHtmlFate  fate;
  IgnyHtmlShape shape;
  const char   *written;    /* another name for it; or NULL */
  const char   *attributes; /* " name " for each that may stay; or NULL */
} IgnyHtmlRule;

/* name as a visitor gets it (igny-html-tree.h). Never NULL. */
const IgnyHtmlRule *igny_html_rules_find (const char *name);

/* What an attribute becomes, as it is after decoding; NULL when it must go, ""
 * for one without a value. Full ownership. */
char *igny_html_rules_check_attribute (const IgnyHtmlRule *rule,
                                       const char         *name,
                                       const char         *value,
                                       IgnyHtmlFlags       flags);

/* The text between the comment marks when it is a well-formed WordPress block
 * delimiter, else NULL. Full ownership. */
char *igny_html_rules_check_block (const char *comment);

/* Whether an address leads to another site. */
gboolean igny_html_rules_is_external (const char *url);

G_END_DECLS
