/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-inline.h"

#include <string.h>

#include "igny-html-clean.h"
#include "igny-html-rules.h"

#define SPACE " \t\n\f\r"

/* What an element in a line may carry. */
static const struct
{
  const char *name;
  const char *attributes; /* " name " for each */
} carriers[] = {
  { "a", " href title rel " },
  { "abbr", " title " },
};

static const char *
get_allowed (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (strcmp (carriers[i].name, name) == 0)
      return carriers[i].attributes;

  return "";
}

static void
append_attribute (IgnyWordpressWriter *writer,
                  GString             *out,
                  const char          *name,
                  const char          *value)
{
  g_string_append_printf (out, " %s=\"", name);
  igny_html_clean_append_text (out, value, TRUE, writer->flags);
  g_string_append_c (out, '"');
}

static void
append_attributes (IgnyWordpressWriter *writer,
                   GString             *out,
                   const IgnyHtmlNode  *node,
                   const char          *allowed)
{
  const char *name = NULL;
  const char *value = NULL;

  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    {
      g_autofree char *padded = g_strdup_printf (" %s ", name);

      if (strstr (allowed, padded) != NULL)
        append_attribute (writer, out, name, value);
    }
}

static gboolean
ends_in_space (const GString *out)
{
  return out->len == 0 || strchr (SPACE, out->str[out->len - 1]) != NULL;
}

/* White space means nothing in HTML, but a line break does to WordPress. */
static void
append_text (IgnyWordpressWriter *writer,
             GString             *out,
             const char          *text)
{
  g_autoptr(GString) plain = g_string_new (NULL);
  gboolean gap = ends_in_space (out);

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean space = strchr (SPACE, *p) != NULL;

      if (!space)
        g_string_append_c (plain, *p);
      else if (!gap)
        g_string_append_c (plain, ' ');
      gap = space;
    }
  igny_html_clean_append_text (out, plain->str, FALSE, writer->flags);
}

static void
break_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len > 0 && !g_str_has_suffix (out->str, "<br>"))
    g_string_append (out, "<br>");
}

static void
append_children (IgnyWordpressWriter *writer,
                 GString             *out,
                 const IgnyHtmlNode  *node)
{
  g_autoptr(GArray) items = igny_wordpress_inline_get_items (node);

  for (guint i = 0; i < items->len; i++)
    igny_wordpress_inline_append (writer, out, &g_array_index (items, IgnyWordpressItem, i));
}

static void
append_element (IgnyWordpressWriter *writer,
                GString             *out,
                const IgnyHtmlNode  *node,
                const char          *name)
{
  g_string_append_printf (out, "<%s", name);
  append_attributes (writer, out, node, get_allowed (name));
  g_string_append_c (out, '>');
  append_children (writer, out, node);
  g_string_append_printf (out, "</%s>", name);
}

static gboolean
is_pending (const char *source)
{
  return source == NULL || g_str_has_prefix (source, IGNY_HTML_MEDIA_SCHEME ":");
}

const IgnyWordpressPicture *
igny_wordpress_inline_find_picture (const IgnyWordpressWriter *writer,
                                    const char                *source)
{
  if (source == NULL || !is_pending (source))
    return NULL;

  source += strlen (IGNY_HTML_MEDIA_SCHEME ":");
  for (guint i = 0; i < writer->n_pictures; i++)
    if (g_ascii_strcasecmp (writer->pictures[i].uuid, source) == 0)
      return &writer->pictures[i];

  return NULL;
}

GArray *
igny_wordpress_inline_get_items (const IgnyHtmlNode *parent)
{
  GArray             *items = g_array_new (FALSE, FALSE, sizeof (IgnyWordpressItem));
  const IgnyHtmlNode *child = NULL;

  for (guint i = 0; (child = igny_html_node_get_child (parent, i)) != NULL; i++)
    {
      IgnyWordpressItem item = { child, igny_html_node_get_text (child) };

      if (item.text != NULL || igny_html_node_get_name (child) != NULL)
        g_array_append_val (items, item);
    }

  return items;
}

gboolean
igny_wordpress_inline_is_blank (const IgnyWordpressItem *item)
{
  return item->text != NULL && item->text[strspn (item->text, SPACE)] == '\0';
}

gboolean
igny_wordpress_inline_is_block (const IgnyWordpressItem *item)
{
  const IgnyHtmlRule *rule = NULL;

  if (item->text != NULL)
    return FALSE;

  rule = igny_html_rules_find (igny_html_node_get_name (item->node));
  return (rule->shape & IGNY_HTML_IS_BLOCK) != 0;
}

const char *
igny_wordpress_inline_get_attribute (const IgnyHtmlNode *node,
                                     const char         *wanted)
{
  const char *name = NULL;
  const char *value = NULL;

  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    if (strcmp (name, wanted) == 0)
      return value;

  return NULL;
}

void
igny_wordpress_inline_append (IgnyWordpressWriter     *writer,
                              GString                 *out,
                              const IgnyWordpressItem *item)
{
  const char *name = item->text == NULL ? igny_html_node_get_name (item->node) : NULL;

  if (item->text != NULL)
    append_text (writer, out, item->text);
  else if (strcmp (name, "br") == 0)
    g_string_append (out, "<br>");
  else if (strcmp (name, "img") == 0)
    igny_wordpress_inline_append_image (writer, out, item->node);
  else if (igny_wordpress_inline_is_block (item))
    {
      break_line (out);
      append_children (writer, out, item->node);
      break_line (out);
    }
  else
    append_element (writer, out, item->node, name);
}

char *
igny_wordpress_inline_write (IgnyWordpressWriter *writer,
                             const IgnyHtmlNode  *node)
{
  g_autoptr(GString) out = g_string_new (NULL);

  append_children (writer, out, node);
  while (g_str_has_suffix (out->str, "<br>"))
    g_string_truncate (out, out->len - strlen ("<br>"));

  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

gboolean
igny_wordpress_inline_append_image (IgnyWordpressWriter *writer,
                                    GString             *out,
                                    const IgnyHtmlNode  *image)
{
  const char *source = igny_wordpress_inline_get_attribute (image, "src");
  const char *alt = igny_wordpress_inline_get_attribute (image, "alt");

  const IgnyWordpressPicture *picture = igny_wordpress_inline_find_picture (writer, source);

  if (picture == NULL && is_pending (source))
    {
      writer->pending++;
      return FALSE;
    }
  if (picture != NULL && picture->alt != NULL && (alt == NULL || *alt == '\0'))
    alt = picture->alt;

  g_string_append (out, "<img");
  append_attribute (writer, out, "src", picture != NULL ? picture->url : source);
  append_attribute (writer, out, "alt", alt != NULL ? alt : "");
  if (picture != NULL)
    g_string_append_printf (out, " class=\"wp-image-%" G_GINT64_FORMAT "\"", picture->id);
  g_string_append (out, "/>");

  return TRUE;
}
