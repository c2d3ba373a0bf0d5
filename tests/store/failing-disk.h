/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk whose writes, syncs and truncations fail when they are told to, for
 * all files that SQLite opens after it was installed. One in a process. */
void failing_disk_install (void);

/* Counts calls anew. The one of the number fail_at fails, counted from 1, or
 * none for 0; when not once, so do all that follow. Any thread. */
void failing_disk_arm (guint    fail_at,
                       gboolean once);

/* Writes, syncs and truncations since it was armed, those that failed too. */
guint failing_disk_count_calls (void);

G_END_DECLS
