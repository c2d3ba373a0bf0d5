/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cells.h"

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
igny_cells_count (const char *text)
{
  guint width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += char_width (g_utf8_get_char (c));
  return width;
}

void
igny_cells_append (GString    *to,
                   const char *text,
                   guint       max)
{
  gsize room; /* bytes behind which an ellipsis still fits */
  guint width = 0;

  g_return_if_fail (to != NULL && text != NULL && max > 0);

  room = to->len;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_iscntrl (character))
        character = ' ';
      width += char_width (character);
      if (width > max)
        {
          g_string_truncate (to, room);
          g_string_append (to, "…");
          return;
        }
      g_string_append_unichar (to, character);
      if (width < max)
        room = to->len;
    }
}
