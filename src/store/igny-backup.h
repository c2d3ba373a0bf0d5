/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* A backup is one ZIP file: manifest.json, igny8.db and media/…. It is checked
 * when it is made (SQLite's quick_check, checksums) and when it is taken back
 * (checksums, integrity_check, references, the number of rows of each table). */

typedef struct
{
  gint64 made_at; /* ms since 1970; IGNY_UNKNOWN for a bare igny8.db */
  gint64 size;    /* bytes of the file */
  gint64 n_rows;  /* of all tables */
  gint64 n_media; /* files */
} IgnyBackupInfo;

/* Writes the data of folder to path while whoever owns it goes on. What is at
 * path is replaced when the backup is whole and checked. Blocks; any thread but
 * a store's. */
gboolean igny_backup_write (const IgnyEnv  *env,
                            const char     *folder,
                            const char     *path,
                            GCancellable   *cancellable,
                            IgnyBackupInfo *info,
                            GError        **error);

/* Unpacks and checks the backup, or the igny8.db, at path and brings it to this
 * version, all beside the data of folder; igny_backup_place, at the latest when
 * the store is opened the next time, puts it in the place of the data. Needs
 * neither the lock nor data that is whole. A later one replaces an earlier. */
gboolean igny_backup_stage (const IgnyEnv  *env,
                            const char     *folder,
                            const char     *path,
                            GCancellable   *cancellable,
                            IgnyBackupInfo *info,
                            GError        **error);
/* Puts what was staged in its place, and what was there into
 * backups/before-restore-…; kept gets that folder, NULL when nothing was
 * staged. Whoever calls it holds the lock and has not opened the data. Goes on
 * where it was interrupted. */
gboolean igny_backup_place (const IgnyEnv *env,
                            const char    *folder,
                            char         **kept,
                            GError       **error);

G_END_DECLS
