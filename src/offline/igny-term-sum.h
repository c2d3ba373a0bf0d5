/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-term-matrix.h"

G_BEGIN_DECLS

/* A sparse sum of rows of terms. Two sums multiplied give the likeness of all
 * pairs between their rows at once. All zero is the empty sum. */
typedef struct
{
  IgnyTermCell *cells; /* by term; a weight may have sunk to 0 */
  guint         count;
  guint         size; /* places in cells */
} IgnyTermSum;

void igny_term_sum_clear (IgnyTermSum *self);
/* cells are by term, each term once. */
void igny_term_sum_add (IgnyTermSum        *self,
                        const IgnyTermCell *cells,
                        guint               count);
/* Takes away what was added. */
void igny_term_sum_subtract (IgnyTermSum        *self,
                             const IgnyTermCell *cells,
                             guint               count);
/* The sum times cells. spread holds the weights of cells by term and 0
 * elsewhere, which makes it quick for many sums. */
gint64 igny_term_sum_multiply (const IgnyTermSum  *self,
                               const IgnyTermCell *cells,
                               guint               count,
                               const gint32       *spread);

G_END_DECLS
