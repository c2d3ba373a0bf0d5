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

static char *
convert (const char   *markdown,
         unsigned      more,
         IgnyHtmlFlags flags,
         GError      **error)
{
  static const unsigned parser = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
                                 MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOINDENTEDCODEBLOCKS;
  g_autofree char *valid = NULL;
  g_autoptr(GString) html = NULL;

  if (strlen (markdown) > MAX_SIZE)
    {
      g_set_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_LARGE,
                   "read Markdown: more than %d MiB", MAX_SIZE / 1024 / 1024);
      return NULL;
    }

  valid = g_utf8_make_valid (markdown, -1);
  html = g_string_new (NULL);
  if (md_html (valid, (MD_SIZE) strlen (valid), append_cb, html, parser | more, 0) != 0)
    {
      g_set_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_COMPLEX,
                   "read Markdown: out of memory");
      return NULL;
    }

  return igny_html_sanitize (html->str, flags, error);
}

char *
igny_markdown_to_html (const char   *markdown,
                       IgnyHtmlFlags flags,
                       GError      **error)
{
  g_return_val_if_fail (markdown != NULL, NULL);

  return convert (markdown, MD_FLAG_NOHTML, flags, error);
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

static const char *
skip_line (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : NULL;
}

/* A line such as "## Title", which nobody writes in HTML. */
static gboolean
has_heading_line (const char *text)
{
  for (const char *line = text; line != NULL; line = skip_line (line))
    {
      gsize marks = strspn (line, "#");

      if (marks >= 1 && marks <= 6 && line[marks] == ' ')
        return TRUE;
    }

  return FALSE;
}

/* Where a fence for HTML or Markdown opens: the line behind it, or NULL. */
static const char *
find_fence (const char *text,
            char       *mark)
{
  static const char *const languages[] = { "", "html", "htm", "markdown", "md", NULL };

  for (const char *line = text; line != NULL; line = skip_line (line))
    {
      gsize            marks = strspn (line, *line == '~' ? "~" : "`");
      g_autofree char *word = NULL;

      if (marks < 3)
        continue;
      *mark = *line;
      word = g_strndup (line + marks, strcspn (line + marks, "\r\n"));
      g_strstrip (word);
      for (char *p = word; *p != '\0'; p++)
        *p = g_ascii_tolower (*p);
      return g_strv_contains (languages, word) ? skip_line (line) : NULL;
    }

  return NULL;
}

/* The last line that closes a fence, or the end of the text. */
static const char *
find_fence_end (const char *inside,
                char        mark)
{
  const char *found = NULL;
  const char  closing[] = { mark, mark, mark, '\0' };

  for (const char *line = inside; line != NULL; line = skip_line (line))
    {
      gsize marks = strspn (line, closing);

      if (marks >= 3 && line[marks + strspn (line + marks, " \t\r")] != '\0' &&
          line[marks + strspn (line + marks, " \t\r")] != '\n')
        continue;
      if (marks >= 3)
        found = line;
    }

  return found != NULL ? found : inside + strlen (inside);
}

/* An article that stands in a fence, most of the text: a few words around it
 * ("Here is the article:") are not part of it. */
static char *
take_fenced (const char *text)
{
  char        mark = '\0';
  const char *inside = find_fence (text, &mark);
  const char *end;
  gsize       around;

  if (inside == NULL)
    return g_strdup (text);
  end = find_fence_end (inside, mark);
  around = strlen (text) - (gsize) (end - inside);
  if (around > 500 || around > (gsize) (end - inside) + 24)
    return g_strdup (text);

  return g_strndup (inside, (gsize) (end - inside));
}

char *
igny_markdown_or_html (const char   *text,
                       IgnyHtmlFlags flags,
                       GError      **error)
{
  g_autofree char *article = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  article = take_fenced (text);
  if (!has_block_tag (article))
    return convert (article, MD_FLAG_NOHTML, flags, error);
  if (has_heading_line (article))
    return convert (article, 0, flags, error);
  return igny_html_sanitize (article, flags, error);
}
