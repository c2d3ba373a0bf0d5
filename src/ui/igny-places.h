/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The sites and sectors there are, kept up to date, for the switchers.
 *
 * Signal "changed", also after the first load. Main thread. */
#define IGNY_TYPE_PLACES (igny_places_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPlaces, igny_places, IGNY, PLACES, GObject)

typedef struct
{
  gint64 row;
  gint64 site; /* of a sector; 0 for a site */
  char   id[IGNY_ID_TEXT_SIZE];
  char  *title;
} IgnyPlace;

IgnyPlaces *igny_places_new (IgnyStore *store);
/* Of IgnyPlace: sites, each followed by its sectors; borrowed. */
GPtrArray *igny_places_get (IgnyPlaces *self);
/* NULL when there is none; site 0 looks for a site. */
const IgnyPlace *igny_places_find (IgnyPlaces *self,
                                   gint64      site,
                                   gint64      row);
/* The ids as they were kept, "" for none; falls back to the first site, and to
 * all of its sectors. */
IgnyScope igny_places_resolve (IgnyPlaces *self,
                               const char *site_id,
                               const char *sector_id);
/* scope with the one sector that its site has, when it names none. */
IgnyScope igny_places_narrow (IgnyPlaces *self,
                              IgnyScope   scope);

G_END_DECLS
