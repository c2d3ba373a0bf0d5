/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-work-keywords.h"

G_BEGIN_DECLS

/* Vectors of keywords, n_dims signed bytes each, in their order. */
typedef struct
{
  gint8 *vectors;
  guint  n_dims;
  guint  n_asked; /* keywords that the service was asked for; the others were known */
} IgnyWorkVectors;

void igny_work_vectors_clear (IgnyWorkVectors *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyWorkVectors, igny_work_vectors_clear)

/* Takes what the store knows of the chosen model (settings openai.base-url and
 * openai.embeddings-model), and asks the service for the rest, batch by batch.
 * Each batch is kept as soon as it is there, in the step that charges it, so
 * that a run that was canceled or failed goes on where it was. Each is a line of
 * the AI log, and costs one credit for 30 keywords. Blocks. */
gboolean igny_work_embed (const IgnyRun          *run,
                          const IgnyScope        *scope,
                          const IgnyWorkKeywords *keywords,
                          IgnyWorkVectors        *vectors,
                          GError                **error);

G_END_DECLS
