/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The slots of a column of texts in the order of the texts, kept when a few of
 * them change: sorting a million texts takes half a second, bringing the order
 * up to date some milliseconds. Unknown texts come last, slots of equal texts in
 * their order. */
typedef struct _IgnyTextOrder IgnyTextOrder;

/* An item is a slot, and this bit when its text is that of the item before. */
#define IGNY_TEXT_ORDER_SAME (1u << 31)

IgnyTextOrder *igny_text_order_new (void);
void           igny_text_order_free (IgnyTextOrder *self);
/* The text of a slot was changed or added. */
void igny_text_order_touch (IgnyTextOrder *self,
                            guint          slot);
/* n_slots items. Owned by the order, valid until it is touched. */
const guint *igny_text_order_get (IgnyTextOrder     *self,
                                  const char *const *texts,
                                  guint              n_slots);

G_END_DECLS
