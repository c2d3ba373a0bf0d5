/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *charset;    /* for iconv */
  const char *label;      /* for people: also tells of a byte order mark */
  gsize       bom_length; /* bytes to skip */
} IgnyCharset;

/* What the first bytes of a text are encoded in: by its byte order mark, by
 * zero bytes in every second place, as UTF-8 when nearly all of it is, else
 * Windows-1252. whole tells that there is nothing after them. */
IgnyCharset igny_charset_detect (const guint8 *bytes,
                                 gsize         length,
                                 gboolean      whole);

/* TRUE when the bytes are unlikely to be Windows-1252: its letters beyond ASCII
 * seldom come three in a row, those of other scripts nearly always. */
gboolean igny_charset_is_unlikely (const guint8 *bytes,
                                   gsize         length);

/* TRUE when the bytes, in no known encoding, are a text at all. */
gboolean igny_charset_is_text (const char *utf8,
                               gsize       length);

/* TRUE when no byte is 0x80 or above. */
gboolean igny_charset_is_ascii (const char *text,
                                gsize       length);

/* Length of the valid UTF-8 at the start of text; NUL bytes are valid here. */
gsize igny_charset_valid_prefix (const char *text,
                                 gsize       length);

/* TRUE when text could be the beginning of one more UTF-8 character. */
gboolean igny_charset_is_unfinished (const char *text,
                                     gsize       length);

G_END_DECLS
