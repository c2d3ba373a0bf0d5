/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-images-api-private.h"

#define MARK "igny-lifted:"
/* Shorter texts are left to the reader of JSON. */
#define LONG (256 * 1024)

/* The quote that ends the text at p, or end. */
static const char *
find_end (const char *p,
          const char *end,
          gboolean   *plain)
{
  *plain = TRUE;
  for (; p < end && *p != '"'; p++)
    if (*p == '\\')
      {
        *plain = FALSE;
        p++;
      }
  return MIN (p, end);
}

char *
igny_images_lift (const char *bytes,
                  gsize       length,
                  GPtrArray  *lifted)
{
  const char *end = bytes + length;
  GString    *out = g_string_new (NULL);

  for (const char *p = bytes; p < end;)
    {
      const char *start = memchr (p, '"', (gsize) (end - p));
      const char *stop;
      gboolean    plain;

      if (start == NULL)
        start = end;
      g_string_append_len (out, p, start - p);
      if (start == end)
        break;
      stop = find_end (start + 1, end, &plain);
      if (plain && stop - start > LONG && stop < end)
        {
          g_string_append_printf (out, "\"" MARK "%u\"", lifted->len);
          g_ptr_array_add (lifted, g_strndup (start + 1, (gsize) (stop - start - 1)));
        }
      else
        g_string_append_len (out, start, MIN (stop + 1, end) - start);
      p = MIN (stop + 1, end);
    }
  return g_string_free (out, FALSE);
}

const char *
igny_images_find_lifted (const char *text,
                         GPtrArray  *lifted)
{
  guint64 index;

  if (!g_str_has_prefix (text, MARK))
    return text;
  index = g_ascii_strtoull (text + strlen (MARK), NULL, 10);
  return index < lifted->len ? lifted->pdata[index] : text;
}
