/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* A text as an engine made it; borrowed. NULL keeps what the content has. */
typedef struct
{
  const char *title;
  const char *html; /* is sanitized when it is saved */
  gboolean    is_brief;
  const char *meta_title;
  const char *meta_description;
  const char *slug;
  const char *excerpt;
  const char *primary_keyword;
  const char *secondary_keywords; /* with commas, as the next two */
  const char *categories;
  const char *tags;
  const char *origin;
  const char *metadata; /* JSON */
} IgnyContentDraft;

/* The content of the task, made or written anew; both become drafts. Refused
 * with IGNY_INVALID when it is published. */
gboolean igny_contents_save (IgnyStep               *step,
                             gint64                  task,
                             const IgnyContentDraft *draft,
                             gint64                 *row,
                             GError                **error);

/* What the site answered. is_public: it is published there, not a draft. */
typedef struct
{
  gint64      post_id;
  const char *url;
  const char *modified; /* as WordPress says it */
  gboolean    is_public;
  const char *warnings; /* with line breaks, or NULL */
} IgnyPublished;

/* Keeps the number of the post as soon as there is one, so that a retry finds
 * it; a step of its own that is never undone. */
gboolean igny_contents_set_post (IgnyStep *step,
                                 gint64    content,
                                 gint64    post_id,
                                 GError  **error);
/* Content, task and idea become published when the post is public; a line in
 * the publishing log either way. */
gboolean igny_contents_set_published (IgnyStep            *step,
                                      gint64               content,
                                      const IgnyPublished *published,
                                      GError             **error);
gboolean igny_contents_set_failed (IgnyStep   *step,
                                   gint64      content,
                                   const char *message,
                                   GError    **error);

G_END_DECLS
