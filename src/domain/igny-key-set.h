/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which rows may have a key: 64 bits of hash to row, 16 bytes each, in one
 * array. Two keys of one hash are as likely as a lost lottery, so who asks
 * compares the keys themselves. */
typedef struct _IgnyKeySet IgnyKeySet;

/* Of a keyword's key and its country, which may be NULL. */
guint64 igny_key_set_hash (const char *key,
                           const char *country);

IgnyKeySet *igny_key_set_new (void);
void        igny_key_set_free (IgnyKeySet *self);
void        igny_key_set_add (IgnyKeySet *self,
                              guint64     hash,
                              gint64      row);
/* The next row of that hash, 0 at the end. *place is 0 for the first call. */
gint64 igny_key_set_next (const IgnyKeySet *self,
                          guint64           hash,
                          gsize            *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyKeySet, igny_key_set_free)

G_END_DECLS
