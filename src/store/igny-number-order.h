/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-text-order.h"

G_BEGIN_DECLS

/* The slots of a column of numbers in ascending order, slots of equal numbers
 * in theirs, unknown ones last; a million in some 15 ms. The items are those
 * of igny-text-order.h, with IGNY_TEXT_ORDER_SAME. Newly allocated. */
guint *igny_number_order_make (const gint64 *numbers,
                               guint         n_slots);

/* Sorts by the bits of each item from the lowest that is asked for; stable.
 * spare has room for n items. Returns items or spare, whichever has the
 * result. */
guint64 *igny_number_order_radix (guint64 *items,
                                  guint64 *spare,
                                  guint    n,
                                  guint    low_bit,
                                  guint    n_bits);

G_END_DECLS
