/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-pattern.h"

G_BEGIN_DECLS

/* Server-sent events of a chat, in pieces of any size: a piece may end within
 * a line or a character. Comments, other fields, unknown objects and lines that
 * are no JSON are passed over. One thread. */
typedef struct _IgnyChatStream IgnyChatStream;

/* answer is borrowed and grows by add, that of a dialect; NULL for that of the
 * chat completions. */
IgnyChatStream *igny_chat_stream_new (IgnyChatAnswer *answer,
                                      IgnyChatAddFunc add);
void            igny_chat_stream_free (IgnyChatStream *self);
/* Forgets everything, the answer's text too: another attempt begins. */
void igny_chat_stream_reset (IgnyChatStream *self);
void igny_chat_stream_feed (IgnyChatStream *self,
                            const char     *bytes,
                            gsize           length);
/* No more comes: what is left of the last line counts. */
void igny_chat_stream_end (IgnyChatStream *self);

/* [DONE], an error, or too much was read: nothing more is wanted. */
gboolean igny_chat_stream_is_done (const IgnyChatStream *self);
/* Events of a chat were seen at all. */
gboolean igny_chat_stream_has_events (const IgnyChatStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyChatStream, igny_chat_stream_free)

G_END_DECLS
