/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A message of a lower floor as a sentence: without the name of a field in
 * front, with a capital and a full stop. New text. */
char *igny_form_words_from_message (const char *message);

G_END_DECLS
