/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-blocks.h"

#include <string.h>

#include "igny-html-clean.h"
#include "igny-wordpress-page.h"

typedef void (*WriteFunc) (IgnyWordpressPage  *page,
                           const IgnyHtmlNode *node);

/* The sanitizer's flags that a caller may set. */
#define CALLERS_FLAGS (IGNY_HTML_KEEP_SHORTCODES | IGNY_HTML_NOFOLLOW)

static void
write_paragraph (IgnyWordpressPage *page,
                 const char        *text)
{
  g_autofree char *inner = g_strdup_printf ("<p>%s</p>", text);

  if (text[0] != '\0')
    igny_wordpress_page_append (page, "paragraph", "", inner);
}

static void
write_heading (IgnyWordpressPage  *page,
               const IgnyHtmlNode *node)
{
  const char      *name = igny_html_node_get_name (node);
  g_autofree char *text = igny_wordpress_inline_write (page->writer, node);
  g_autofree char *level = g_strdup_printf (" {\"level\":%c}", name[1]);
  g_autofree char *inner = NULL;

  if (text[0] == '\0')
    return;

  inner = g_strdup_printf ("<%s%s>%s</%s>", name,
                           igny_wordpress_page_pick (page, " class=\"wp-block-heading\""), text,
                           name);
  igny_wordpress_page_append (page, "heading", name[1] == '2' ? "" : level, inner);
}

/* The only thing inside that is not blank, or NULL. */
static const IgnyHtmlNode *
get_only (const IgnyHtmlNode *node)
{
  g_autoptr(GArray) items = igny_wordpress_inline_get_items (node);
  const IgnyHtmlNode *only = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const IgnyWordpressItem *item = &g_array_index (items, IgnyWordpressItem, i);

      if (igny_wordpress_inline_is_blank (item))
        continue;
      if (only != NULL || item->text != NULL)
        return NULL;
      only = item->node;
    }

  return only;
}

/* A picture, or a link around one. */
static gboolean
find_image (const IgnyHtmlNode  *node,
            const IgnyHtmlNode **image,
            const IgnyHtmlNode **link)
{
  *link = igny_wordpress_page_is (node, "a") ? node : NULL;
  *image = *link != NULL ? get_only (node) : node;

  return igny_wordpress_page_is (*image, "img");
}

/* Text between blocks: a paragraph by itself, or pictures. */
static void
write_run (IgnyWordpressPage       *page,
           const IgnyWordpressItem *items,
           guint                    n)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const IgnyHtmlNode *image = NULL;
  const IgnyHtmlNode *link = NULL;
  gboolean            pictures = TRUE;

  for (guint i = 0; i < n; i++)
    if (!igny_wordpress_inline_is_blank (&items[i]))
      pictures &= items[i].text == NULL && find_image (items[i].node, &image, &link);

  for (guint i = 0; i < n; i++)
    {
      if (!pictures)
        igny_wordpress_inline_append (page->writer, text, &items[i]);
      else if (items[i].text == NULL && find_image (items[i].node, &image, &link))
        igny_wordpress_page_write_image (page, image, link, NULL);
    }
  write_paragraph (page, g_strstrip (text->str));
}

static void
write_text_block (IgnyWordpressPage  *page,
                  const IgnyHtmlNode *node)
{
  g_autoptr(GArray) items = igny_wordpress_inline_get_items (node);

  write_run (page, (const IgnyWordpressItem *) (gconstpointer) items->data, items->len);
}

