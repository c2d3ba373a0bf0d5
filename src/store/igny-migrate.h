/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* Brings the file to the schema of this program, one numbered SQL file after
 * the other, each in its own transaction, after a copy into backups. A file
 * with a newer schema, or of another program, is refused and not touched. */
gboolean igny_migrate (IgnyDb        *db,
                       const IgnyEnv *env,
                       const char    *backups,
                       GError       **error);
/* The number of the last migration. */
gint64 igny_migrate_get_newest (void);

G_END_DECLS
