/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-outline.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What was read once is written, and must read as the same outline again. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GPtrArray) outline = igny_outline_from_json (text, NULL);
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (outline == NULL)
    return 0;
  g_assert (outline->len <= IGNY_OUTLINE_MAX_SECTIONS);
  first = igny_outline_to_json (outline);
  if (strlen (first) > IGNY_OUTLINE_MAX_BYTES)
    return 0;
  again = igny_outline_from_json (first, NULL);
  g_assert (again != NULL);
  second = igny_outline_to_json (again);
  g_assert (g_str_equal (first, second));
  return 0;
}
