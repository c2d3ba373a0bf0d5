/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-column.h"
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
/* With columns for these fields at least: loading several in one go costs
 * little more than loading one. Owned by the cache; valid until the next
 * apply. */
IgnyColumns *igny_columns_cache_get (IgnyColumnsCache       *self,
                                     IgnyDb                 *db,
                                     const IgnyEntity       *entity,
                                     const IgnyField *const *fields,
                                     guint                   n_fields,
                                     GError                **error);
gboolean     igny_columns_load (IgnyColumns            *self,
                                IgnyDb                 *db,
                                const IgnyField *const *fields,
                                guint                   n_fields,
                                GError                **error);
/* Loads it when need be; NULL with error. Valid until the next apply. */
IgnyColumn *igny_columns_load_column (IgnyColumns     *self,
                                      IgnyDb          *db,
                                      const IgnyField *field,
                                      GError         **error);

/* Slots, dead ones among them: records that were deleted since. */
guint              igny_columns_get_n_slots (const IgnyColumns *self);
const IgnyNumbers *igny_columns_get_rows (const IgnyColumns *self);
/* 1 for each slot that lives, 0 for the others. */
const guint8 *igny_columns_get_alive (const IgnyColumns *self);

/* "created_at" and "updated_at", which every record has and no table lists. */
extern const IgnyField igny_columns_created_at;
extern const IgnyField igny_columns_updated_at;

G_END_DECLS
