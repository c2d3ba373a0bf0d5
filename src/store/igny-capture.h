/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* Makes the triggers that log every change of every described table, from the
 * descriptors, when those of the file are not the ones of this program. With
 * them nothing can write a table outside a step, and nothing can delete a row
 * outside a purge. Inside a transaction. */
gboolean igny_capture_install (IgnyDb  *db,
                               GError **error);
/* Takes the triggers away, for the rest of the transaction: the schema changes. */
gboolean igny_capture_remove (IgnyDb  *db,
                              GError **error);

G_END_DECLS
