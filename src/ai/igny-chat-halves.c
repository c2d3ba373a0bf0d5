/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-halves.h"

#include <string.h>

/* 2,048 characters of a private plane that no text uses. */
#define FIRST 0x10f000u
#define HIGH 0xd800u
#define LOW 0xdc00u
#define END 0xe000u

/* The UTF-16 unit of an escape at p ("\uXXXX"); 0 when there is none. */
static guint
read_unit (const char *p)
{
  guint unit = 0;

  if (p[0] != '\\' || p[1] != 'u')
    return 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return 0;
      unit = unit * 16 + (guint) g_ascii_xdigit_value (p[i]);
    }

  return unit;
}

static gboolean
is_high (guint unit)
{
  return unit >= HIGH && unit < LOW;
}

static gboolean
is_low (guint unit)
{
  return unit >= LOW && unit < END;
}

char *
igny_chat_halves_hide (const char *json)
{
  GString    *out;
  const char *p = json;

  g_return_val_if_fail (json != NULL, NULL);

  if (strstr (json, "\\u") == NULL)
    return g_strdup (json);
  out = g_string_new (NULL);
  while (*p != '\0')
    {
      guint unit = read_unit (p);
      gsize length = 1;

      if (is_high (unit) && is_low (read_unit (p + 6)))
        length = 12;
      else if (unit >= HIGH && unit < END)
        {
          g_string_append_unichar (out, FIRST + unit - HIGH);
          p += 6;
          continue;
        }
      else if (*p == '\\' && p[1] != '\0')
        length = 2;
      g_string_append_len (out, p, (gssize) length);
      p += length;
    }

  return g_string_free (out, FALSE);
}

/* The half that a character stands for; 0 for any other. */
static guint
reveal (const char *p)
{
  gunichar c = *p != '\0' ? g_utf8_get_char (p) : 0;

  return c >= FIRST && c < FIRST + END - HIGH ? HIGH + c - FIRST : 0;
}

gboolean
igny_chat_halves_ends_open (const char *text)
{
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strlen (text);
  return length >= 4 && is_high (reveal (g_utf8_prev_char (text + length)));
}

void
igny_chat_halves_join (GString *text)
{
  g_autoptr (GString) out = NULL;

  g_return_if_fail (text != NULL);

  /* The first byte of all of them; most texts have none. */
  if (strchr (text->str, 0xf4) == NULL)
    return;

  out = g_string_sized_new (text->len);
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint high = reveal (p);
      guint low = is_high (high) ? reveal (g_utf8_next_char (p)) : 0;

      if (is_low (low))
        {
          g_string_append_unichar (out, 0x10000 + ((high - HIGH) << 10) + (low - LOW));
          p = g_utf8_next_char (p);
        }
      else
        g_string_append_unichar (out, high != 0 ? 0xfffd : g_utf8_get_char (p));
    }
  g_string_assign (text, out->str);
}
