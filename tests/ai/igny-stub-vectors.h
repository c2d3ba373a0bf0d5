/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* The answer to /v1/embeddings, always the same for the same texts: each word is
 * a direction of its own and a text is the sum of its words, so that texts with
 * the same words point the same way. The model's name picks trouble: rig-few
 * leaves one out, rig-words puts a word among the numbers. NULL for a body that
 * asks for nothing. */
char *igny_stub_vectors_new (JsonObject *body);

G_END_DECLS
