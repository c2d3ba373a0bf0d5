/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"

G_BEGIN_DECLS

/* Keys and passwords come from standard input only. */

/* For --key-stdin: reads the secret of service ("openai" or "wordpress") and
 * keeps it for this run only. site is 0 for the account's own. Refused when
 * the command runs in another process, whose run would be the one it is kept
 * for. */
gboolean igny_key_keep (IgnyCall   *call,
                        const char *service,
                        gint64      site,
                        GError    **error);
/* UUID text of the site, "" for 0: scope of the keyring. */
char *igny_key_dup_scope (IgnyCall *call,
                          gint64    site,
                          GError  **error);

G_END_DECLS
