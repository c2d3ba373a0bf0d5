/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks before something that cannot be undone, costs money or leaves the
 * machine. verb is the button's label. TRUE when the person said so. */
void     igny_confirm_async (GtkWindow          *parent,
                             const char         *heading,
                             const char         *body,
                             const char         *verb,
                             gboolean            destructive,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
gboolean igny_confirm_finish (GAsyncResult *result,
                              GError      **error);

G_END_DECLS
