/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The result must be stable, without script and without an address that runs
 * one. The first byte chooses the flags. */
static void
check (const char   *html,
       IgnyHtmlFlags flags)
{
  g_autofree char *once = igny_html_sanitize (html, flags, NULL);
  g_autofree char *twice = NULL;

  if (once == NULL)
    return;
  twice = igny_html_sanitize (once, flags, NULL);
  g_assert (twice != NULL && strcmp (once, twice) == 0);
  g_assert (strstr (once, "<script") == NULL);
  g_assert (strstr (once, "<svg") == NULL);
  g_assert (strstr (once, " href=\"javascript:") == NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  g_autofree char *excerpt = NULL;
  g_autoptr (GPtrArray) headings = NULL;

  if (size == 0)
    return 0;

  html = g_strndup ((const char *) data + 1, size - 1);
  check (html, (IgnyHtmlFlags) (data[0] & 31));
  text = igny_html_to_text (html, NULL);
  excerpt = igny_html_excerpt (html, 80, NULL);
  headings = igny_html_headings (html, NULL);
  igny_html_count_words (html);
  return 0;
}
