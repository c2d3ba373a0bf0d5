/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-page.h"

#include <string.h>

#include "igny-html-clean.h"

/* In the order in which the block editor writes them. */
static const char *const sections[] = { "thead", "tbody", "tfoot" };

static gboolean
is_list (const IgnyWordpressItem *item)
{
  return item->text == NULL && (igny_wordpress_page_is (item->node, "ul") ||
                                igny_wordpress_page_is (item->node, "ol"));
}

/* How an ordered list counts, as JSON and as HTML. */
static void
read_numbering (const IgnyHtmlNode *node,
                GString            *json,
                GString            *html)
{
  const char *start = igny_wordpress_inline_get_attribute (node, "start");
  gint64      number = 0;

  if (!igny_wordpress_page_is (node, "ol"))
    return;

  g_string_append (json, " {\"ordered\":true");
  if (start != NULL && g_ascii_string_to_signed (start, 10, -999999, 999999, &number, NULL))
    {
      g_string_append_printf (json, ",\"start\":%d", (int) number);
      g_string_append_printf (html, " start=\"%d\"", (int) number);
    }
  if (igny_wordpress_inline_get_attribute (node, "reversed") != NULL)
    {
      g_string_append (json, ",\"reversed\":true");
      g_string_append (html, " reversed");
    }
  g_string_append_c (json, '}');
}

/* The one line of an item: all of it but the lists below. */
static char *
write_line (IgnyWordpressWriter *writer,
            const GArray        *parts)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const IgnyWordpressItem *part = &g_array_index (parts, IgnyWordpressItem, i);

      if (!is_list (part))
        igny_wordpress_inline_append (writer, out, part);
    }
  while (g_str_has_suffix (out->str, "<br>"))
    g_string_truncate (out, out->len - strlen ("<br>"));

  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

static void
append_cell (IgnyWordpressWriter *writer,
             GString             *out,
             const IgnyHtmlNode  *cell)
{
  static const char *const kept[] = { "scope", "colspan", "rowspan" };
  const char              *name = igny_html_node_get_name (cell);
  g_autofree char         *text = igny_wordpress_inline_write (writer, cell);

  g_string_append_printf (out, "<%s", name);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = igny_wordpress_inline_get_attribute (cell, kept[i]);

      if (value == NULL)
        continue;
      g_string_append_printf (out, " %s=\"", kept[i]);
      igny_html_clean_append_text (out, value, TRUE, writer->flags);
      g_string_append_c (out, '"');
    }
  g_string_append_printf (out, ">%s</%s>", text, name);
}

static void
append_row (IgnyWordpressWriter *writer,
            GString             *out,
            const IgnyHtmlNode  *row)
{
  g_autoptr(GArray) cells = igny_wordpress_inline_get_items (row);

  g_string_append (out, "<tr>");
  for (guint i = 0; i < cells->len; i++)
    {
      const IgnyHtmlNode *cell = g_array_index (cells, IgnyWordpressItem, i).node;

      if (igny_wordpress_page_is (cell, "td") || igny_wordpress_page_is (cell, "th"))
        append_cell (writer, out, cell);
    }
  g_string_append (out, "</tr>");
}

static void
append_rows (IgnyWordpressWriter *writer,
             GString             *out,
             const IgnyHtmlNode  *section)
{
  g_autoptr(GArray) rows = igny_wordpress_inline_get_items (section);

  for (guint i = 0; i < rows->len; i++)
    {
      const IgnyHtmlNode *row = g_array_index (rows, IgnyWordpressItem, i).node;

      if (igny_wordpress_page_is (row, "tr"))
        append_row (writer, out, row);
    }
}

/* All sections of that name as one, since the block editor has one of each. */
static void
append_section (IgnyWordpressWriter *writer,
                GString             *out,
                const GArray        *parts,
                const char          *name)
{
  g_autoptr(GString) rows = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const IgnyHtmlNode *part = g_array_index (parts, IgnyWordpressItem, i).node;

      if (igny_wordpress_page_is (part, name))
        append_rows (writer, rows, part);
    }
  if (rows->len > 0)
    g_string_append_printf (out, "<%s>%s</%s>", name, rows->str, name);
}

static char *
write_own_caption (IgnyWordpressWriter *writer,
                   const GArray        *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const IgnyHtmlNode *part = g_array_index (parts, IgnyWordpressItem, i).node;

      if (igny_wordpress_page_is (part, "caption"))
        return igny_wordpress_inline_write (writer, part);
    }

  return NULL;
}

static void
append_caption (IgnyWordpressPage *page,
                GString           *out,
                const char        *caption)
{
  if (caption != NULL && caption[0] != '\0')
    g_string_append_printf (out, "<figcaption%s>%s</figcaption>",
                            igny_wordpress_page_pick (page, " class=\"wp-element-caption\""),
                            caption);
}

gboolean
igny_wordpress_page_is (const IgnyHtmlNode *node,
                        const char         *name)
{
  return node != NULL && g_strcmp0 (igny_html_node_get_name (node), name) == 0;
}

