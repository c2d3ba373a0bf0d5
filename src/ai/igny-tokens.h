/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tokens that a text of valid UTF-8 will be, give or take 15 % for languages
 * written with spaces; no model's table is consulted. Any thread. */
guint igny_tokens_estimate (const char *text);

G_END_DECLS
