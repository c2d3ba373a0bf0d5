/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The end of an answer that is still being written, for a person to watch:
 * HTML, Markdown, or one of them in JSON. Takes some 4 KB however long the answer
 * is. Begins as { NULL }; one thread at a time. */
typedef struct
{
  GString *end;    /* as the model wrote it; NULL before the first piece */
  gboolean cut;    /* there was more in front of it */
  gboolean in_tag; /* and it ended within a tag */
} IgnyLiveText;

/* More of it, which may be damaged or end within a character, an escape or a tag;
 * NULL begins anew. */
void igny_live_text_add (IgnyLiveText *self,
                         const char   *piece);
void igny_live_text_clear (IgnyLiveText *self);

/* Its last words in one line of at most max_chars characters and an ellipsis in
 * front of them, without tags, signs of JSON and of Markdown, and what would move
 * a cursor. NULL when there are none yet. Full ownership. */
char *igny_live_text_dup_words (const IgnyLiveText *self,
                                guint               max_chars);

G_END_DECLS
