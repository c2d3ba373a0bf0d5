/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tokens.h"

typedef enum
{
  RUN_NONE, /* spaces: part of the word that follows */
  RUN_LATIN,
  RUN_OTHER, /* letters of other alphabets */
  RUN_IDEOGRAPHS,
  RUN_DIGITS,
  RUN_MARKS,
  RUN_LINES,
} Run;

/* Scripts that are written without spaces. */
static gboolean
is_ideograph (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

static Run
classify (gunichar c)
{
  if (c == '\n' || c == '\r')
    return RUN_LINES;
  if (g_unichar_isspace (c))
    return RUN_NONE;
  if (is_ideograph (c))
    return RUN_IDEOGRAPHS;
  if (g_unichar_isdigit (c))
    return RUN_DIGITS;
  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return c < 0x250 ? RUN_LATIN : RUN_OTHER;
  return RUN_MARKS;
}

/* Hundredths of a token, fitted to what the o200k_base vocabulary makes of
 * prose, lists and tables in seven languages. */
static guint64
weigh (Run     run,
       guint64 length)
{
  switch (run)
    {
    case RUN_LATIN:
      return MAX (100, length * 100 / 6);
    case RUN_OTHER:
      return MAX (100, length * 100 / 4);
    case RUN_IDEOGRAPHS:
      return length * 80;
    case RUN_DIGITS:
      return (length + 2) / 3 * 100;
    case RUN_MARKS:
      return 100;
    case RUN_LINES:
      return 50;
    case RUN_NONE:
    default:
      return 0;
    }
}

guint
igny_tokens_estimate (const char *text)
{
  guint64 hundredths = 0;
  guint64 length = 0;
  Run     run = RUN_NONE;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      Run next = classify (g_utf8_get_char (p));

      if (next != run)
        {
          hundredths += weigh (run, length);
          length = 0;
          run = next;
        }
      length++;
    }
  hundredths += weigh (run, length);

  return (guint) MIN ((hundredths + 99) / 100, G_MAXUINT);
}