/* The inside of node as blocks. Full ownership. */
static char *
write_apart (IgnyWordpressPage  *page,
             const IgnyHtmlNode *node)
{
  g_autoptr(GString) out = g_string_new (NULL);
  IgnyWordpressPage inside = { page->writer, out, TRUE, page->write_inside };

  page->write_inside (&inside, node);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The first child of that name, as inline HTML; "" when there is none. */
static char *
write_child (IgnyWordpressPage  *page,
             const IgnyHtmlNode *node,
             const char         *name)
{
  const IgnyHtmlNode *child = NULL;

  for (guint i = 0; (child = igny_html_node_get_child (node, i)) != NULL; i++)
    if (igny_wordpress_page_is (child, name))
      return igny_wordpress_inline_write (page->writer, child);

  return g_strdup ("");
}

static void
write_quote (IgnyWordpressPage  *page,
             const IgnyHtmlNode *node)
{
  g_autofree char *inside = write_apart (page, node);
  g_autofree char *cite = write_child (page, node, "cite");
  g_autoptr(GString) out = g_string_new ("<blockquote");

  g_string_append_printf (out, "%s>%s",
                          igny_wordpress_page_pick (page, " class=\"wp-block-quote\""), inside);
  if (cite[0] != '\0')
    g_string_append_printf (out, "<cite>%s</cite>", cite);
  g_string_append (out, "</blockquote>");
  if (inside[0] != '\0' || cite[0] != '\0')
    igny_wordpress_page_append (page, "quote", "", out->str);
}

static void
write_details (IgnyWordpressPage  *page,
               const IgnyHtmlNode *node)
{
  g_autofree char *inside = write_apart (page, node);
  g_autofree char *summary = write_child (page, node, "summary");
  g_autofree char *out = NULL;

  out = g_strdup_printf ("<details%s><summary>%s</summary>%s</details>",
                         igny_wordpress_page_pick (page, " class=\"wp-block-details\""), summary,
                         inside);
  igny_wordpress_page_append (page, "details", "", out);
}

static void
append_raw_text (IgnyWordpressPage  *page,
                 GString            *out,
                 const IgnyHtmlNode *node)
{
  const IgnyHtmlNode *child = NULL;

  for (guint i = 0; (child = igny_html_node_get_child (node, i)) != NULL; i++)
    {
      const char *text = igny_html_node_get_text (child);

      if (text != NULL)
        igny_html_clean_append_text (out, text, FALSE, page->writer->flags);
      else if (igny_wordpress_page_is (child, "br"))
        g_string_append_c (out, '\n');
      else
        append_raw_text (page, out, child);
    }
}

/* White space counts here, so that it is copied as it is. */
static void
write_pre (IgnyWordpressPage  *page,
           const IgnyHtmlNode *node)
{
  gboolean code = igny_wordpress_page_is (get_only (node), "code");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *out = NULL;

  append_raw_text (page, text, node);
  if (text->len == 0)
    return;

  if (code)
    out = g_strdup_printf ("<pre%s><code>%s</code></pre>",
                           igny_wordpress_page_pick (page, " class=\"wp-block-code\""), text->str);
  else
    out = g_strdup_printf ("<pre%s>%s</pre>",
                           igny_wordpress_page_pick (page, " class=\"wp-block-preformatted\""),
                           text->str);
  igny_wordpress_page_append (page, code ? "code" : "preformatted", "", out);
}

static void
write_separator (IgnyWordpressPage  *page,
                 const IgnyHtmlNode *node)
{
  g_autofree char *out = NULL;

  out = g_strdup_printf ("<hr%s/>",
                         igny_wordpress_page_pick (page,
                                                   " class=\"wp-block-separator "
                                                   "has-alpha-channel-opacity\""));
  igny_wordpress_page_append (page, "separator", "", out);
}

static void
write_figure (IgnyWordpressPage  *page,
              const IgnyHtmlNode *node)
{
  g_autofree char    *caption = write_child (page, node, "figcaption");
  const IgnyHtmlNode *child = NULL;
  const IgnyHtmlNode *image = NULL;
  const IgnyHtmlNode *link = NULL;

  for (guint i = 0; (child = igny_html_node_get_child (node, i)) != NULL; i++)
    {
      if (find_image (child, &image, &link))
        {
          igny_wordpress_page_write_image (page, image, link, caption);
          return;
        }
      if (igny_wordpress_page_is (child, "table"))
        {
          igny_wordpress_page_write_table (page, child, caption[0] != '\0' ? caption : NULL);
          return;
        }
    }

  /* A frame around something else: what is inside counts. */
  page->write_inside (page, node);
  write_paragraph (page, caption);
}

static void
write_table (IgnyWordpressPage  *page,
             const IgnyHtmlNode *node)
{
  igny_wordpress_page_write_table (page, node, NULL);
}

/* Terms and their meanings: the editor has no block for them, so they are a
 * paragraph each. */
static void
write_terms (IgnyWordpressPage  *page,
             const IgnyHtmlNode *node)
{
  const IgnyHtmlNode *child = NULL;

  for (guint i = 0; (child = igny_html_node_get_child (node, i)) != NULL; i++)
    {
      gboolean         term = igny_wordpress_page_is (child, "dt");
      g_autofree char *text = NULL;
      g_autofree char *strong = NULL;

      if (igny_html_node_get_name (child) == NULL)
        continue;
      text = igny_wordpress_inline_write (page->writer, child);
      strong = g_strdup_printf ("<strong>%s</strong>", text);
      write_paragraph (page, term && text[0] != '\0' ? strong : text);
    }
}

/* They are part of what holds them, and were written with it. */
static void
write_nothing (IgnyWordpressPage  *page,
               const IgnyHtmlNode *node)
{
}

static const struct
{
  const char *name;
  WriteFunc   write;
} writers[] = {
  { "p", write_text_block },
  { "h1", write_heading },
  { "h2", write_heading },
  { "h3", write_heading },
  { "h4", write_heading },
  { "h5", write_heading },
  { "h6", write_heading },
  { "ul", igny_wordpress_page_write_list },
  { "ol", igny_wordpress_page_write_list },
  { "blockquote", write_quote },
  { "table", write_table },
  { "figure", write_figure },
  { "pre", write_pre },
  { "hr", write_separator },
  { "details", write_details },
  { "dl", write_terms },
  { "summary", write_nothing },
  { "figcaption", write_nothing },
};

/* Anything else that is a block only holds others. */
static void
write_element (IgnyWordpressPage  *page,
               const IgnyHtmlNode *node)
{
  const char *name = igny_html_node_get_name (node);

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_strcmp0 (writers[i].name, name) == 0)
      {
        writers[i].write (page, node);
        return;
      }

  page->write_inside (page, node);
}

