/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-clean.h"
#include "igny-html-tree.h"
#include "igny-markdown.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Safe by the names of what is in it, and the same when cleaned again. */
static gboolean
check_element_cb (const IgnyHtmlNode *node,
                  const char         *element,
                  gpointer            user_data)
{
  const char *name;
  const char *value;

  g_assert (element != NULL && strcmp (element, "script") != 0 && strcmp (element, "iframe") != 0);
  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    g_assert (!g_str_has_prefix (name, "on") && strcmp (name, "style") != 0 &&
              g_ascii_strncasecmp (value, "javascript:", 11) != 0);
  return TRUE;
}

static void
check (const char *html)
{
  static const IgnyHtmlVisitor visitor = { .open = check_element_cb };
  g_autofree char             *again = NULL;
  g_autoptr(IgnyHtmlTree) tree = NULL;

  if (html == NULL)
    return;
  tree = igny_html_tree_new (html, NULL);
  g_assert (tree != NULL);
  again = igny_html_clean (tree, IGNY_HTML_STRICT);
  g_assert (strcmp (again, html) == 0);
  igny_html_tree_walk (tree, &visitor, NULL);
}

/* What is no HTML gives the same both ways and is checked once. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *html = igny_markdown_to_html (text, IGNY_HTML_STRICT, NULL);
  g_autofree char *either = igny_markdown_or_html (text, IGNY_HTML_STRICT, NULL);

  check (html);
  if (g_strcmp0 (either, html) != 0)
    check (either);
  return 0;
}
