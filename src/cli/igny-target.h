/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-edit.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* What words of the command line mean. */

/* The entity of that name that the terminal knows; IGNY_USAGE_ERROR. */
const IgnyEntity *igny_target_find_entity (const char *name,
                                           GError    **error);
/* One after the other, those that a person writes first; NULL past the last. */
const IgnyEntity *igny_target_get_entity (guint index);
/* The same, unless only the program writes it. */
const IgnyEntity *igny_target_find_writable (const char *name,
                                             GError    **error);
/* The living record of the account that text means: an id, a slug or a title;
 * a slug as it is written goes first. scope narrows it; 0 is all. Not
 * found, elsewhere, of another entity and ambiguous each have their message.
 * Store threads. */
gboolean igny_target_find (IgnyDb           *db,
                           gint64            account,
                           const IgnyEntity *entity,
                           const IgnyScope  *scope,
                           const char       *text,
                           gint64           *row,
                           GError          **error);
/* "field=value" into the two; text is changed, and has to outlive the
 * assignment. IGNY_USAGE_ERROR. */
gboolean igny_target_split (char           *text,
                            IgnyAssignment *assignment,
                            GError        **error);

G_END_DECLS
