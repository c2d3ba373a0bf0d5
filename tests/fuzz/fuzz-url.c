/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-url.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Two lines: an address and a reference. What is taken must read as itself
 * again, and stay within http, without userinfo. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  g_autoptr (IgnyUrl) url = lines[0] != NULL ? igny_url_parse (lines[0], NULL) : NULL;
  g_autoptr (IgnyUrl) again = NULL;
  g_autofree char *resolved = NULL;
  g_autofree char *typed = lines[0] != NULL ? igny_url_from_typed (lines[0], NULL) : NULL;

  (void) typed;
  if (url == NULL)
    return 0;

  g_assert (g_str_equal (url->scheme, "https") || g_str_equal (url->scheme, "http"));
  again = igny_url_parse (url->text, NULL);
  g_assert (again != NULL);
  g_assert (igny_url_is_same_origin (url, again));
  g_assert (g_str_equal (url->text, again->text));
  igny_url_is_private_host (url->host);
  igny_url_is_loopback_host (url->host);
  if (lines[1] != NULL)
    resolved = igny_url_resolve (url->text, lines[1], NULL);
  return 0;
}
