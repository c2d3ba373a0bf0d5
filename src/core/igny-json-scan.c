/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-json-scan.h"

#include <math.h>
#include <string.h>

/* U+FFFD as JSON spells it. */
#define REPLACEMENT "\\ufffd"

typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_CLOSE,
  EXPECT_KEY,
  EXPECT_KEY_OR_CLOSE,
  EXPECT_COLON,
  EXPECT_COMMA_OR_CLOSE,
  EXPECT_END,
} Expect;

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  GString    *out;                       /* what json-glib may see */
  char        open[IGNY_JSON_MAX_DEPTH]; /* the brackets that will close */
  guint       depth;
  Expect      expect;
} Scan;

static gboolean
refuse (const Scan *scan,
        const char *cause,
        GError    **error)
{
  g_set_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_INVALID,
               "read JSON: %s at byte %" G_GSIZE_FORMAT,
               cause, (gsize) (scan->p - scan->start));
  return FALSE;
}

static gboolean
read_hex (const char *p,
          const char *end,
          guint      *unit)
{
  if (end - p < 4)
    return FALSE;

  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + (guint) digit;
    }

  return TRUE;
}

/* p is behind "\u". */
static gboolean
scan_unicode_escape (Scan    *scan,
                     GError **error)
{
  guint high = 0;
  guint low = 0;

  if (!read_hex (scan->p, scan->end, &high))
    return refuse (scan, "bad \\u escape", error);

  if ((high & 0xfc00) == 0xd800 && scan->end - scan->p >= 10 &&
      scan->p[4] == '\\' && scan->p[5] == 'u' &&
      read_hex (scan->p + 6, scan->end, &low) && (low & 0xfc00) == 0xdc00)
    {
      g_string_append (scan->out, "\\u");
      g_string_append_len (scan->out, scan->p, 10);
      scan->p += 10;
      return TRUE;
    }

  if (high == 0 || (high & 0xf800) == 0xd800)
    g_string_append (scan->out, REPLACEMENT);
  else
    g_string_append_printf (scan->out, "\\u%04x", high);
  scan->p += 4;
  return TRUE;
}

static gboolean
scan_escape (Scan    *scan,
             GError **error)
{
  scan->p++;
  if (scan->p == scan->end)
    return refuse (scan, "unfinished text", error);

  if (*scan->p == 'u')
    {
      scan->p++;
      return scan_unicode_escape (scan, error);
    }
  if (strchr ("\"\\/bfnrt", *scan->p) == NULL)
    return refuse (scan, "bad escape", error);

  g_string_append_c (scan->out, '\\');
  g_string_append_c (scan->out, *scan->p++);
  return TRUE;
}

static gboolean
scan_string (Scan    *scan,
             GError **error)
{
  g_string_append_c (scan->out, *scan->p++);
  while (scan->p < scan->end && *scan->p != '"')
    {
      const char *run = scan->p;

      if ((guchar) *scan->p < 0x20)
        return refuse (scan, "control character in text", error);
      if (*scan->p == '\\' && !scan_escape (scan, error))
        return FALSE;
      if (scan->p != run)
        continue;

      while (scan->p < scan->end && (guchar) *scan->p >= 0x20 && *scan->p != '"' &&
             *scan->p != '\\')
        scan->p++;
      g_string_append_len (scan->out, run, scan->p - run);
    }
  if (scan->p == scan->end)
    return refuse (scan, "unfinished text", error);

  g_string_append_c (scan->out, *scan->p++);
  return TRUE;
}

static gboolean
scan_digits (Scan *scan)
{
  const char *first = scan->p;

  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;
  return scan->p > first;
}

static gboolean
accept_char (Scan *scan,
             char  c)
{
  if (scan->p == scan->end || *scan->p != c)
    return FALSE;

  scan->p++;
  return TRUE;
}

/* json-glib would wrap a whole number that is too long, and write an infinite
 * one back as a word that is not JSON. */
static void
append_number (Scan       *scan,
               const char *first,
               gboolean    whole)
{
  g_autofree char *number = g_strndup (first, (gsize) (scan->p - first));

  if (!isfinite (g_ascii_strtod (number, NULL)))
    {
      g_string_append (scan->out, "null");
      return;
    }
  g_string_append (scan->out, number);
  if (whole && !g_ascii_string_to_signed (number, 10, -G_MAXINT64, G_MAXINT64, NULL, NULL))
    g_string_append (scan->out, ".0");
}

