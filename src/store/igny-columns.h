/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* Typed column arrays of the living records of an entity, in the order of
 * their rows. A column is loaded when it is first asked for and kept current
 * by the change sets. Sorting, filtering, searching and counting read these
 * and never SQL. Reader thread only. */
typedef struct _IgnyColumns      IgnyColumns;
typedef struct _IgnyColumnsCache IgnyColumnsCache;

IgnyColumnsCache *igny_columns_cache_new (void);
void              igny_columns_cache_free (IgnyColumnsCache *self);
void              igny_columns_cache_apply (IgnyColumnsCache    *self,
                                            IgnyDb              *db,
                                            const IgnyChangeSet *changes);
/* Owned by the cache; valid until the next apply. */
IgnyColumns *igny_columns_cache_get (IgnyColumnsCache *self,
                                     IgnyDb           *db,
                                     const IgnyEntity *entity,
                                     GError          **error);

/* Slots, dead ones among them: records that were deleted since. */
guint         igny_columns_get_n_slots (const IgnyColumns *self);
const gint64 *igny_columns_get_rows (const IgnyColumns *self);
gboolean      igny_columns_is_alive (const IgnyColumns *self,
                                     guint              slot);

/* The numbers of a field; of a choice, the index of its word, IGNY_UNKNOWN
 * when it has none. NULL with error. Valid until the next apply. */
const gint64 *igny_columns_load_numbers (IgnyColumns     *self,
                                         IgnyDb          *db,
                                         const IgnyField *field,
                                         GError         **error);
/* The texts of a field as igny_text_normalize leaves them; NULL for unknown. */
const char *const *igny_columns_load_texts (IgnyColumns     *self,
                                            IgnyDb          *db,
                                            const IgnyField *field,
                                            GError         **error);

/* The slots in the order of the texts of a field, see igny-text-order.h. */
const guint *igny_columns_load_order (IgnyColumns     *self,
                                      IgnyDb          *db,
                                      const IgnyField *field,
                                      GError         **error);

/* "created_at" and "updated_at", which every record has and no table lists. */
extern const IgnyField igny_columns_created_at;
extern const IgnyField igny_columns_updated_at;

G_END_DECLS
