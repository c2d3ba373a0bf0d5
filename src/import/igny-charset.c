/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-charset.h"

#include <string.h>

/* clang-format off */
static const struct
{
  const char *bytes;
  gsize       length;
  IgnyCharset charset;
} marks[] = {
  { "\xef\xbb\xbf",     3, { "UTF-8",    "UTF-8 with BOM", 3 } },
  { "\xff\xfe\x00\x00", 4, { "UTF-32LE", "UTF-32LE",       4 } },
  { "\x00\x00\xfe\xff", 4, { "UTF-32BE", "UTF-32BE",       4 } },
  { "\xff\xfe",         2, { "UTF-16LE", "UTF-16LE",       2 } },
  { "\xfe\xff",         2, { "UTF-16BE", "UTF-16BE",       2 } },
};
/* clang-format on */

static const IgnyCharset utf8 = { "UTF-8", "UTF-8", 0 };
static const IgnyCharset utf16le = { "UTF-16LE", "UTF-16LE without BOM", 0 };
static const IgnyCharset utf16be = { "UTF-16BE", "UTF-16BE without BOM", 0 };
static const IgnyCharset windows = { "WINDOWS-1252", "WINDOWS-1252", 0 };

gboolean
igny_charset_is_ascii (const char *text,
                       gsize       length)
{
  gsize i = 0;

  /* Blocks without a branch inside, which compilers make wide. */
  for (; i + 64 <= length; i += 64)
    {
      guchar all = 0;

      for (guint j = 0; j < 64; j++)
        all |= (guchar) text[i + j];
      if (all >= 0x80)
        return FALSE;
    }
  for (; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

gsize
igny_charset_valid_prefix (const char *text,
                           gsize       length)
{
  gsize good = 0;

  if (igny_charset_is_ascii (text, length))
    return length;
  while (good < length)
    {
      const char *end;

      if (g_utf8_validate_len (text + good, length - good, &end))
        return length;
      good = (gsize) (end - text);
      if (text[good] != '\0')
        break;
      good++;
    }

  return good;
}

gboolean
igny_charset_is_unfinished (const char *text,
                            gsize       length)
{
  return length < 4 &&
         g_utf8_get_char_validated (text, (gssize) length) == (gunichar) -2;
}

gboolean
igny_charset_is_text (const char *text,
                      gsize       length)
{
  gsize odd = 0;

  /* Zero bytes are for others to judge. */
  for (gsize i = 0; i < length; i++)
    odd += (guchar) text[i] < 0x20 && strchr ("\t\n\r\f\v\033", text[i]) == NULL;

  return odd <= length / 20;
}

/* Text of Western letters has a zero byte in nearly every second place, text
 * of other scripts at least where spaces and line ends are. */
static const IgnyCharset *
detect_utf16 (const guint8 *bytes,
              gsize         length)
{
  gsize zeros[2] = { 0, 0 };
  gsize enough = MAX (length / 100, 1);

  for (gsize i = 0; i < length; i++)
    zeros[i % 2] += bytes[i] == 0;

  /* A stray zero byte in a plain text tells nothing. */
  if (zeros[0] + zeros[1] < length / 5 && igny_charset_is_text ((const char *) bytes, length) &&
      igny_charset_valid_prefix ((const char *) bytes, length) == length)
    return NULL;
  if (zeros[1] >= enough && zeros[1] / 8 >= zeros[0])
    return &utf16le;
  if (zeros[0] >= enough && zeros[0] / 8 >= zeros[1])
    return &utf16be;
  return NULL;
}

/* A few broken characters do not make a UTF-8 text another one, since letters
 * of Windows-1252 hardly ever form a valid sequence. */
static gboolean
is_mostly_utf8 (const char *text,
                gsize       length,
                gboolean    whole)
{
  gsize good = 0;
  gsize bad = 0;

  for (gsize i = 0; i < length; bad++, i++)
    {
      gsize valid = igny_charset_valid_prefix (text + i, length - i);

      for (gsize j = i; j < i + valid; j++)
        good += ((guchar) text[j] & 0xc0) == 0xc0;
      i += valid;
      if (i >= length || (!whole && igny_charset_is_unfinished (text + i, length - i)))
        break;
    }

  return bad == 0 || good > bad;
}

IgnyCharset
igny_charset_detect (const guint8 *bytes,
                     gsize         length,
                     gboolean      whole)
{
  const IgnyCharset *found;

  g_return_val_if_fail (bytes != NULL || length == 0, utf8);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (bytes, marks[i].bytes, marks[i].length) == 0)
      return marks[i].charset;

  found = detect_utf16 (bytes, length);
  if (found != NULL)
    return *found;
  return is_mostly_utf8 ((const char *) bytes, length, whole) ? utf8 : windows;
}

gboolean
igny_charset_is_unlikely (const guint8 *bytes,
                          gsize         length)
{
  gsize high = 0;
  gsize crowded = 0;
  gsize run = 0;

  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  for (gsize i = 0; i < length; i++)
    {
      run = bytes[i] >= 0x80 ? run + 1 : 0;
      high += run > 0;
      crowded += run == 3 ? 3 : run > 3;
    }
  return crowded >= 6 && crowded > high / 2;
}