const char *
igny_wordpress_page_pick (const IgnyWordpressPage *page,
                          const char              *text)
{
  return page->writer->form == IGNY_WORDPRESS_FORM_BLOCKS ? text : "";
}

void
igny_wordpress_page_append (IgnyWordpressPage *page,
                            const char        *name,
                            const char        *json,
                            const char        *inner)
{
  gboolean blocks = page->writer->form == IGNY_WORDPRESS_FORM_BLOCKS;

  if (page->apart && page->out->len > 0)
    g_string_append (page->out, blocks ? "\n\n" : "\n");
  if (blocks)
    g_string_append_printf (page->out, "<!-- wp:%s%s -->\n%s\n<!-- /wp:%s -->", name, json, inner,
                            name);
  else
    g_string_append (page->out, inner);
}

void
igny_wordpress_page_write_list (IgnyWordpressPage  *page,
                                const IgnyHtmlNode *node)
{
  const char *name = igny_html_node_get_name (node);
  g_autoptr(GArray) items = igny_wordpress_inline_get_items (node);
  g_autoptr(GString) json = g_string_new (NULL);
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autofree char  *inner = NULL;
  IgnyWordpressPage inside = { page->writer, lines, TRUE, page->write_inside };

  for (guint i = 0; i < items->len; i++)
    {
      const IgnyWordpressItem *item = &g_array_index (items, IgnyWordpressItem, i);
      g_autoptr(GArray) parts = NULL;
      g_autofree char *line = NULL;
      g_autoptr(GString) entry = NULL;
      IgnyWordpressPage below = { page->writer, NULL, FALSE, page->write_inside };

      if (item->text != NULL)
        continue;
      parts = igny_wordpress_inline_get_items (item->node);
      line = write_line (page->writer, parts);
      entry = g_string_new ("<li>");
      g_string_append (entry, line);
      below.out = entry;
      for (guint j = 0; j < parts->len; j++)
        if (is_list (&g_array_index (parts, IgnyWordpressItem, j)))
          igny_wordpress_page_write_list (&below, g_array_index (parts, IgnyWordpressItem, j).node);
      g_string_append (entry, "</li>");
      igny_wordpress_page_append (&inside, "list-item", "", entry->str);
    }

  read_numbering (node, json, html);
  inner = g_strdup_printf ("<%s%s%s>%s</%s>", name, html->str,
                           igny_wordpress_page_pick (page, " class=\"wp-block-list\""), lines->str,
                           name);
  if (lines->len > 0)
    igny_wordpress_page_append (page, "list", json->str, inner);
}

void
igny_wordpress_page_write_table (IgnyWordpressPage  *page,
                                 const IgnyHtmlNode *node,
                                 const char         *caption)
{
  g_autoptr(GArray) parts = igny_wordpress_inline_get_items (node);
  g_autofree char *own = write_own_caption (page->writer, parts);
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GString) rows = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    append_section (page->writer, rows, parts, sections[i]);
  if (rows->len == 0)
    return;

  g_string_append_printf (out, "<figure%s><table>%s</table>",
                          igny_wordpress_page_pick (page, " class=\"wp-block-table\""), rows->str);
  append_caption (page, out, caption != NULL ? caption : own);
  g_string_append (out, "</figure>");
  igny_wordpress_page_append (page, "table", " {\"hasFixedLayout\":false}", out->str);
}

/* The attributes of the image's block. Full ownership. */
static char *
write_image_json (IgnyWordpressPage  *page,
                  const IgnyHtmlNode *image,
                  gboolean            linked)
{
  const char                 *source = igny_wordpress_inline_get_attribute (image, "src");
  const IgnyWordpressPicture *picture = igny_wordpress_inline_find_picture (page->writer, source);

  if (picture == NULL)
    return g_strdup (linked ? " {\"linkDestination\":\"custom\"}" : "");
  return g_strdup_printf (" {\"id\":%" G_GINT64_FORMAT
                          ",\"sizeSlug\":\"full\",\"linkDestination\":\"%s\"}",
                          picture->id, linked ? "custom" : "none");
}

void
igny_wordpress_page_write_image (IgnyWordpressPage  *page,
                                 const IgnyHtmlNode *image,
                                 const IgnyHtmlNode *link,
                                 const char         *caption)
{
  const char *target = link != NULL ? igny_wordpress_inline_get_attribute (link, "href") : NULL;
  g_autoptr(GString) out = g_string_new ("<figure");
  g_autofree char *json = write_image_json (page, image, target != NULL);
  const char      *css = " class=\"wp-block-image\"";

  if (strstr (json, "sizeSlug") != NULL)
    css = " class=\"wp-block-image size-full\"";

  g_string_append_printf (out, "%s>", igny_wordpress_page_pick (page, css));
  if (target != NULL)
    {
      g_string_append (out, "<a href=\"");
      igny_html_clean_append_text (out, target, TRUE, page->writer->flags);
      g_string_append (out, "\">");
    }
  if (!igny_wordpress_inline_append_image (page->writer, out, image))
    return;
  if (target != NULL)
    g_string_append (out, "</a>");
  append_caption (page, out, caption);
  g_string_append (out, "</figure>");
  igny_wordpress_page_append (page, "image", json, out->str);
}
