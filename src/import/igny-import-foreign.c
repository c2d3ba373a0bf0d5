/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-foreign.h"

#include <string.h>

#define MIN_LINES 10 /* fewer prove nothing */

const char *
igny_import_foreign_find (const guint8 *bytes,
                          gsize         length)
{
  static const struct
  {
    const char *magic;
    gsize       length;
    const char *cause;
  } formats[] = {
    { "\xd0\xcf\x11\xe0", 4, "this is an old Excel workbook; save it as XLSX or CSV" },
    { "%PDF", 4, "this is a PDF; save the keywords as CSV, XLSX or plain text" },
    { "SQLite format 3", 15, "this is a database; save the keywords as CSV, XLSX or plain text" },
    { "\x89PNG", 4, "this is a picture; save the keywords as CSV, XLSX or plain text" },
    { "\xff\xd8\xff", 3, "this is a picture; save the keywords as CSV, XLSX or plain text" },
    { "\x1f\x8b", 2, "this is a compressed file; unpack it first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (length >= formats[i].length && memcmp (bytes, formats[i].magic, formats[i].length) == 0)
      return formats[i].cause;
  return NULL;
}

static gsize
skip_blanks (const char *text,
             gsize       length,
             gsize       from)
{
  while (from < length && g_ascii_isspace (text[from]))
    from++;
  return from;
}

gboolean
igny_import_foreign_is_json (const char *text,
                             gsize       length)
{
  gsize first;
  gsize second;

  g_return_val_if_fail (text != NULL, FALSE);

  first = skip_blanks (text, length, 0);
  if (first >= length || (text[first] != '{' && text[first] != '['))
    return FALSE;
  second = skip_blanks (text, length, first + 1);
  if (second >= length || text[second] == '\0')
    return FALSE;
  return strchr (text[first] == '{' ? "\"}" : "\"{[]", text[second]) != NULL;
}

/* "name:", "name: value" and "- name: value". */
static gboolean
is_pair (const char *line,
         gsize       length)
{
  const char *colon = memchr (line, ':', length);

  return colon != NULL && colon > line && !g_ascii_isspace (colon[-1]) &&
         (colon + 1 == line + length || colon[1] == ' ');
}

/* A word of base64, a space and a number. *padded: it ends in "=". */
static gboolean
is_token (const char *line,
          gsize       length,
          gboolean   *padded)
{
  gsize end = 0;
  gsize digit;

  while (end < length && (g_ascii_isalnum (line[end]) || line[end] == '+' || line[end] == '/'))
    end++;
  *padded = end < length && line[end] == '=';
  while (end < length && line[end] == '=')
    end++;
  if (end == 0 || end % 4 != 0 || end + 1 >= length || line[end] != ' ')
    return FALSE;
  for (digit = end + 1; digit < length; digit++)
    if (!g_ascii_isdigit (line[digit]))
      return FALSE;
  return TRUE;
}

const char *
igny_import_foreign_find_lines (const char *text,
                                gsize       length)
{
  gsize n_lines = 0;
  gsize n_pairs = 0;
  gsize n_indented = 0;
  gsize n_tokens = 0;
  gsize n_padded = 0;

  g_return_val_if_fail (text != NULL, NULL);

  for (gsize at = 0; at < length;)
    {
      const char *line = text + at;
      const char *end = memchr (line, '\n', length - at);
      gsize       size = end != NULL ? (gsize) (end - line) : length - at;
      gboolean    padded = FALSE;

      at += size + 1;
      size -= size > 0 && line[size - 1] == '\r';
      if (skip_blanks (line, size, 0) == size)
        continue;
      n_lines++;
      n_indented += g_ascii_isspace (*line);
      n_pairs += is_pair (line, size);
      n_tokens += is_token (line, size, &padded);
      n_padded += padded;
    }

  if (n_lines < MIN_LINES)
    return NULL;
  if (n_pairs > n_lines * 4 / 5 || (n_pairs > n_lines * 3 / 10 && n_indented > n_lines / 2))
    return "its lines are settings, not keywords; choose another file, or save the keywords as CSV"
           " or plain text";
  if (n_tokens > n_lines * 9 / 10 && n_padded > n_lines / 5)
    return "its lines are codes of tokens, not keywords; choose another file";
  return NULL;
}