static gboolean
scan_number (Scan    *scan,
             GError **error)
{
  const char *first = scan->p;
  gboolean    whole = TRUE;

  accept_char (scan, '-');
  if (!accept_char (scan, '0') && !scan_digits (scan))
    return refuse (scan, "bad number", error);
  if (accept_char (scan, '.'))
    {
      whole = FALSE;
      if (!scan_digits (scan))
        return refuse (scan, "bad number", error);
    }
  if (accept_char (scan, 'e') || accept_char (scan, 'E'))
    {
      whole = FALSE;
      if (!accept_char (scan, '+'))
        accept_char (scan, '-');
      if (!scan_digits (scan))
        return refuse (scan, "bad number", error);
    }

  append_number (scan, first, whole);
  return TRUE;
}

static gboolean
scan_word (Scan    *scan,
           GError **error)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (scan->end - scan->p) < length || memcmp (scan->p, words[i], length) != 0)
        continue;
      g_string_append (scan->out, words[i]);
      scan->p += length;
      return TRUE;
    }

  return refuse (scan, "unexpected character", error);
}

static gboolean
open_bracket (Scan    *scan,
              char     closing,
              Expect   expect,
              GError **error)
{
  if (scan->depth == IGNY_JSON_MAX_DEPTH)
    {
      g_set_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_TOO_DEEP,
                   "read JSON: more than %d levels deep", IGNY_JSON_MAX_DEPTH);
      return FALSE;
    }

  scan->open[scan->depth++] = closing;
  g_string_append_c (scan->out, *scan->p++);
  scan->expect = expect;
  return TRUE;
}

static void
end_value (Scan *scan)
{
  scan->expect = scan->depth > 0 ? EXPECT_COMMA_OR_CLOSE : EXPECT_END;
}

static gboolean
scan_value (Scan    *scan,
            GError **error)
{
  gboolean good;

  if (*scan->p == '{')
    return open_bracket (scan, '}', EXPECT_KEY_OR_CLOSE, error);
  if (*scan->p == '[')
    return open_bracket (scan, ']', EXPECT_VALUE_OR_CLOSE, error);

  if (*scan->p == '"')
    good = scan_string (scan, error);
  else if (*scan->p == '-' || g_ascii_isdigit (*scan->p))
    good = scan_number (scan, error);
  else
    good = scan_word (scan, error);
  end_value (scan);
  return good;
}

static gboolean
scan_close (Scan *scan)
{
  if (scan->depth == 0 || *scan->p != scan->open[scan->depth - 1])
    return FALSE;

  scan->depth--;
  g_string_append_c (scan->out, *scan->p++);
  end_value (scan);
  return TRUE;
}

static gboolean
scan_separator (Scan    *scan,
                char     separator,
                Expect   next,
                GError **error)
{
  if (*scan->p != separator)
    return refuse (scan, "unexpected character", error);

  g_string_append_c (scan->out, *scan->p++);
  scan->expect = next;
  return TRUE;
}

static gboolean
scan_key (Scan    *scan,
          GError **error)
{
  if (*scan->p != '"')
    return refuse (scan, "expected a name in quotes", error);

  scan->expect = EXPECT_COLON;
  return scan_string (scan, error);
}

/* One token; p is at a character that is no white space. */
static gboolean
scan_token (Scan    *scan,
            GError **error)
{
  switch (scan->expect)
    {
    case EXPECT_VALUE_OR_CLOSE:
      return scan_close (scan) || scan_value (scan, error);

    case EXPECT_VALUE:
      return scan_value (scan, error);

    case EXPECT_KEY_OR_CLOSE:
      return scan_close (scan) || scan_key (scan, error);

    case EXPECT_KEY:
      return scan_key (scan, error);

    case EXPECT_COLON:
      return scan_separator (scan, ':', EXPECT_VALUE, error);

    case EXPECT_COMMA_OR_CLOSE:
      return scan_close (scan) ||
             scan_separator (scan, ',',
                             scan->open[scan->depth - 1] == '}' ? EXPECT_KEY : EXPECT_VALUE,
                             error);

    case EXPECT_END:
    default:
      return refuse (scan, "text after the end", error);
    }
}

static gboolean
scan_all (Scan    *scan,
          GError **error)
{
  for (;;)
    {
      while (scan->p < scan->end && *scan->p != '\0' && strchr (" \t\r\n", *scan->p) != NULL)
        scan->p++;
      if (scan->p == scan->end)
        break;
      if (!scan_token (scan, error))
        return FALSE;
    }

  return scan->expect == EXPECT_END || refuse (scan, "unexpected end", error);
}

gboolean
igny_json_scan (const char *text,
                gsize       size,
                GString    *out,
                GError    **error)
{
  Scan scan = { .start = text, .p = text, .end = text + size, .out = out };

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (size > IGNY_JSON_MAX_SIZE)
    {
      g_set_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_TOO_LARGE,
                   "read JSON: more than %d MiB", IGNY_JSON_MAX_SIZE / 1024 / 1024);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, size, &scan.p))
    return refuse (&scan, "not UTF-8", error);

  scan.p = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? text + 3 : text;
  return scan_all (&scan, error);
}
