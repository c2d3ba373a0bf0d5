/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What went wrong with a call, for whoever goes on or reads it. Any thread. */

/* Puts a sentence behind the message; it ends without a point. */
void igny_ai_error_add (GError     *error,
                        const char *sentence);
/* Puts what the person can do behind what went wrong. */
void igny_ai_error_add_remedy (GError *error);
/* Whether the next call would fail in the same way. NULL would not. */
gboolean igny_ai_error_is_fatal (const GError *error);

G_END_DECLS
