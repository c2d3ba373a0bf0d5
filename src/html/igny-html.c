/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html.h"

#include <string.h>

#include "igny-html-clean.h"
#include "igny-html-text.h"
#include "igny-text.h"

/* Ordinary articles are stable after one pass and one more proves it. */
#define MAX_ROUNDS 8

G_DEFINE_QUARK (igny_html_error, igny_html_error)

/* Plain paragraphs: nothing is left that could be read in two ways. */
static char *
flatten (const char   *html,
         IgnyHtmlFlags flags,
         GError      **error)
{
  g_autofree char *text = igny_html_to_text (html, error);
  g_auto (GStrv) lines = NULL;
  GString *out;

  if (text == NULL)
    return NULL;

  out = g_string_new (NULL);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_strstrip (*line);
      if (**line == '\0')
        continue;
      g_string_append (out, "<p>");
      igny_html_clean_append_text (out, *line, FALSE, flags);
      g_string_append (out, "</p>\n");
    }

  return g_strchomp (g_string_free (out, FALSE));
}

static guint
count_words (const IgnyHtmlTree *tree)
{
  g_autofree char *text = igny_html_text_collect (tree);

  return igny_text_count_words (text);
}

char *
igny_html_sanitize (const char   *html,
                    IgnyHtmlFlags flags,
                    GError      **error)
{
  return igny_html_sanitize_and_count (html, flags, NULL, error);
}

char *
igny_html_sanitize_and_count (const char   *html,
                              IgnyHtmlFlags flags,
                              guint        *n_words,
                              GError      **error)
{
  g_autofree char *last = NULL;
  char            *flat;

  g_return_val_if_fail (html != NULL, NULL);

  /* Markup that a browser would read differently the second time is how
   * scripts get past such filters, so only what reads the same twice leaves
   * here. */
  for (guint round = 0; round <= MAX_ROUNDS; round++)
    {
      const char      *source = last != NULL ? last : html;
      g_autofree char *next = NULL;
      g_autoptr (IgnyHtmlTree) tree = igny_html_tree_new (source, error);

      if (tree == NULL)
        return NULL;
      next = igny_html_clean (tree, flags);
      if (strcmp (next, source) == 0)
        {
          if (n_words != NULL)
            *n_words = count_words (tree);
          return g_steal_pointer (&next);
        }
      g_free (last);
      last = g_steal_pointer (&next);
    }

  flat = flatten (last, flags, error);
  if (flat != NULL && n_words != NULL)
    *n_words = igny_html_count_words (flat);
  return flat;
}

char *
igny_html_to_text (const char *html,
                   GError    **error)
{
  g_autoptr (IgnyHtmlTree) tree = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  tree = igny_html_tree_new (html, error);
  return tree != NULL ? igny_html_text_collect (tree) : NULL;
}

guint
igny_html_count_words (const char *html)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;

  g_return_val_if_fail (html != NULL, 0);

  text = igny_html_to_text (html, NULL);
  if (text != NULL)
    return igny_text_count_words (text);

  valid = g_utf8_make_valid (html, -1);
  return igny_text_count_words (valid);
}

void
igny_html_heading_free (IgnyHtmlHeading *heading)
{
  if (heading == NULL)
    return;

  g_free (heading->text);
  g_free (heading);
}

GPtrArray *
igny_html_headings (const char *html,
                    GError    **error)
{
  g_autoptr (IgnyHtmlTree) tree = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  tree = igny_html_tree_new (html, error);
  return tree != NULL ? igny_html_text_headings (tree) : NULL;
}

/* text is tidy: one line, single spaces. */
static char *
cut (const char *text,
     guint       max_chars)
{
  const char      *end;
  const char      *space;
  g_autofree char *kept = NULL;

  if (g_utf8_strlen (text, -1) <= (glong) max_chars)
    return g_strdup (text);
  if (max_chars == 0)
    return g_strdup ("");

  end = g_utf8_offset_to_pointer (text, (glong) max_chars - 1);
  space = g_strrstr_len (text, end - text + 1, " ");
  kept = g_strndup (text, (gsize) ((space != NULL ? space : end) - text));
  /* Scripts without spaces are cut anywhere. */
  while (*kept != '\0' && strchr (" ,;:.-", kept[strlen (kept) - 1]) != NULL)
    kept[strlen (kept) - 1] = '\0';
  return g_strconcat (kept, "…", NULL);
}

char *
igny_html_excerpt (const char *html,
                   guint       max_chars,
                   GError    **error)
{
  g_autoptr (IgnyHtmlTree) tree = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  tree = igny_html_tree_new (html, error);
  if (tree == NULL)
    return NULL;

  line = igny_html_text_paragraphs (tree);
  if (*line != '\0')
    return cut (line, max_chars);

  text = igny_html_text_collect (tree);
  g_free (line);
  line = igny_text_tidy (text);
  return cut (line, max_chars);
}
