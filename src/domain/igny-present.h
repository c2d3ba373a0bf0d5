/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "igny-records.h"

G_BEGIN_DECLS

/* A record as the terminal and REST show it: the descriptors' names, "id" and
 * references as UUID text, unknown as null, money as a decimal string, times
 * in ISO 8601, flags as booleans. Store threads. */
JsonObject *igny_present_record (IgnyDb       *db,
                                 gconstpointer record);
/* UUID text of a row; NULL when row is 0. */
char *igny_present_dup_id (IgnyDb           *db,
                           const IgnyEntity *entity,
                           gint64            row);

G_END_DECLS
