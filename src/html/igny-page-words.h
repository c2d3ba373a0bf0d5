/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page-checks.h"

G_BEGIN_DECLS

/* A text taken apart into its words, in the form in which two spellings are the
 * same. */
typedef struct
{
  char      *text;  /* normalized; a NUL behind each word */
  GPtrArray *words; /* borrowed from text, in order */
} IgnyPageWords;

IgnyPageWords *igny_page_words_new (const char *text);
void           igny_page_words_free (IgnyPageWords *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPageWords, igny_page_words_free)

G_END_DECLS
