/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint level;   /* 2 or 3 */
  char *heading; /* at most 200 characters */
  char *note;    /* what it is to cover, at most 1,000; or NULL */
} IgnyReplySection;

typedef struct
{
  char       *title;                /* at most 200 characters */
  char       *description;          /* at most 2,000; or NULL */
  const char *content_type;         /* a stored word (igny_choices_content_type) */
  const char *content_structure;    /* a stored word (igny_choices_content_structure) */
  GArray     *primary_keywords;     /* guint: positions in the request */
  GArray     *covered_keywords;     /* the same; none is primary too */
  GPtrArray  *outline;              /* of IgnyReplySection, at most 60 */
  gint64      estimated_word_count; /* 100 to 20,000, or IGNY_UNKNOWN */
} IgnyReplyIdea;

typedef struct
{
  GPtrArray *ideas;    /* of IgnyReplyIdea; no two of one title, at most 100 */
  GPtrArray *rejected; /* of char: keywords that were not asked about */
  gboolean   partial;  /* the answer ended too early; the last idea is left out */
} IgnyReplyIdeas;

/* An answer with ideas: a list of {"title", "description", "content_type",
 * "content_structure", "primary_keywords", "covered_keywords", "outline":
 * [{"heading", "note", "level"}], "estimated_word_count"}, alone or in an
 * object, also under other names. An unknown type is "article", an unknown
 * structure "supporting_page". keywords: those of the request. Full ownership;
 * errors are IGNY_REPLY_ERROR. Any thread. */
IgnyReplyIdeas *igny_reply_ideas_new (const char        *text,
                                      const char *const *keywords,
                                      GError           **error);
void            igny_reply_ideas_free (IgnyReplyIdeas *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyReplyIdeas, igny_reply_ideas_free)

G_END_DECLS
