/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a keyword asks for its subject. Each gives another kind of page. */
typedef enum
{
  IGNY_SHAPE_TOPIC,     /* hiking boots */
  IGNY_SHAPE_BEST,      /* best hiking boots */
  IGNY_SHAPE_VERSUS,    /* hiking boots vs trail runners */
  IGNY_SHAPE_REVIEW,    /* keen targhee review */
  IGNY_SHAPE_HOW_TO,    /* how to clean hiking boots */
  IGNY_SHAPE_QUESTION,  /* are hiking boots worth it */
  IGNY_SHAPE_LIST,      /* hiking tips */
  IGNY_SHAPE_CHECKLIST, /* hiking packing list */
  IGNY_SHAPE_PRICE,     /* hiking boots price */
  IGNY_SHAPE_CHEAP,     /* cheap hiking boots */
  IGNY_SHAPE_BUY,       /* buy hiking boots */
  IGNY_SHAPE_NEAR,      /* hiking boots near me */
  IGNY_N_SHAPES,
} IgnyShape;

typedef struct
{
  IgnyShape shape;
  gboolean  english;
  char     *text;    /* the keyword, tidied; never empty */
  char     *subject; /* what remains without the words of the shape; never empty */
  char     *other;   /* of VERSUS the other side, else NULL */
  guint     noun;    /* hash of the stem of the subject's noun, 0 for none */
  gboolean  plural;  /* the noun looks like a plural */
  gboolean  doing;   /* the noun looks like an activity ("hiking with dogs") */
  gboolean  asks;    /* reads as a question that ends with a question mark */
  GArray   *stems;   /* of guint: hashes of the words that carry meaning, sorted */
} IgnyKeywordShape;

/* How much speaks for English in a normalized text, less what speaks against it:
 * words that only English has, or only another language; letters beyond ASCII.
 * 0 when nothing tells. */
int igny_keyword_shape_rate_english (const char *keyword);

/* keyword is as typed. In another language than English only the intent decides
 * the shape, and the subject is the whole keyword. A keyword with letters beyond
 * ASCII is never taken for English. */
IgnyKeywordShape *igny_keyword_shape_new (const char *keyword,
                                          gboolean    english);
void              igny_keyword_shape_free (IgnyKeywordShape *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyKeywordShape, igny_keyword_shape_free)

/* Share of common meaning, 0 to 1 (Dice's coefficient). */
double igny_keyword_shape_compare (const IgnyKeywordShape *a,
                                   const IgnyKeywordShape *b);

/* The subject with its noun in the singular, to stand before another noun:
 * "hiking boots" is "hiking boot". */
char *igny_keyword_shape_get_attribute (const IgnyKeywordShape *self);

G_END_DECLS
