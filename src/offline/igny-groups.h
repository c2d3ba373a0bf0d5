/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-neighbors.h"

G_BEGIN_DECLS

/* A partition of a matrix's items. Each group keeps the sum of its items' rows,
 * so the mean likeness of an item to a whole group, or of two groups, is one
 * product of sums and exact, however large they are. */
typedef struct _IgnyGroups IgnyGroups;

/* Every item alone. The matrix and the neighbors outlive the groups. */
IgnyGroups *igny_groups_new (const IgnyTermMatrix *matrix,
                             const IgnyNeighbors  *neighbors);
void        igny_groups_free (IgnyGroups *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyGroups, igny_groups_free)

/* Moves items, one at a time, to the group among their neighbors' that most
 * raises the sum over all pairs within groups of (likeness - bar): the
 * constant Potts model (Traag, Van Dooren, Nesterov 2011). Unlike chaining by
 * single links, an item joins only what it is like on the whole. bar is in
 * parts of IGNY_TERM_ALIKE_ONE. Returns the number of moves. */
guint igny_groups_move_items (IgnyGroups *self,
                              gint64      bar);

/* Joins pairs of groups that are each other's best and whose mean likeness
 * reaches the bar. Returns the number of joins. */
guint igny_groups_join_pairs (IgnyGroups *self,
                              gint64      bar);

/* Puts items that are alone into the most alike group at or above a lower bar. */
guint igny_groups_adopt (IgnyGroups *self,
                         gint64      bar);

guint igny_groups_get_group (const IgnyGroups *self,
                             guint             item);
/* Rows, not items. */
guint igny_groups_get_mass (const IgnyGroups *self,
                            guint             group);

G_END_DECLS
