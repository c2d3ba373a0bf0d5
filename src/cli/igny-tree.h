/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes a folder with all that is in it, as far as that goes; a symbolic
 * link is removed, not followed. */
void igny_tree_remove (const char *folder);
/* Removes all that is in it, and leaves the folder. */
void igny_tree_empty (const char *folder);
/* Whether there is nothing in the folder. */
gboolean igny_tree_is_empty (const char *folder);

G_END_DECLS
