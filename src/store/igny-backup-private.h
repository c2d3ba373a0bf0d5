/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* In the data folder: what is to be put in its place. */
#define IGNY_BACKUP_STAGE "restore"

/* Removes a file or a folder with all that is in it; TRUE when there is none. */
gboolean igny_backup_remove_tree (const char *path,
                                  GError    **error);
/* Removes what was staged, at once as far as igny_backup_place can see. */
gboolean igny_backup_drop (const char *stage,
                           GError    **error);
/* Renames, and brings that to the disk. */
gboolean igny_backup_move (const IgnyEnv *env,
                           const char    *from,
                           const char    *to,
                           GError       **error);
/* Says in a staged folder under which name the data before it will be kept. */
gboolean igny_backup_name_kept (const IgnyEnv *env,
                                const char    *stage,
                                GError       **error);

G_END_DECLS
