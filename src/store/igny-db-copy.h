/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Copies a database file as it is at this moment to target, which must not be
 * there, page by page through connections of its own. Whoever writes meanwhile
 * goes on; what is written later is not in the copy. The copy is one file,
 * without a WAL, and not yet brought to the disk. What was begun is removed
 * after an error. Any thread but a store's; blocks. */
gboolean igny_db_copy (const char   *path,
                       const char   *target,
                       GCancellable *cancellable,
                       GError      **error);

G_END_DECLS