static void
write_items (IgnyWordpressPage *page,
             const GArray      *all)
{
  const IgnyWordpressItem *items = (const IgnyWordpressItem *) (gconstpointer) all->data;
  guint                    from = 0;

  /* An empty array has no address to reckon from. */
  if (all->len == 0)
    return;
  for (guint i = 0; i < all->len; i++)
    {
      if (!igny_wordpress_inline_is_block (&items[i]))
        continue;
      write_run (page, items + from, i - from);
      from = i + 1;
      write_element (page, items[i].node);
    }
  write_run (page, items + from, all->len - from);
}

static void
write_inside (IgnyWordpressPage  *page,
              const IgnyHtmlNode *node)
{
  g_autoptr(GArray) items = igny_wordpress_inline_get_items (node);

  /* A quotation's source stands behind the quotation. */
  for (guint i = items->len; i > 0; i--)
    if (igny_wordpress_page_is (node, "blockquote") &&
        igny_wordpress_page_is (g_array_index (items, IgnyWordpressItem, i - 1).node, "cite"))
      g_array_remove_index (items, i - 1);
  write_items (page, items);
}

static gboolean
collect_cb (const IgnyHtmlNode *node,
            const char         *name,
            gpointer            user_data)
{
  IgnyWordpressItem item = { node, NULL };

  g_array_append_val ((GArray *) user_data, item);
  return FALSE;
}

static void
collect_text_cb (const char *text,
                 gpointer    user_data)
{
  IgnyWordpressItem item = { NULL, text };

  g_array_append_val ((GArray *) user_data, item);
}

static gboolean
is_markup (const char *html)
{
  return strstr (html, "<!-- wp:") != NULL;
}

static guint
count_pending (const char *html)
{
  guint n = 0;

  for (const char *p = strstr (html, "src=\"" IGNY_HTML_MEDIA_SCHEME ":"); p != NULL; n++)
    p = strstr (p + 1, "src=\"" IGNY_HTML_MEDIA_SCHEME ":");

  return n;
}

/* In markup that is there already, only addresses change. */
static char *
place_pictures (const IgnyWordpressMarkup *markup,
                const char                *clean)
{
  g_autoptr(GString) out = g_string_new (clean);

  for (guint i = 0; i < markup->n_pictures; i++)
    {
      const IgnyWordpressPicture *picture = &markup->pictures[i];
      g_autoptr(GString) url = g_string_new ("src=\"");
      g_autofree char *source =
          g_strdup_printf ("src=\"" IGNY_HTML_MEDIA_SCHEME ":%s\"", picture->uuid);

      igny_html_clean_append_text (url, picture->url, TRUE, markup->flags);
      g_string_append_c (url, '"');
      g_string_replace (out, source, url->str, 0);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
write_tree (IgnyWordpressWriter *writer,
            const char          *clean,
            GError             **error)
{
  static const IgnyHtmlVisitor visitor = { collect_cb, NULL, collect_text_cb, NULL };
  g_autoptr(IgnyHtmlTree) tree = igny_html_tree_new (clean, error);
  g_autoptr(GArray) items = NULL;
  g_autoptr(GString) out = NULL;
  IgnyWordpressPage page = { writer, NULL, TRUE, write_inside };

  if (tree == NULL)
    return NULL;

  items = g_array_new (FALSE, FALSE, sizeof (IgnyWordpressItem));
  out = g_string_new (NULL);
  page.out = out;
  igny_html_tree_walk (tree, &visitor, items);
  write_items (&page, items);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
igny_wordpress_blocks_write (const IgnyWordpressMarkup *markup,
                             guint                     *pending,
                             GError                   **error)
{
  IgnyWordpressWriter writer = { 0 };
  g_autofree char    *clean = NULL;
  char               *body = NULL;
  gboolean            written;
  IgnyHtmlFlags       keep;

  g_return_val_if_fail (markup != NULL && markup->html != NULL, NULL);

  writer.form = markup->form;
  writer.flags = markup->flags & CALLERS_FLAGS;
  writer.pictures = markup->pictures;
  writer.n_pictures = markup->n_pictures;
  written = markup->form == IGNY_WORDPRESS_FORM_BLOCKS && is_markup (markup->html);
  keep = writer.flags | IGNY_HTML_HTTP_IMAGES | (written ? IGNY_HTML_KEEP_BLOCKS : 0);
  clean = igny_html_sanitize (markup->html, keep, error);
  if (clean == NULL)
    return NULL;

  body = written ? place_pictures (markup, clean) : write_tree (&writer, clean, error);
  if (pending != NULL && body != NULL)
    *pending = written ? count_pending (body) : writer.pending;
  return body;
}

char *
igny_wordpress_blocks_from_html (const char       *html,
                                 IgnyWordpressForm form,
                                 IgnyHtmlFlags     flags,
                                 guint            *pending,
                                 GError          **error)
{
  IgnyWordpressMarkup markup = { .html = html, .form = form, .flags = flags };

  return igny_wordpress_blocks_write (&markup, pending, error);
}
