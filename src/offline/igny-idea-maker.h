/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-intent.h"
#include "igny-outline.h"

G_BEGIN_DECLS

#define IGNY_IDEA_MAX 7
#define IGNY_IDEA_TITLE_LETTERS 70

typedef struct
{
  char       *title;
  char       *description;
  const char *content_type;      /* the stored word, such as "listicle" */
  const char *content_structure; /* the stored word, such as "cluster_hub" */
  GArray     *primary;           /* of guint: indexes of keywords, one or two */
  GArray     *covered;           /* of guint: the other keywords that it serves */
  GPtrArray  *outline;
  gint64      words; /* estimated from the outline */
} IgnyIdea;

/* Ideas for pages that together serve the keywords of one cluster: one for a
 * single keyword, two for two or three different ones, then three to seven as
 * far as the keywords ask for different things. The first is the broadest. A
 * keyword is primary or covered in exactly one idea. keywords are as typed;
 * volumes (searches per month or IGNY_UNKNOWN) and intents may be NULL; intents
 * hold IGNY_INTENT_NONE where it is not known. language is that of the keywords
 * ("en"), or NULL to guess; only English gets English titles around its
 * keywords, other languages keep the keyword itself as the title. The same
 * input gives the same ideas. A GPtrArray of IgnyIdea that owns them; empty
 * for no keywords. Any thread. */
GPtrArray *igny_idea_maker_run (const char *const *keywords,
                                const gint64      *volumes,
                                const IgnyIntent  *intents,
                                gsize              count,
                                const char        *language);

void igny_idea_free (IgnyIdea *self);

G_END_DECLS
