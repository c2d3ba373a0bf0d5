/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A server's address as people type it: with or without a scheme, a slash, /v1
 * or the name of a call at its end. base gets no slash at the end; other is a
 * second guess, or NULL. Without a scheme it is http on this machine and in
 * private networks, else https. Full ownership; errors are
 * IGNY_CHAT_ERROR_ADDRESS. */
gboolean igny_chat_address_read (const char *typed,
                                 char      **base,
                                 char      **other,
                                 char      **host,
                                 GError    **error);

G_END_DECLS
