/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-charset.h"
#include "igny-text-source.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Reads all of a text in pieces; what comes out is UTF-8 but for the byte that
 * stands for what cannot be read, has no NUL, and is not endless. */
static char *
read_all (GBytes     *head,
          gsize       skip,
          const char *charset,
          gsize       piece)
{
  g_autoptr(IgnyTextSource) source = igny_text_source_new (head, skip, NULL, charset, NULL);
  GString *text = g_string_new (NULL);
  char     buffer[512];
  gssize   got;

  g_assert (source != NULL);
  while ((got = igny_text_source_read (source, buffer, MIN (piece, sizeof buffer), NULL)) > 0)
    {
      g_assert ((gsize) got <= piece && memchr (buffer, '\0', (gsize) got) == NULL);
      g_string_append_len (text, buffer, got);
      g_assert (text->len <= g_bytes_get_size (head) * 8 + 64);
    }
  g_assert (got == 0);
  g_assert (igny_text_source_get_consumed (source) == (gint64) g_bytes_get_size (head));
  return g_string_free (text, FALSE);
}

static void
check_text (char *text)
{
  for (char *at = text; *at != '\0'; at++)
    if ((guchar) *at == 0xff)
      *at = '?';
  /* A broken character may come out as it was when the text was called UTF-8. */
  (void) igny_charset_is_text (text, strlen (text));
}

static const char *const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252",
                                        "UTF-32LE", "SHIFT_JIS", "WINDOWS-1251", "GB18030" };

/* The C library unloads a converter that nobody has open, and loads it anew for
 * each input. */
static void
keep_converters (void)
{
  static GIConv kept[G_N_ELEMENTS (charsets)];

  if (kept[0] != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    kept[i] = g_iconv_open ("UTF-8", charsets[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *guessed = NULL;
  g_autofree char *again = NULL;
  g_autofree char *forced = NULL;
  IgnyCharset      charset;

  keep_converters ();
  if (size < 2)
    return 0;
  bytes = g_bytes_new (data + 2, size - 2);
  charset = igny_charset_detect (data + 2, size - 2, data[0] % 2 == 0);
  g_assert (charset.bom_length <= size - 2);
  g_assert (igny_charset_valid_prefix ((const char *) data + 2, size - 2) <= size - 2);

  /* The size of the pieces changes nothing. */
  guessed = read_all (bytes, charset.bom_length, charset.charset, 512);
  again = read_all (bytes, charset.bom_length, charset.charset, 16 + data[1] % 64);
  g_assert (g_str_equal (guessed, again));
  check_text (guessed);

  forced = read_all (bytes, 0, charsets[data[0] / 2 % G_N_ELEMENTS (charsets)], 64);
  check_text (forced);
  return 0;
}
