/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-near.h"
#include "igny-scope.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* Keywords of a sector that are nearly the same one. The first row of a group
 * is the one to keep: the greatest volume, then the older one. */
typedef struct
{
  guint   kinds;
  GArray *rows; /* of gint64 */
} IgnyDuplicates;

/* Of IgnyDuplicates. Any connection. */
GPtrArray *igny_duplicates_find (IgnyDb          *db,
                                 const IgnyScope *scope,
                                 guint            kinds,
                                 GCancellable    *cancellable,
                                 GError         **error);
/* Puts the others of each group into the first: what it does not know it takes
 * from them, ideas and tasks of theirs become its own, and they are deleted.
 * *n_removed is how many. */
gboolean igny_duplicates_merge (IgnyStep        *step,
                                const GPtrArray *groups,
                                guint           *n_removed,
                                GCancellable    *cancellable,
                                GError         **error);

G_END_DECLS
