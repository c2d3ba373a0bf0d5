/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-markdown.h"

#include <md4c-html.h>
#include <string.h>

#define MAX_SIZE (2 * 1024 * 1024)

static void
append_cb (const MD_CHAR *text,
           MD_SIZE        length,
           void          *user_data)
{
  GString *out = user_data;

  /* A table can make much of little; the sanitizer refuses it afterwards. */
  if (out->len <= 2 * MAX_SIZE)
    g_string_append_len (out, text, (gssize) length);
}

char *
igny_markdown_to_html (const char   *markdown,
                       IgnyHtmlFlags flags,
                       GError      **error)
{
  static const unsigned parser = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML |
                                 MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOINDENTEDCODEBLOCKS;
  g_autofree char *valid = NULL;
  g_autoptr (GString) html = NULL;

  g_return_val_if_fail (markdown != NULL, NULL);

  if (strlen (markdown) > MAX_SIZE)
    {
      g_set_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_LARGE,
                   "read Markdown: more than %d MiB", MAX_SIZE / 1024 / 1024);
      return NULL;
    }

  valid = g_utf8_make_valid (markdown, -1);
  html = g_string_new (NULL);
  if (md_html (valid, (MD_SIZE) strlen (valid), append_cb, html, parser, 0) != 0)
    {
      g_set_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_COMPLEX,
                   "read Markdown: out of memory");
      return NULL;
    }

  return igny_html_sanitize (html->str, flags, error);
}

static gboolean
has_block_tag (const char *text)
{
  static const char *const names[] = {
    "article", "blockquote", "body", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "html", "li", "ol", "p", "pre", "section", "table", "ul"
  };

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        gsize length = strlen (names[i]);

        if (g_ascii_strncasecmp (p + 1, names[i], length) == 0 &&
            (p[length + 1] == '>' || g_ascii_isspace (p[length + 1])))
          return TRUE;
      }

  return FALSE;
}

char *
igny_markdown_or_html (const char   *text,
                       IgnyHtmlFlags flags,
                       GError      **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (has_block_tag (text))
    return igny_html_sanitize (text, flags, error);
  return igny_markdown_to_html (text, flags, error);
}
