/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* Who owns the data folder: an fcntl lock on <folder>/lock, which also holds
 * the owner's process id and bus name as text. The lock decides; the text only
 * says whom to ask. The kernel lets go of it when the owner dies. */
typedef struct _IgnyLock IgnyLock;

/* Makes the folder when it is not there (mode 0700). When another process owns
 * it: IGNY_DB_ERROR_OWNED, and *owner gets its bus name, "" when it has none. */
IgnyLock *igny_lock_take (const IgnyEnv *env,
                          const char    *folder,
                          const char    *bus_name,
                          char         **owner,
                          GError       **error);
void      igny_lock_free (IgnyLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyLock, igny_lock_free)

G_END_DECLS
