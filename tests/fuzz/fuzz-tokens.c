/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tokens-split.h"
#include "igny-tokens.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Pieces cover the text and end between characters; tokens are at least one a
 * piece and no more than the bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static IgnyTokens *tokens;
  g_autofree char   *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  const char        *end = text + strlen (text);
  guint64            pieces = 0;
  guint64            count;

  if (tokens == NULL)
    tokens = igny_tokens_new ();
  for (const char *p = text; p < end; pieces++)
    {
      const char *next = igny_tokens_split_next (p, end);

      g_assert (next > p && next <= end && (*next & 0xc0) != 0x80);
      p = next;
    }
  count = igny_tokens_count (tokens, "o200k", text);
  g_assert (count >= pieces && count <= strlen (text));
  return 0;
}
