/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-number.h"

#include <string.h>

/* Longer signs come before those they begin with. */
/* clang-format off */
static const struct
{
  const char *sign;
  const char *code;
} signs[] = {
  { "US$", "USD" }, { "AU$", "AUD" }, { "CA$", "CAD" }, { "NZ$", "NZD" }, { "HK$", "HKD" },
  { "MX$", "MXN" }, { "NT$", "TWD" }, { "A$", "AUD" },  { "C$", "CAD" },  { "S$", "SGD" },
  { "R$", "BRL" },  { "$", "USD" },   { "€", "EUR" },   { "£", "GBP" },   { "CN¥", "CNY" },
  { "¥", "JPY" },   { "￥", "JPY" },  { "₹", "INR" },   { "₽", "RUB" },   { "₩", "KRW" },
  { "zł", "PLN" },  { "Kč", "CZK" },  { "₺", "TRY" },   { "₫", "VND" },   { "đ", "VND" },
  { "฿", "THB" },   { "₪", "ILS" },   { "₱", "PHP" },   { "Rp", "IDR" },  { "Ft", "HUF" },
  { "lei", "RON" }, { "₴", "UAH" },   { "₦", "NGN" },   { "RM", "MYR" },  { "Rs", "INR" },
  { "Rs.", "INR" }, { "Fr.", "CHF" }, { "руб.", "RUB" }, { "руб", "RUB" },
};
/* clang-format on */

static const char codes[] =
    "AED ARS AUD BDT BGN BHD BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP EUR GBP GEL GHS "
    "GTQ HKD HRK HUF IDR ILS INR IQD ISK JOD JPY KES KRW KWD KZT LBP LKR MAD MXN MYR NGN NOK NPR "
    "NZD OMR PEN PHP PKR PLN PYG QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD UYU "
    "UZS VND XAF XOF ZAR";

gboolean
igny_import_currency_parse (const char *text,
                            gsize       length,
                            char        currency[4])
{
  g_return_val_if_fail (text != NULL && currency != NULL, FALSE);

  for (; length > 0 && g_ascii_isspace (*text); length--)
    text++;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strlen (signs[i].sign) == length && strncmp (text, signs[i].sign, length) == 0)
      {
        memcpy (currency, signs[i].code, 4);
        return TRUE;
      }

  for (const char *code = codes; length == 3 && *code != '\0'; code += code[3] == ' ' ? 4 : 3)
    if (g_ascii_strncasecmp (code, text, 3) == 0)
      {
        memcpy (currency, code, 3);
        currency[3] = '\0';
        return TRUE;
      }
  return FALSE;
}

static const char *
find_number (const char *text)
{
  while (*text != '\0' && *text != '-' && !(*text == '.' && g_ascii_isdigit (text[1])) &&
         g_unichar_digit_value (g_utf8_get_char (text)) < 0)
    text = g_utf8_next_char (text);
  return text;
}

/* White space of any width goes, a currency must be left. */
static gboolean
take_currency (const char *text,
               gsize       length,
               char        currency[4])
{
  const char *end = text + length;
  const char *start = text;

  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return start == end || igny_import_currency_parse (start, (gsize) (end - start), currency);
}

gboolean
igny_import_money_parse (const char    *text,
                         IgnyImportMark mark,
                         gint64        *micro,
                         char           currency[4])
{
  const char *number;
  const char *rest;

  g_return_val_if_fail (text != NULL && micro != NULL && currency != NULL, FALSE);

  if (g_ascii_isdigit (*text) && strchr (text, '+') == NULL && strchr (text, '%') == NULL &&
      igny_import_number_parse (text, mark, 6, micro))
    return TRUE;
  number = find_number (text);
  rest = number;
  if (!igny_import_number_scan (&rest, mark, 6, micro))
    return FALSE;
  return take_currency (text, (gsize) (number - text), currency) &&
         take_currency (rest, strlen (rest), currency);
}
