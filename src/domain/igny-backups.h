/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-backup.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The backups of a data folder, <folder>/backups: daily ones that the program
 * makes and rotates by itself, and those of a person, which it leaves alone. */

typedef struct
{
  char  *path;
  gint64 made_at; /* ms since 1970 */
  gint64 size;
} IgnyBackupFile;

void igny_backup_file_free (IgnyBackupFile *self);

/* Newest first, also those that were made before a purge; of IgnyBackupFile. Any thread. */
GPtrArray *igny_backups_list (const char *folder);
/* Where a backup of now goes when nobody said. Free. */
char *igny_backups_dup_path (const IgnyEnv *env,
                             const char    *folder);
/* Makes the daily backup when the last one is older than a day, something was
 * done since, and the setting “general.daily-backups” wants any; removes those
 * beyond that number. path, when wanted, gets the new one, or NULL. Blocks; any
 * thread but a store's. */
gboolean igny_backups_run_daily (IgnyStore    *store,
                                 GCancellable *cancellable,
                                 char        **path,
                                 GError      **error);
/* Before what was deleted before time goes for good: makes a backup when there
 * is something, and no backup since time has it; of such ones the newest three stay.
 * Blocks; any thread but a store's. */
gboolean igny_backups_run_before_purge (IgnyStore    *store,
                                        gint64        time,
                                        GCancellable *cancellable,
                                        GError      **error);

G_END_DECLS
