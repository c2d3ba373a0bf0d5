/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* Brings the file to the schema of this program, with the numbered SQL files
 * that it has not seen, all in one transaction, after a copy into backups. When
 * one of them fails, the file stays as it was and the older program can still
 * use it. A file with a newer schema, or of another program, is refused and not
 * touched. Writer thread, outside a step. */
gboolean igny_migrate (IgnyDb        *db,
                       const IgnyEnv *env,
                       const char    *backups,
                       GError       **error);
/* The same with other SQL texts, sqls[0] making schema 1: for tests. */
gboolean igny_migrate_with (IgnyDb            *db,
                            const IgnyEnv     *env,
                            const char        *backups,
                            const char *const *sqls,
                            gint64             n_sqls,
                            GError           **error);
/* Makes the tables of schema version in an empty file, without the triggers
 * that log changes: what a file of that version has to look like. */
gboolean igny_migrate_make (IgnyDb  *db,
                            gint64   version,
                            GError **error);
/* Whether it is a file of ours, of this version or an older one; asks only. */
gboolean igny_migrate_check (IgnyDb  *db,
                             GError **error);
/* The number of the last migration. */
gint64 igny_migrate_get_newest (void);

G_END_DECLS
