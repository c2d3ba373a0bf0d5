/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "igny-settings.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A configuration as another program, or another version, may have left it: a
 * setting is within its limits, whatever stands there. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *config = g_strndup ((const char *) data, size);

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    {
      g_autofree char *text = igny_settings_read (s, config);
      gint64           number;

      g_assert (text != NULL);
      if (s->kind == IGNY_KIND_TEXT)
        continue;
      number = igny_settings_read_number (s, config);
      if (s->kind == IGNY_KIND_FLAG)
        g_assert (number == 0 || number == 1);
      else
        g_assert (number >= s->minimum && number <= s->maximum);
    }
  return 0;
}
