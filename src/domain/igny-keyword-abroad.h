/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* The keywords of a sector that have a country, found by their keys alone. A
 * keyword is one of a country, and our table of a few columns names none: a line
 * of it means the one that is there. One store thread. */
typedef struct _IgnyKeywordAbroad IgnyKeywordAbroad;

/* Reads the keys of the sector once; db outlives it. NULL with error. */
IgnyKeywordAbroad *igny_keyword_abroad_new (IgnyDb  *db,
                                            gint64   sector,
                                            GError **error);
void               igny_keyword_abroad_free (IgnyKeywordAbroad *self);
/* *row is the keyword of that key, 0 when there is none; *is_clear becomes FALSE
 * when there are several, of different countries. FALSE with error. */
gboolean igny_keyword_abroad_find (IgnyKeywordAbroad *self,
                                   const char        *key,
                                   gint64            *row,
                                   gboolean          *is_clear,
                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyKeywordAbroad, igny_keyword_abroad_free)

G_END_DECLS
