/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Columns of a terminal that a text takes: 2 for what is wide, 0 for marks that join
 * the letter before them. */
guint igny_cells_count (const char *text);

/* Appends text to to, cut so that it takes at most max columns with the ellipsis that
 * then ends it. Control characters become spaces. */
void igny_cells_append (GString    *to,
                        const char *text,
                        guint       max);

G_END_DECLS
