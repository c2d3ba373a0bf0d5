/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stream of bytes in some encoding, read as UTF-8. Zero bytes are left out.
 * What cannot be read comes out as the byte 0xff, which is never valid UTF-8,
 * so that the record it is in can be told apart. */
typedef struct _IgnyTextSource IgnyTextSource;

/* Reads head without its first skip bytes, then rest, which may be NULL. */
IgnyTextSource *igny_text_source_new (GBytes       *head,
                                      gsize         skip,
                                      GInputStream *rest,
                                      const char   *charset,
                                      GError      **error);
void            igny_text_source_free (IgnyTextSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTextSource, igny_text_source_free)

/* Up to size bytes of text; 0 at the end, -1 and error on failure. An
 * IgnyCsvRead. size is at least 16. */
gssize igny_text_source_read (gpointer self,
                              char    *text,
                              gsize    size,
                              GError **error);

/* Bytes of the stream used so far. */
gint64 igny_text_source_get_consumed (IgnyTextSource *self);
/* TRUE when the text was called UTF-8, was pure ASCII for a while and then
 * turned out to be Windows-1252, which it is read as from there on. */
gboolean igny_text_source_has_switched (IgnyTextSource *self);

G_END_DECLS
