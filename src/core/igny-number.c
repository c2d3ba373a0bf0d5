/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-number.h"

#include <string.h>

char *
igny_number_to_decimal (gint64 value,
                        guint  digits)
{
  GString *text;
  guint64  part = 1;
  guint64  size;

  g_return_val_if_fail (digits <= 9, NULL);

  for (guint i = 0; i < digits; i++)
    part *= 10;
  size = value < 0 ? -(guint64) value : (guint64) value;

  text = g_string_new (value < 0 ? "-" : NULL);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, size / part);
  if (size % part != 0)
    {
      g_string_append_printf (text, ".%0*" G_GUINT64_FORMAT, (int) digits, size % part);
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
    }

  return g_string_free (text, FALSE);
}

gboolean
igny_number_from_decimal (const char *text,
                          guint       digits,
                          gint64     *value)
{
  gboolean negative;
  gboolean seen = FALSE;
  gint64   result = 0;
  int      after = -1;

  g_return_val_if_fail (text != NULL && value != NULL && digits <= 9, FALSE);

  negative = *text == '-';
  if (*text == '-' || *text == '+')
    text++;

  for (; *text != '\0'; text++)
    {
      if (*text == '.' && after < 0)
        {
          after = 0;
          continue;
        }
      if (!g_ascii_isdigit (*text))
        return FALSE;
      seen = TRUE;
      if (after >= (int) digits)
        continue;
      if (result > (G_MAXINT64 - 9) / 10)
        return FALSE;
      result = result * 10 + (*text - '0');
      if (after >= 0)
        after++;
    }

  for (int i = MAX (after, 0); i < (int) digits; i++)
    {
      if (result > G_MAXINT64 / 10)
        return FALSE;
      result *= 10;
    }

  *value = negative ? -result : result;
  return seen;
}

char *
igny_number_to_iso8601 (gint64 time)
{
  gint64 seconds = time / 1000 - (time % 1000 < 0 ? 1 : 0);
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = NULL;

  if (date == NULL)
    return NULL;

  text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", text, (int) (time - seconds * 1000));
}
