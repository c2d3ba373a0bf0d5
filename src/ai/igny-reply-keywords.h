/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The keywords of a request, found by their spelling. */
typedef struct _IgnyReplyKeywords IgnyReplyKeywords;

IgnyReplyKeywords *igny_reply_keywords_new (const char *const *keywords);
void               igny_reply_keywords_free (IgnyReplyKeywords *self);
/* Positions in the request of those of texts that are in it (a GArray of
 * guint, none twice); the others are appended to rejected unless NULL. */
GArray *igny_reply_keywords_match (IgnyReplyKeywords *self,
                                   GPtrArray         *texts,
                                   GPtrArray         *rejected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyReplyKeywords, igny_reply_keywords_free)

G_END_DECLS
