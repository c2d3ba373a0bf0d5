/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-neighbors.h"

G_BEGIN_DECLS

/* Vectors of meaning (embeddings) in the form that groups are made of: a row a
 * vector, of at most 128 terms that are dimensions. */

/* Takes away what all vectors have in common, makes them equally long, and
 * folds many dimensions into few: each goes, with a sign, into four of them (a
 * sparse Johnson-Lindenstrauss transform; Kane, Nelson 2014), which keeps the
 * cosine of two vectors to about 0.09. No postings are made. vectors has
 * n_dims numbers a row. A vector of zeros is a row without an item. */
IgnyTermMatrix *igny_vectors_to_matrix (const gint8 *vectors,
                                        guint        n_rows,
                                        guint        n_dims);

/* Neighbors by the signs of the numbers: vectors that point the same way have
 * most of them in common, so they are near each other in lists that are sorted
 * by signs, each list by another order of the dimensions (Charikar 2002); then
 * neighbors of neighbors are looked at, twice. Short lists are compared in
 * full. Time grows about as the rows do. progress may be NULL. */
IgnyNeighbors *igny_vectors_find_neighbors (const IgnyTermMatrix *matrix,
                                            IgnyNeighborsProgress progress,
                                            gpointer              user_data,
                                            GCancellable         *cancellable,
                                            GError              **error);

G_END_DECLS
