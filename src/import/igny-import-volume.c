/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-number.h"

#include <math.h>
#include <string.h>

void
igny_import_volume_set_range (IgnyImportVolume *volume,
                              gint64            low,
                              gint64            high)
{
  g_return_if_fail (volume != NULL);

  volume->low = MIN (low, high);
  volume->high = MAX (low, high);
  volume->estimated = TRUE;
  volume->value = (gint64) llround (sqrt ((double) MAX (volume->low, 1)) *
                                    sqrt ((double) MAX (volume->high, 0)));
}

gboolean
igny_import_volume_set_bucket (IgnyImportVolume *volume,
                               gint64            number)
{
  gint64 low = 10;

  g_return_val_if_fail (volume != NULL, FALSE);

  if (number == 0)
    {
      igny_import_volume_set_range (volume, 0, 10);
      return TRUE;
    }
  while (low * 5 < number)
    low *= 10;
  if (low * 5 != number)
    return FALSE;
  igny_import_volume_set_range (volume, low, low * 10);
  return TRUE;
}

static const char *
skip_blanks (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static const char *
skip_range_sign (const char *text)
{
  static const char *const signs[] = { "-", "–", "—", "−", "..", "~", "to", "bis" };

  text = skip_blanks (text);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return skip_blanks (text + strlen (signs[i]));
  return NULL;
}

static gboolean
parse_upper_end (const char       *text,
                 gint64            low,
                 IgnyImportMark    mark,
                 IgnyImportVolume *volume)
{
  gint64 high;

  if (*text == '-' || !igny_import_number_parse (text, mark, 0, &high))
    return FALSE;
  igny_import_volume_set_range (volume, low, high);
  return TRUE;
}

gboolean
igny_import_volume_parse (const char       *text,
                          IgnyImportMark    mark,
                          IgnyImportVolume *volume)
{
  const char *rest;
  const char *upper;
  gboolean    above;

  g_return_val_if_fail (text != NULL && volume != NULL, FALSE);

  *volume = (IgnyImportVolume){ IGNY_UNKNOWN, IGNY_UNKNOWN, IGNY_UNKNOWN, FALSE };
  if (g_ascii_isdigit (*text) && igny_import_number_parse (text, mark, 0, &volume->value) &&
      strchr (text, '+') == NULL)
    return TRUE;
  volume->value = IGNY_UNKNOWN;
  text = skip_blanks (text);
  if (*text == '<')
    return parse_upper_end (skip_blanks (text + (text[1] == '=' ? 2 : 1)), 0, mark, volume);
  above = *text == '>';
  rest = above ? text + (text[1] == '=' ? 2 : 1) : text;

  if (!igny_import_number_scan (&rest, mark, 0, &volume->value) || volume->value < 0)
    return FALSE;
  upper = skip_range_sign (rest);
  if (upper != NULL)
    return parse_upper_end (upper, volume->value, mark, volume);

  rest = skip_blanks (rest);
  volume->estimated = *rest == '+' || above;
  if (volume->estimated)
    volume->low = volume->value;
  return *skip_blanks (*rest == '+' ? rest + 1 : rest) == '\0';
}
