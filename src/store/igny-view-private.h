/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-columns.h"
#include "igny-view.h"

G_BEGIN_DECLS

typedef struct
{
  const IgnyField *field;
  IgnyFilterOp     op;
  char            *text;   /* as typed */
  gint64           number; /* of a number, a time, a flag, a choice; bits of any */
} IgnyViewFilter;

struct _IgnyView
{
  const IgnyEntity *entity;
  gint64            site;
  gint64            sector;
  GStrv             search; /* normalized words, or NULL */
  GArray           *filters;
  GArray           *rows; /* of gint64, ascending; NULL for all */
  GArray           *sums;
  GPtrArray        *facets;   /* of IgnyField */
  const IgnyField  *total;    /* that they add up, or NULL */
  GPtrArray        *expected; /* of IgnyField */
  gboolean          no_rows;
  const IgnyField  *sort;
  gboolean          descending;
};

/* The bit of IGNY_FILTER_ANY that stands for unknown. */
#define IGNY_VIEW_ANY_UNKNOWN 63

/* A byte for each slot: 1 where every filter, the scope and the search let it
 * through, 0 elsewhere. NULL with error. */
guint8 *igny_view_filter_slots (const IgnyView   *self,
                                IgnyColumnsCache *cache,
                                IgnyColumns      *columns,
                                IgnyDb           *db,
                                GError          **error);
/* The slots of mask, n of them, in the order of the view. NULL with error. */
guint *igny_view_sort_slots (const IgnyView   *self,
                             IgnyColumnsCache *cache,
                             IgnyColumns      *columns,
                             IgnyDb           *db,
                             const guint8     *mask,
                             guint             n,
                             GError          **error);
/* What the slots of mask add up to. */
gboolean igny_view_sum_slots (const IgnyView *self,
                              IgnyColumns    *columns,
                              IgnyDb         *db,
                              const guint8   *mask,
                              IgnyViewResult *result,
                              GError        **error);

G_END_DECLS
