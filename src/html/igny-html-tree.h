/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"

G_BEGIN_DECLS

/* The only door to the parser (Gumbo), so that another can replace it. */
typedef struct _IgnyHtmlTree IgnyHtmlTree;
typedef struct _IgnyHtmlNode IgnyHtmlNode;

/* What a walk meets, in document order. name is lower case; "" for an element
 * that HTML does not know, NULL for one of a drawing or a formula. Each may be
 * NULL, which means: go on. */
typedef struct
{
  /* TRUE to go inside; close follows then. */
  gboolean (*open) (const IgnyHtmlNode *node,
                    const char         *name,
                    gpointer            user_data);
  void (*close) (const IgnyHtmlNode *node,
                 const char         *name,
                 gpointer            user_data);
  void (*text) (const char *text,
                gpointer    user_data);
  void (*comment) (const char *text,
                   gpointer    user_data);
} IgnyHtmlVisitor;

/* Limits first (igny_html_scan), then as a browser reads a page that has html
 * as its body. Errors are IGNY_HTML_ERROR. */
IgnyHtmlTree *igny_html_tree_new (const char *html,
                                  GError    **error);
void          igny_html_tree_free (IgnyHtmlTree *tree);
/* Everything inside the body, without recursion. */
void igny_html_tree_walk (const IgnyHtmlTree    *tree,
                          const IgnyHtmlVisitor *visitor,
                          gpointer               user_data);

/* FALSE when there are fewer attributes; entities are decoded, names lower
 * case. Borrowed. */
gboolean igny_html_node_get_attribute (const IgnyHtmlNode *node,
                                       guint               index,
                                       const char        **name,
                                       const char        **value);
/* NULL behind the last one. */
const IgnyHtmlNode *igny_html_node_get_child (const IgnyHtmlNode *node,
                                              guint               index);
/* As for a visitor; NULL also for text and comments. */
const char *igny_html_node_get_name (const IgnyHtmlNode *node);
/* NULL for anything but text. */
const char *igny_html_node_get_text (const IgnyHtmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyHtmlTree, igny_html_tree_free)

G_END_DECLS
