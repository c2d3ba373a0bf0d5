/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-clean.h"
#include "igny-html-tree.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_url (const char *url)
{
  static const char *const schemes[] = { "http", "https", "mailto", "tel", "igny8-media" };
  gsize                    length = strcspn (url, ":/?#");

  if (url[length] != ':')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (length == strlen (schemes[i]) && g_ascii_strncasecmp (url, schemes[i], length) == 0)
      return;
  g_error ("“%s” is left", url);
}

static gboolean
check_element_cb (const IgnyHtmlNode *node,
                  const char         *element,
                  gpointer            user_data)
{
  static const char *const banned[] = {
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "template",
    "noscript", "base", "meta", "link", "textarea", "select", "video", "audio", ""
  };
  const char *name;
  const char *value;

  g_assert (element != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (banned); i++)
    g_assert (strcmp (element, banned[i]) != 0);
  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    {
      g_assert (!g_str_has_prefix (name, "on") && strcmp (name, "style") != 0);
      if (strcmp (name, "href") == 0 || strcmp (name, "src") == 0)
        check_url (value);
    }
  return TRUE;
}

/* The result must be stable, without script and without an address that runs
 * one. It is parsed once for both: a second whole cleaning does no more. */
static void
check (const char   *html,
       IgnyHtmlFlags flags)
{
  static const IgnyHtmlVisitor visitor = { .open = check_element_cb };
  g_autofree char             *once = igny_html_sanitize (html, flags, NULL);
  g_autofree char             *twice = NULL;
  g_autoptr (IgnyHtmlTree) tree = NULL;

  if (once == NULL)
    return;
  tree = igny_html_tree_new (once, NULL);
  g_assert (tree != NULL);
  twice = igny_html_clean (tree, flags);
  g_assert (strcmp (once, twice) == 0);
  igny_html_tree_walk (tree, &visitor, NULL);
}

/* Each parses for itself, so one of them has to do for an input. */
static void
read_as (const char *html,
         guint       reader)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) headings = NULL;

  if (reader == 0)
    text = igny_html_to_text (html, NULL);
  else if (reader == 1)
    text = igny_html_excerpt (html, 80, NULL);
  else if (reader == 2)
    headings = igny_html_headings (html, NULL);
  else
    igny_html_count_words (html);
}

/* The first byte chooses the flags and who reads. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *html = NULL;

  if (size == 0)
    return 0;

  html = g_strndup ((const char *) data + 1, size - 1);
  check (html, (IgnyHtmlFlags) (data[0] & 31));
  read_as (html, (guint) data[0] >> 6);
  return 0;
}
