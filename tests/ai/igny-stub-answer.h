/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* What a helpful model would answer to a request of this program: clusters by
 * the first word for a clustering prompt, three ideas from the given keywords,
 * an article with the given title and sections; else "OK". request is the body
 * of POST /chat/completions. Full ownership. */
char *igny_stub_answer_new (JsonObject *request);

G_END_DECLS
