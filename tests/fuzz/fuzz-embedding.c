/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-embedding.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first byte says how many texts were sent. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_auto(IgnyEmbeddingAnswer) answer = { NULL };
  g_autoptr(GError) error = NULL;
  guint n_texts;

  if (size == 0)
    return 0;
  n_texts = 1 + data[0] % 4;
  if (!igny_embedding_read ((const char *) data + 1, size - 1, n_texts, &answer, &error))
    {
      g_assert (error != NULL && answer.vectors == NULL);
      return 0;
    }
  g_assert (answer.n_dims > 0 && answer.n_dims <= IGNY_EMBEDDING_DIMS_MAX);
  for (gsize i = 0; i < (gsize) n_texts * answer.n_dims; i++)
    g_assert (answer.vectors[i] > -128);
  return 0;
}
