/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-dialect.h"
#include "igny-chat-stream.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *
read_stream (IgnySpeaks  speaks,
             const char *bytes,
             gsize       size,
             gsize       piece)
{
  g_autoptr (IgnyChatAnswer) answer = igny_chat_answer_new ();
  g_autoptr (IgnyChatStream) stream = igny_chat_stream_new (
      answer, igny_chat_dialect_get (speaks)->add);

  for (gsize i = 0; i < size; i += piece)
    igny_chat_stream_feed (stream, bytes + i, MIN (piece, size - i));
  igny_chat_stream_end (stream);
  g_assert (g_utf8_validate (answer->text->str, -1, NULL));
  return g_strdup_printf ("%d %s", answer->finish, answer->text->str);
}

/* How the bytes are cut must not matter. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *bytes = (const char *) data;
  g_autoptr (IgnyChatFault) fault = igny_chat_fault_new (bytes, size);

  for (guint speaks = IGNY_SPEAKS_CHAT; speaks < IGNY_SPEAKS_NOTHING; speaks++)
    {
      g_autofree char *whole = read_stream ((IgnySpeaks) speaks, bytes, size, MAX (size, 1));
      g_autofree char *cut = read_stream ((IgnySpeaks) speaks, bytes, size, 1);

      g_assert (strcmp (whole, cut) == 0);
    }
  g_assert (fault != NULL && g_utf8_strlen (fault->message, -1) <= 300);
  igny_chat_fault_classify (fault, 400);
  return 0;
}
