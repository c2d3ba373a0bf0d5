/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* Reading and writing of records, generated from the descriptors. Writing of
 * single records goes through IgnyStep; what is here has no step of its own. */

/* The condition that keeps a query to the records of this account, and to
 * those that belong to none; see igny_db_set_account. */
#define IGNY_RECORDS_MINE "(account IS NULL OR account = my_account())"

/* Living records of the account. tail is literal SQL after FROM table: "WHERE …"; it sees
 * `deleted_step IS NULL` added. Records of the array are freed with it. */
GPtrArray *igny_records_select (IgnyDb           *db,
                                const IgnyEntity *entity,
                                const char       *condition,
                                const char       *tail,
                                const IgnyBind   *binds,
                                GError          **error);
/* NULL and IGNY_DB_ERROR_NOT_FOUND when there is none alive. */
gpointer igny_records_load (IgnyDb           *db,
                            const IgnyEntity *entity,
                            gint64            row,
                            GError          **error);
/* In the order given; rows that are gone are left out. Fields of
 * IGNY_FIELD_LONG stay unknown unless with_long. */
GPtrArray *igny_records_fetch (IgnyDb           *db,
                               const IgnyEntity *entity,
                               const gint64     *rows,
                               gsize             n_rows,
                               gboolean          with_long,
                               GError          **error);
/* 0 when there is none. */
gint64 igny_records_find_id (IgnyDb           *db,
                             const IgnyEntity *entity,
                             const IgnyId     *id);
/* The title of a record, alive or not; NULL when row is 0 or unknown. */
char *igny_records_dup_title (IgnyDb           *db,
                              const IgnyEntity *entity,
                              gint64            row);
/* A field as a parameter; text is borrowed from the record. */
IgnyBind igny_records_bind (gconstpointer    record,
                            const IgnyField *field);
gboolean igny_records_insert (IgnyDb  *db,
                              gpointer record,
                              gint64   account,
                              GError **error);
/* Writes the fields in which changed differs from record as it is stored. */
gboolean igny_records_update (IgnyDb       *db,
                              gconstpointer record,
                              gint64        now,
                              GError      **error);

G_END_DECLS
