/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "igny-number.h"

/* The C locale has no separators, which nobody wants to read. */
static const char *
get_separator (void)
{
  const char *separator = nl_langinfo (THOUSEP);

  return *separator != '\0' ? separator : ",";
}

static const char *
get_point (void)
{
  const char *point = nl_langinfo (RADIXCHAR);

  return *point != '\0' ? point : ".";
}

static void
append_grouped (GString *text,
                guint64  value)
{
  char  digits[24];
  int   n = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, value);
  char *separator = g_locale_to_utf8 (get_separator (), -1, NULL, NULL, NULL);

  for (int i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, separator != NULL ? separator : ",");
      g_string_append_c (text, digits[i]);
    }
  g_free (separator);
}

char *
igny_format_number (gint64 value)
{
  GString *text;

  if (value == IGNY_UNKNOWN)
    return g_strdup (IGNY_DASH);

  text = g_string_new (value < 0 ? "−" : NULL);
  append_grouped (text, value < 0 ? -(guint64) value : (guint64) value);
  return g_string_free (text, FALSE);
}

char *
igny_format_decimal (gint64 value,
                     guint  digits)
{
  GString *text;
  guint64  part = 1;
  guint64  size;

  g_return_val_if_fail (digits <= 9, NULL);

  if (value == IGNY_UNKNOWN)
    return g_strdup (IGNY_DASH);

  for (guint i = 0; i < digits; i++)
    part *= 10;
  size = value < 0 ? -(guint64) value : (guint64) value;
  text = g_string_new (value < 0 ? "−" : NULL);
  append_grouped (text, size / part);
  if (digits > 0)
    g_string_append_printf (text, "%s%0*" G_GUINT64_FORMAT, get_point (), (int) digits,
                            size % part);
  return g_string_free (text, FALSE);
}

char *
igny_format_short (gint64 value)
{
  static const char marks[] = { 'K', 'M', 'B' };
  gint64            tenths = value / 100;
  guint             mark = 0;

  if (value == IGNY_UNKNOWN || (value > -1000 && value < 1000))
    return igny_format_number (value);

  while ((tenths >= 10000 || tenths <= -10000) && mark + 1 < G_N_ELEMENTS (marks))
    {
      tenths /= 1000;
      mark++;
    }
  if (tenths % 10 == 0 || tenths >= 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT "%c", tenths / 10, marks[mark]);
  return g_strdup_printf ("%" G_GINT64_FORMAT "%s%d%c", tenths / 10, get_point (),
                          (int) ABS (tenths % 10), marks[mark]);
}

static const char *
find_symbol (const char *currency)
{
  static const char *const symbols[][2] = {
    { "USD", "$" }, { "EUR", "€" }, { "GBP", "£" }, { "JPY", "¥" }, { "INR", "₹" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i][0], currency) == 0)
      return symbols[i][1];
  return NULL;
}

char *
igny_format_money (gint64      micro,
                   const char *currency)
{
  const char      *symbol = currency != NULL ? find_symbol (currency) : NULL;
  g_autofree char *amount = NULL;
  gint64           rounded;

  if (micro == IGNY_UNKNOWN)
    return g_strdup (IGNY_DASH);

  if (micro != 0 && ABS (micro) < IGNY_MICRO / 100)
    amount = igny_format_decimal ((micro + (micro < 0 ? -50 : 50)) / 100, 4);
  else
    {
      rounded = (micro + (micro < 0 ? -5000 : 5000)) / 10000;
      amount = igny_format_decimal (rounded, 2);
    }
  if (currency == NULL)
    return g_steal_pointer (&amount);
  return symbol != NULL ? g_strconcat (symbol, amount, NULL)
                        : g_strconcat (amount, " ", currency, NULL);
}

static char *
format_date (GDateTime *then,
             GDateTime *today)
{
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    return g_date_time_format (then, _ ("%-d %b"));
  return g_date_time_format (then, _ ("%-d %b %Y"));
}

char *
igny_format_time (gint64 time,
                  gint64 now)
{
  g_autoptr(GDateTime) then = NULL;
  g_autoptr(GDateTime) today = NULL;
  gint64 age = (now - time) / 1000;

  if (time == IGNY_UNKNOWN)
    return g_strdup (IGNY_DASH);
  if (age >= 0 && age < 60)
    return g_strdup (_ ("just now"));
  if (age >= 60 && age < 3600)
    return g_strdup_printf (_ ("%d min ago"), (int) (age / 60));

  then = g_date_time_new_from_unix_local (time / 1000);
  today = g_date_time_new_from_unix_local (now / 1000);
  if (then == NULL || today == NULL)
    return g_strdup (IGNY_DASH);
  if (age >= 3600 && age < 24 * 3600)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (age / 3600)),
                            (int) (age / 3600));
  if (age >= 0 && age < 48 * 3600)
    return g_strdup (_ ("yesterday"));
  return format_date (then, today);
}

char *
igny_format_share (gint64 part,
                   gint64 whole)
{
  if (part == IGNY_UNKNOWN || whole == IGNY_UNKNOWN || whole <= 0)
    return g_strdup (IGNY_DASH);
  /* Translators: a percentage */
  return g_strdup_printf (_ ("%d %%"), (int) (part * 100 / whole));
}

char *
igny_format_sentence (const char *text)
{
  g_autofree char *first = NULL;
  g_autofree char *upper = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return g_strdup (text);
  first = g_utf8_substring (text, 0, 1);
  upper = g_utf8_strup (first, -1);
  return g_strconcat (upper, text + strlen (first), NULL);
}
