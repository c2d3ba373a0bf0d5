/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-content.h"
#include "igny-html.h"
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

/* What may stand in the HTML of a content: what a model wrote keeps no shortcode
 * and no picture by http; what a person wrote or a site sent keeps all that
 * WordPress can show. */
IgnyHtmlFlags igny_contents_get_html_flags (const IgnyContent *content);

/* How the post stands on the site. status is WordPress's word ("publish",
 * "future", "draft", "pending", "private", "trash"), or "" when it is gone. */
typedef struct
{
  gint64      post_id;
  const char *status;
  const char *url;
  const char *modified;  /* as WordPress says it */
  gint64      public_at; /* ms since 1970, UTC, or IGNY_UNKNOWN: when it went or goes public */
  const char *warnings;  /* with line breaks, or NULL */
} IgnyPublished;

/* Keeps the number of the post as soon as there is one, so that a retry finds
 * it; a step of its own that is never undone. */
gboolean igny_contents_set_post (IgnyStep *step,
                                 gint64    content,
                                 gint64    post_id,
                                 GError  **error);
/* Content, task and idea follow the post: a public one is published, one for a
 * later time is scheduled, and any other is not on the site, so that what was
 * published becomes a draft (its task a draft, its idea scheduled). With a line
 * in the publishing log. */
gboolean igny_contents_set_published (IgnyStep            *step,
                                      gint64               content,
                                      const IgnyPublished *published,
                                      GError             **error);
gboolean igny_contents_set_failed (IgnyStep   *step,
                                   gint64      content,
                                   const char *message,
                                   GError    **error);

/* The file of that hash on the content's site, as a line of the publishing log
 * that is never undone: it is uploaded once, whatever it is used for. *media is
 * 0 when it was not; url is owned by the caller. */
gboolean igny_contents_add_upload (IgnyStep   *step,
                                   gint64      content,
                                   const char *hash,
                                   gint64      media,
                                   const char *url,
                                   GError    **error);
gboolean igny_contents_find_upload (IgnyDb     *db,
                                    gint64      site,
                                    const char *hash,
                                    gint64     *media,
                                    char      **url,
                                    GError    **error);

G_END_DECLS
