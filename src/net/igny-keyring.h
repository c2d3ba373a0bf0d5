/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Secrets of one person on this machine, in the Secret Service. Where there is
 * none, a secret can be kept for this run only, in memory that is wiped. All
 * calls block (an unlock prompt for as long as the person takes): worker
 * threads only, or igny8ctl. */

typedef enum
{
  IGNY_KEYRING_ERROR_FAILED,
  IGNY_KEYRING_ERROR_MISSING, /* no secret service, or no session bus */
  IGNY_KEYRING_ERROR_LOCKED,  /* there is an item or a collection, but it stayed locked */
} IgnyKeyringError;

#define IGNY_KEYRING_ERROR (igny_keyring_error_quark ())

GQuark igny_keyring_error_quark (void);

/* service is "openai" or "wordpress"; account_id and scope_id are UUID text
 * (scope: the site, or "" for the account's own). */
gboolean igny_keyring_store (const char   *service,
                             const char   *account_id,
                             const char   *scope_id,
                             const char   *label,
                             const char   *secret,
                             GCancellable *cancellable,
                             GError      **error);
/* For this run only; wins over the stored one. */
void igny_keyring_keep (const char *service,
                        const char *account_id,
                        const char *scope_id,
                        const char *secret);
/* NULL without error: none is stored. Free with igny_keyring_free. */
char    *igny_keyring_lookup (const char   *service,
                              const char   *account_id,
                              const char   *scope_id,
                              GCancellable *cancellable,
                              GError      **error);
gboolean igny_keyring_remove (const char   *service,
                              const char   *account_id,
                              const char   *scope_id,
                              GCancellable *cancellable,
                              GError      **error);
/* Wipes, then frees. */
void igny_keyring_free (char *secret);

G_END_DECLS
