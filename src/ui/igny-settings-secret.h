/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keyring for the main thread: an unlock prompt may hold a call as long as
 * the person takes, so each runs on a worker. service, account and scope as in
 * igny-keyring.h. */

typedef enum
{
  IGNY_SECRET_LOOK, /* whether there is one */
  IGNY_SECRET_STORE,
  IGNY_SECRET_REMOVE,
} IgnySecretOp;

/* secret and label are for IGNY_SECRET_STORE; secret is copied, and the copy
 * wiped. */
void igny_settings_secret_async (IgnySecretOp        op,
                                 const char         *service,
                                 const char         *account,
                                 const char         *scope,
                                 const char         *label,
                                 const char         *secret,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
/* Looking: whether there is one. Errors are IGNY_KEYRING_ERROR. */
gboolean igny_settings_secret_finish (GAsyncResult *result,
                                      GError      **error);

G_END_DECLS
