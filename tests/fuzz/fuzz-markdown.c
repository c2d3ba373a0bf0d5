/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-markdown.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *html = igny_markdown_to_html (text, IGNY_HTML_STRICT, NULL);
  g_autofree char *either = igny_markdown_or_html (text, IGNY_HTML_STRICT, NULL);

  g_assert (html == NULL || strstr (html, "<script") == NULL);
  g_assert (either == NULL || strstr (either, "<script") == NULL);
  return 0;
}
