/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-keyword-shape.h"
#include "igny-outline.h"

G_BEGIN_DECLS

/* What stands around a keyword's page. */
typedef struct
{
  const IgnyKeywordShape *center;  /* of the cluster's broadest page */
  gboolean                hub;     /* is that page */
  gboolean                sold;    /* about something that people choose and buy */
  gboolean                many;    /* gathers several questions on one page */
  guint                   earlier; /* pages of this shape before, to vary titles */
} IgnyIdeaPlace;

/* A title of at most IGNY_IDEA_TITLE_LETTERS letters where that is possible, or
 * NULL when attempt is beyond the last wording. */
char *igny_idea_text_title (const IgnyKeywordShape *shape,
                            const IgnyIdeaPlace    *place,
                            guint                   attempt);
/* The keyword as the heading of a section. */
char *igny_idea_text_heading (const IgnyKeywordShape *shape);
char *igny_idea_text_describe (const IgnyKeywordShape *shape,
                               const IgnyIdeaPlace    *place);

const char *igny_idea_text_content_type (const IgnyKeywordShape *shape,
                                         const IgnyIdeaPlace    *place);

/* shapes: first the primary keyword's, then the others that the page serves;
 * texts: the keywords as typed, in the same order. */
GPtrArray *igny_idea_text_outline (const IgnyKeywordShape *const *shapes,
                                   const char *const             *texts,
                                   guint                          count,
                                   const IgnyIdeaPlace           *place);

G_END_DECLS
