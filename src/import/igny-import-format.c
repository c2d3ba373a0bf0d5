/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-format.h"

#include <math.h>
#include <string.h>

#define LAST_DAY 2958465 /* 9999-12-31 */
#define SECONDS_A_DAY 86400

IgnyImportFormat
igny_import_format_find (guint id)
{
  if (id == 9 || id == 10)
    return IGNY_IMPORT_FORMAT_PERCENT;
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
      (id >= 50 && id <= 58))
    return IGNY_IMPORT_FORMAT_DATE;
  return IGNY_IMPORT_FORMAT_PLAIN;
}

/* Behind what stands in a code only to be shown: quoted text, colors and
 * locales in brackets, escaped and padding characters. */
static const char *
skip_literal (const char *code)
{
  const char *end = NULL;

  switch (*code)
    {
    case '"':
      end = strchr (code + 1, '"');
      break;
    case '[':
      end = strchr (code, ']');
      break;
    case '\\':
    case '_':
    case '*':
      end = code[1] != '\0' ? code + 1 : code;
      break;
    default:
      return code;
    }
  return end != NULL ? end + 1 : code + strlen (code);
}

IgnyImportFormat
igny_import_format_parse (const char *code)
{
  gboolean counts = FALSE;
  gboolean tells_time = FALSE;

  g_return_val_if_fail (code != NULL, IGNY_IMPORT_FORMAT_PLAIN);

  if (g_ascii_strncasecmp (code, "general", 7) == 0)
    return IGNY_IMPORT_FORMAT_PLAIN;
  while (*code != '\0')
    {
      const char *behind = skip_literal (code);

      if (behind != code)
        {
          code = behind;
          continue;
        }
      if (*code == '%')
        return IGNY_IMPORT_FORMAT_PERCENT;
      counts = counts || *code == '#' || *code == '?';
      tells_time = tells_time || strchr ("yYmMdDhHsS", *code) != NULL;
      code++;
    }
  return tells_time && !counts ? IGNY_IMPORT_FORMAT_DATE : IGNY_IMPORT_FORMAT_PLAIN;
}

/* 15 digits are what a double holds: 0.40000000000000002 was typed as 0.4. */
static char *
show_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (number) >= 1e15 || (number != 0 && fabs (number) < 1e-4))
    {
      g_ascii_formatd (buffer, sizeof buffer, fabs (number) < 1 ? "%.9f" : "%.0f",
                       CLAMP (number, -1e18, 1e18));
      return g_strdup (buffer);
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  return g_strdup (buffer);
}

/* NULL for what is no day. */
static char *
show_date (double   number,
           gboolean epoch_1904)
{
  g_autoptr(GDateTime) epoch = NULL;
  g_autoptr(GDateTime) date = NULL;
  gint64 seconds;

  if (!(number >= 1 && number <= LAST_DAY))
    return NULL;

  /* The usual calendar has a 29 February 1900 that never was; counting from 30
   * December 1899 is right from March 1900 on. */
  epoch = epoch_1904 ? g_date_time_new_utc (1904, 1, 1, 0, 0, 0)
                     : g_date_time_new_utc (1899, 12, 30, 0, 0, 0);
  seconds = (gint64) llround (number * SECONDS_A_DAY);
  date = g_date_time_add (epoch, seconds * G_USEC_PER_SEC);
  if (date == NULL)
    return NULL;
  return g_date_time_format (date, seconds % SECONDS_A_DAY == 0 ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S");
}

char *
igny_import_format_show (IgnyImportFormat format,
                         const char      *text,
                         gboolean         epoch_1904)
{
  char  *end;
  char  *shown = NULL;
  double number;

  g_return_val_if_fail (text != NULL, NULL);

  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number))
    return g_strdup (text);

  if (format == IGNY_IMPORT_FORMAT_DATE)
    shown = show_date (number, epoch_1904);
  if (format == IGNY_IMPORT_FORMAT_PERCENT)
    {
      /* Twelve digits: 0.27 * 100 is not quite 27. */
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer, sizeof buffer, "%.12g", number * 100);
      shown = g_strconcat (buffer, "%", NULL);
    }
  return shown != NULL ? shown : show_number (number);
}
