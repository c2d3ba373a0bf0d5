/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-models-lines.h"
#include "igny-models.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A list that passes the check must be of use, and what is wrong has a line. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) faults = igny_models_check (text);
  guint lines = igny_models_lines_count (text, strlen (text));

  for (guint i = 0; i < faults->len; i++)
    {
      const char *fault = faults->pdata[i];
      guint64     line = g_ascii_strtoull (fault + strlen ("line "), NULL, 10);

      g_assert (g_str_has_prefix (fault, "line ") && line >= 1 && line <= lines);
    }
  if (faults->len == 0)
    {
      g_autoptr (IgnyModels) models = igny_models_new_from_text (text, NULL);
      IgnyModelFamily family;

      g_assert (models != NULL);
      family = igny_models_find_family (models, "api.openai.com", "gpt-6-luna");
      g_assert (family.head_room >= 1 && family.vocabulary != NULL);
      igny_models_estimate_cost (models, "gpt-6-luna", 1000, 10, 1000);
    }
  return 0;
}
