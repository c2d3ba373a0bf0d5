/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-entity.h"

#include <string.h>

static const struct
{
  const char *name;
  gunichar    character;
} entities[] = {
  { "amp", '&' },
  { "lt", '<' },
  { "gt", '>' },
  { "quot", '"' },
  { "apos", '\'' },
  { "nbsp", 0xa0 },
  { "ndash", 0x2013 },
  { "mdash", 0x2014 },
  { "lsquo", 0x2018 },
  { "rsquo", 0x2019 },
  { "ldquo", 0x201c },
  { "rdquo", 0x201d },
  { "hellip", 0x2026 },
};

static gunichar
read_number (const char *digits)
{
  gboolean hex = (digits[0] | 0x20) == 'x';
  char    *rest = NULL;
  guint64  value;

  digits += hex ? 1 : 0;
  /* strtoull would take a sign. */
  if (!g_ascii_isxdigit (*digits))
    return 0;
  value = g_ascii_strtoull (digits, &rest, hex ? 16 : 10);
  return *rest == '\0' && value < 0x110000 && g_unichar_validate ((gunichar) value)
             ? (gunichar) value
             : 0;
}

gunichar
igny_html_entity_read (const char *reference)
{
  g_return_val_if_fail (reference != NULL, 0);

  if (reference[0] == '#')
    return read_number (reference + 1);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strcmp (entities[i].name, reference) == 0)
      return entities[i].character;
  return 0;
}
