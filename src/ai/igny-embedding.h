/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-provider-limiter.h"

G_BEGIN_DECLS

/* Vectors of texts (embeddings) from a server that speaks OpenAI's /embeddings:
 * OpenAI itself, Ollama, llama.cpp, LM Studio, vLLM and others. */

/* A vector is of at most so many numbers. */
#define IGNY_EMBEDDING_DIMS_MAX 8192
/* Texts a request: answers stay far below what a call may bring. */
#define IGNY_EMBEDDING_BATCH 100

typedef struct
{
  const char *base_url; /* with or without /v1 or a slash at the end */
  const char *key;      /* or NULL or "" for servers that want none */
  const char *model;
  gboolean    allow_http;
  /* The caller has a place of it; how each request ends is told to it. Or NULL. */
  IgnyProviderLimiter *limiter;
} IgnyEmbeddingConfig;

typedef struct
{
  gint8 *vectors; /* n_dims numbers a text, in their order */
  guint  n_dims;
  gint64 tokens; /* IGNY_UNKNOWN when not told */
  gint64 elapsed_ms;
} IgnyEmbeddingAnswer;

void igny_embedding_answer_clear (IgnyEmbeddingAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyEmbeddingAnswer, igny_embedding_answer_clear)

/* The host of the address, for logs; NULL with IGNY_CHAT_ERROR_ADDRESS. */
char *igny_embedding_dup_host (const IgnyEmbeddingConfig *config,
                               GError                   **error);

/* Asks for vectors of 1 to IGNY_EMBEDDING_BATCH texts that are not empty, with
 * retries where they can help. Each vector is made so long that its largest
 * number is 127: only its direction is kept. Blocks; worker threads. Errors are
 * IGNY_CHAT_ERROR and G_IO_ERROR_CANCELLED. */
gboolean igny_embedding_ask (const IgnyEnv             *env,
                             const IgnyEmbeddingConfig *config,
                             const char *const         *texts,
                             guint                      n_texts,
                             IgnyEmbeddingAnswer       *answer,
                             GCancellable              *cancellable,
                             GError                   **error);

/* Reads the body of an answer for n_texts texts; a GError says what is wrong
 * with it. bytes come from outside. */
gboolean igny_embedding_read (const char          *bytes,
                              gsize                length,
                              guint                n_texts,
                              IgnyEmbeddingAnswer *answer,
                              GError             **error);

G_END_DECLS
