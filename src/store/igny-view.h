/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* A question that every list asks: which records of an entity, in which order,
 * and what do they add up to. Made anywhere, run inside a read function. */
typedef struct _IgnyView IgnyView;

typedef enum
{
  IGNY_FILTER_EQUAL,
  IGNY_FILTER_NOT_EQUAL,
  IGNY_FILTER_AT_MOST,
  IGNY_FILTER_AT_LEAST,
  IGNY_FILTER_CONTAINS,
  IGNY_FILTER_ANY, /* by igny_view_add_any only */
} IgnyFilterOp;

typedef enum
{
  IGNY_SUM_TOTAL,   /* of the known numbers; IGNY_UNKNOWN when none is known */
  IGNY_SUM_AVERAGE, /* of the known numbers, rounded */
  IGNY_SUM_KNOWN,   /* how many records know the field */
  IGNY_SUM_WORD,    /* how many records have the choice word */
} IgnySumKind;

typedef struct
{
  const IgnyField *field;
  IgnySumKind      kind;
  const char      *word;
} IgnySum;

/* How many records have one value of a field. */
typedef struct
{
  char *text;    /* the word of a choice, or a text or an item of a list, both
                  * folded; NULL is unknown, and for the two below */
  gint64 number; /* the row of a reference, 0 for none; a flag */
  gint64 n;
  gint64 total; /* of igny_view_set_facet_total, else 0 */
} IgnyFacetValue;

typedef struct
{
  const IgnyField *field;
  GArray          *values; /* of IgnyFacetValue, the most frequent first */
} IgnyFacet;

typedef struct
{
  gint64    *rows; /* in order; NULL when only counts were asked for */
  gsize      n_rows;
  gint64    *sums;   /* one for each IgnySum asked for */
  GPtrArray *facets; /* of IgnyFacet, one for each field asked for */
} IgnyViewResult;

IgnyView *igny_view_new (const IgnyEntity *entity);
IgnyView *igny_view_copy (const IgnyView *self);
void      igny_view_free (IgnyView *self);

const IgnyEntity *igny_view_get_entity (const IgnyView *self);
/* 0 is all. Entities without the column ignore it. */
void igny_view_set_scope (IgnyView *self,
                          gint64    site,
                          gint64    sector);
/* Words that must all occur in one of the searchable fields. */
void igny_view_set_search (IgnyView   *self,
                           const char *text);
/* field or the same name with "_id", or created_at, updated_at; value as a
 * person types it, "" is unknown; a reference takes an id or a title. */
gboolean igny_view_add_filter (IgnyView    *self,
                               const char  *field,
                               IgnyFilterOp op,
                               const char  *value,
                               IgnyErrors  *errors);
/* Records whose choice is one of words; "" is unknown. At most 63 choices. */
gboolean igny_view_add_any (IgnyView          *self,
                            const char        *field,
                            const char *const *words,
                            IgnyErrors        *errors);
/* "status=active", "volume>=100", "keyword~boots". */
gboolean igny_view_parse_filter (IgnyView   *self,
                                 const char *text,
                                 IgnyErrors *errors);
void     igny_view_clear_filters (IgnyView *self);
/* Only these rows, besides scope, search and filters: for sums over what is
 * selected. NULL is all again. Copied. */
void igny_view_set_rows (IgnyView     *self,
                         const gint64 *rows,
                         gsize         n_rows);
/* "volume" ascends, "-volume" descends; NULL is the order of making. Unknown
 * comes last either way. */
gboolean igny_view_set_sort (IgnyView   *self,
                             const char *field,
                             IgnyErrors *errors);
void     igny_view_add_sum (IgnyView *self,
                            IgnySum   sum);
/* Counts the records for each value of a choice, a reference, a flag or a text;
 * each item of a list by itself. */
gboolean igny_view_add_facet (IgnyView   *self,
                              const char *field,
                              IgnyErrors *errors);
/* The facets of references also add this number up, where it is known. */
void igny_view_set_facet_total (IgnyView        *self,
                                const IgnyField *field);
/* A view that is run next asks for this field too: one scan loads it with those
 * of this one, where another would be needed. */
void igny_view_expect (IgnyView   *self,
                       const char *field);
/* Only counts, sums and facets are wanted: nothing is sorted. */
void igny_view_set_no_rows (IgnyView *self,
                            gboolean  no_rows);

/* Reader thread. */
IgnyViewResult *igny_view_run (const IgnyView *self,
                               IgnyStore      *store,
                               IgnyDb         *db,
                               GCancellable   *cancellable,
                               GError        **error);
void            igny_view_result_free (IgnyViewResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyView, igny_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyViewResult, igny_view_result_free)

G_END_DECLS
