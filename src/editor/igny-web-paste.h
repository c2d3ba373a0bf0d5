/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Foreign HTML made safe to insert, on a thread: no pictures, no classes, no
 * inline styles. Errors are IGNY_HTML_ERROR. Full ownership. */
void  igny_web_paste_clean_async (const char         *html,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
char *igny_web_paste_clean_finish (GAsyncResult *result,
                                   GError      **error);

G_END_DECLS
