/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Some servers cut an emoji into two UTF-16 halves and send each in a piece of
 * its own, which no JSON reader can take. So a half is read as a private
 * character that stands for it, and the pairs are joined afterwards. */

/* The JSON text with every half that stands alone replaced. Full ownership. */
char *igny_chat_halves_hide (const char *json);

/* Whether the last character stands for the first half of one. */
gboolean igny_chat_halves_ends_open (const char *text);

/* Joins what was hidden; a half without its other one becomes U+FFFD. */
void igny_chat_halves_join (GString *text);

G_END_DECLS
