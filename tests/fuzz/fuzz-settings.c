/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "igny-settings.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
check_setting (const IgnySetting *setting,
               const char        *config)
{
  g_autofree char *text = igny_settings_read (setting, config);
  gint64           number;

  g_assert (text != NULL);
  if (setting->kind == IGNY_KIND_TEXT)
    return;
  number = igny_settings_read_number (setting, config);
  if (setting->kind == IGNY_KIND_FLAG)
    g_assert (number == 0 || number == 1);
  else if (number == IGNY_UNKNOWN)
    g_assert (*setting->initial == '\0');
  else
    g_assert (number >= setting->minimum && number <= setting->maximum);
}

/* A configuration as another program, or another version, may have left it: a
 * setting is within its limits, or unknown as at first, whatever stands there. Those that the text
 * names are looked at, and one that its length draws. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *config = g_strndup ((const char *) data, size);
  guint            n = 0;

  for (; igny_settings[n].name != NULL; n++)
    if (strstr (config, strchr (igny_settings[n].name, '.') + 1) != NULL)
      check_setting (&igny_settings[n], config);
  check_setting (&igny_settings[size % n], config);
  return 0;
}
