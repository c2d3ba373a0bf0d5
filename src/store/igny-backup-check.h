/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "igny-db.h"

G_BEGIN_DECLS

#define IGNY_BACKUP_FORMAT "igny8-backup"
#define IGNY_BACKUP_VERSION 1
#define IGNY_BACKUP_MANIFEST "manifest.json"
#define IGNY_BACKUP_DATABASE "igny8.db"
#define IGNY_BACKUP_MEDIA "media/"
#define IGNY_BACKUP_MAX_MANIFEST (1024 * 1024)

/* The pages of a database, and when thorough its indexes and references too,
 * which takes several times as long; IGNY_DB_ERROR_DAMAGED. */
gboolean igny_backup_check_database (IgnyDb  *db,
                                     gboolean thorough,
                                     GError **error);
/* Whether db has the tables, indexes and triggers that a file of its version is
 * made with, and nothing else: what a foreign file brings along would run with
 * the next statement. The triggers that log changes are not looked at; they are
 * to be made anew. */
gboolean igny_backup_check_schema (IgnyDb  *db,
                                   GError **error);
/* Rows of each table that there is: {"keywords": 1000}. */
JsonObject *igny_backup_count_rows (IgnyDb  *db,
                                    gint64  *n_rows,
                                    GError **error);
/* Reads what igny_backup_write wrote: format, version and numbers. */
JsonNode *igny_backup_parse_manifest (const char *text,
                                      gsize       length,
                                      GError    **error);
/* Whether name is one that a backup may have, and stays inside a folder. */
gboolean igny_backup_is_name (const char *name);

G_END_DECLS
