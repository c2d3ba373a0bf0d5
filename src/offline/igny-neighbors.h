/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-term-matrix.h"

G_BEGIN_DECLS

/* At most this many neighbors of an item are kept. */
#define IGNY_NEIGHBORS_MAX 10

typedef struct
{
  guint  item;
  gint32 alike; /* in parts of IGNY_TERM_ALIKE_ONE */
} IgnyNeighbor;

/* The items most alike each item, best first, found over its rarest terms with
 * a fixed budget per item, so that the time grows with the items, not with
 * their square. The relation is not symmetric. */
typedef struct
{
  IgnyNeighbor *neighbors; /* IGNY_NEIGHBORS_MAX places an item */
  guint8       *counts;    /* places used */
} IgnyNeighbors;

typedef void (*IgnyNeighborsProgress) (double   fraction,
                                       gpointer user_data);

/* progress may be NULL. NULL with G_IO_ERROR_CANCELLED when cancelled. */
IgnyNeighbors *igny_neighbors_new (const IgnyTermMatrix *matrix,
                                   IgnyNeighborsProgress progress,
                                   gpointer              user_data,
                                   GCancellable         *cancellable,
                                   GError              **error);
void           igny_neighbors_free (IgnyNeighbors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyNeighbors, igny_neighbors_free)

G_END_DECLS
