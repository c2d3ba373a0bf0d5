/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-tree.h"

#include <gumbo.h>
#include <string.h>

#include "igny-html-scan.h"

/* The body is opened by us: text before the first element, a comment above
 * all, would otherwise land outside of it. */
#define PREFIX "<!doctype html><body>"

struct _IgnyHtmlTree
{
  char        *source; /* the parser keeps pointers into it */
  GumboOptions options;
  GumboOutput *output;
  GumboNode   *body;
};

static const GumboNode *
to_gumbo (const IgnyHtmlNode *node)
{
  return (const GumboNode *) node;
}

static const IgnyHtmlNode *
from_gumbo (const GumboNode *node)
{
  return (const IgnyHtmlNode *) node;
}

static gboolean
is_element (const GumboNode *node)
{
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static GumboNode *
find_body (GumboNode *root)
{
  GumboVector *children = &root->v.element.children;

  for (guint i = 0; i < children->length; i++)
    {
      GumboNode *child = children->data[i];

      if (is_element (child) && child->v.element.tag == GUMBO_TAG_BODY)
        return child;
    }

  return NULL;
}

IgnyHtmlTree *
igny_html_tree_new (const char *html,
                    GError    **error)
{
  g_autofree char *valid = NULL;
  g_autoptr (IgnyHtmlTree) tree = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  if (!igny_html_scan (html, strlen (html), error))
    return NULL;

  valid = g_utf8_make_valid (html, -1);
  tree = g_new0 (IgnyHtmlTree, 1);
  tree->source = g_strconcat (PREFIX, valid, NULL);
  tree->options = kGumboDefaultOptions;
  /* Unlimited records of errors cost gigabytes on hostile input. */
  tree->options.max_errors = 0;
  tree->output = gumbo_parse_with_options (&tree->options, tree->source, strlen (tree->source));
  tree->body = find_body (tree->output->root);

  return g_steal_pointer (&tree);
}

void
igny_html_tree_free (IgnyHtmlTree *tree)
{
  if (tree == NULL)
    return;

  if (tree->output != NULL)
    gumbo_destroy_output (&tree->options, tree->output);
  g_free (tree->source);
  g_free (tree);
}

/* An element that is open, and its child that is next. */
typedef struct
{
  const GumboNode *node;
  guint            next;
} Level;

/* Returns whether to go inside. */
static gboolean
visit (const GumboNode       *node,
       const IgnyHtmlVisitor *visitor,
       gpointer               user_data)
{
  const IgnyHtmlNode *ours = from_gumbo (node);

  if (is_element (node))
    return visitor->open == NULL ||
           visitor->open (ours, igny_html_node_get_name (ours), user_data);

  if (node->type == GUMBO_NODE_COMMENT && visitor->comment != NULL)
    visitor->comment (node->v.text.text, user_data);
  if (node->type != GUMBO_NODE_COMMENT && visitor->text != NULL)
    visitor->text (node->v.text.text, user_data);
  return FALSE;
}

static void
leave (const GumboNode       *node,
       const IgnyHtmlVisitor *visitor,
       gpointer               user_data)
{
  if (visitor->close != NULL)
    visitor->close (from_gumbo (node), igny_html_node_get_name (from_gumbo (node)), user_data);
}

void
igny_html_tree_walk (const IgnyHtmlTree    *tree,
                     const IgnyHtmlVisitor *visitor,
                     gpointer               user_data)
{
  g_autoptr (GArray) levels = NULL;

  g_return_if_fail (tree != NULL);
  g_return_if_fail (visitor != NULL);

  if (tree->body == NULL)
    return;

  levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_append_val (levels, ((Level){ tree->body, 0 }));
  while (levels->len > 0)
    {
      Level             *level = &g_array_index (levels, Level, levels->len - 1);
      const GumboVector *children = &level->node->v.element.children;
      const GumboNode   *child;

      if (level->next == children->length)
        {
          if (levels->len > 1)
            leave (level->node, visitor, user_data);
          g_array_set_size (levels, levels->len - 1);
          continue;
        }
      child = children->data[level->next++];
      if (visit (child, visitor, user_data))
        g_array_append_val (levels, ((Level){ child, 0 }));
    }
}

gboolean
igny_html_node_get_attribute (const IgnyHtmlNode *node,
                              guint               index,
                              const char        **name,
                              const char        **value)
{
  const GumboNode      *gumbo = to_gumbo (node);
  const GumboAttribute *attribute;

  g_return_val_if_fail (node != NULL, FALSE);

  if (!is_element (gumbo) || index >= gumbo->v.element.attributes.length)
    return FALSE;

  attribute = gumbo->v.element.attributes.data[index];
  *name = attribute->name;
  *value = attribute->value;
  return TRUE;
}

const IgnyHtmlNode *
igny_html_node_get_child (const IgnyHtmlNode *node,
                          guint               index)
{
  const GumboNode *gumbo = to_gumbo (node);

  g_return_val_if_fail (node != NULL, NULL);

  if (!is_element (gumbo) || index >= gumbo->v.element.children.length)
    return NULL;
  return from_gumbo (gumbo->v.element.children.data[index]);
}

const char *
igny_html_node_get_name (const IgnyHtmlNode *node)
{
  const GumboNode *gumbo = to_gumbo (node);

  g_return_val_if_fail (node != NULL, NULL);

  if (!is_element (gumbo) || gumbo->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
    return NULL;
  return gumbo_normalized_tagname (gumbo->v.element.tag);
}

const char *
igny_html_node_get_text (const IgnyHtmlNode *node)
{
  const GumboNode *gumbo = to_gumbo (node);

  g_return_val_if_fail (node != NULL, NULL);

  if (is_element (gumbo) || gumbo->type == GUMBO_NODE_COMMENT ||
      gumbo->type == GUMBO_NODE_DOCUMENT)
    return NULL;
  return gumbo->v.text.text;
}
