/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-intent.h"
#include "igny-outline.h"

G_BEGIN_DECLS

#define IGNY_BRIEF_META_TITLE_LETTERS 60
#define IGNY_BRIEF_META_DESCRIPTION_LETTERS 160
#define IGNY_BRIEF_SLUG_BYTES 75

/* What a task holds. Everything is borrowed, valid UTF-8, and may hold any
 * character; what is NULL or empty is left out of the brief. */
typedef struct
{
  const char        *title;
  const char        *description;
  const char        *cluster;
  const char        *content_type; /* the stored word */
  const GPtrArray   *outline;      /* of IgnyOutlineSection */
  const char *const *keywords;     /* the primary ones first */
  const gint64      *volumes;      /* searches per month or IGNY_UNKNOWN; may be NULL */
  const IgnyIntent  *intents;      /* may be NULL */
  guint              n_keywords;
  guint              n_primary;
  gint64             words; /* wanted; IGNY_UNKNOWN takes the outline's estimate */
} IgnyBriefTask;

/* What a writer needs to begin: goal, readers, keywords, outline, questions,
 * length, suggestions for title and description, checklist. Marked as a brief,
 * so that nobody takes it for an article. HTML of h2, h3, p, ul, ol, li, table,
 * thead, tbody, tr, th, td, strong, em and blockquote without attributes. */
char *igny_brief_to_html (const IgnyBriefTask *task);

/* At most IGNY_BRIEF_META_TITLE_LETTERS letters, cut where a title may end. */
char *igny_brief_make_meta_title (const char *title);
/* At most IGNY_BRIEF_META_DESCRIPTION_LETTERS letters: the title and what the
 * outline (may be NULL) promises. */
char *igny_brief_make_meta_description (const char      *title,
                                        const GPtrArray *outline);
/* From the primary keyword where it gives one, else from the title. */
char *igny_brief_make_slug (const char *title,
                            const char *keyword);

G_END_DECLS
